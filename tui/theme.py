"""Colours: the terminal's own by default, and two palettes of ours.

Colour is never the only sign: hits are also underlined, quotes also barred, the cursor also marked.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.theme import BUILTIN_THEMES, Theme

from quoth.corpus.values import dataclass

THEMES = ("ansi", "dark", "light")

_INK, _PAPER = "#1b1d21", "#fbfaf7"
_LIGHT_INK, _NIGHT = "#e4e6ea", "#15171b"


@dataclass(frozen=True, slots=True)
class Palette:
    """The styles that widgets draw with; `speakers` are handed out in order of frequency.

    `base` lies under all of them, None where both colours are the terminal's own.
    """

    text: Style
    dim: Style
    heading: Style
    accent: Style
    hit: Style
    caret: Style
    doubt: Style
    error: Style
    rule: Style
    speakers: tuple[Style, ...]
    base: Style | None = None

    def speaker(self, rank: int) -> Style:
        """The style of the speaker who is `rank`-th in frequency; reused after the last one."""
        return self.speakers[rank % len(self.speakers)]


def _palette(
    colours: str, accent: str, hit: str, error: str, *, dim: Style, text: Style, base: Style | None = None
) -> Palette:
    return Palette(
        text=text,
        dim=dim,
        heading=text + Style(bold=True),
        accent=Style(color=accent, bold=True),
        hit=Style(color=hit, bold=True, underline=True),
        caret=Style(reverse=True),
        doubt=Style(color=error, bold=True),
        error=Style(color=error, bold=True),
        rule=dim,
        speakers=tuple(Style(color=name) for name in colours.split()),
        base=base,
    )


_PLAIN = Palette(
    text=Style(),
    dim=Style(dim=True),
    heading=Style(bold=True),
    accent=Style(bold=True),
    hit=Style(bold=True, underline=True),
    caret=Style(reverse=True),
    doubt=Style(bold=True),
    error=Style(bold=True),
    rule=Style(dim=True),
    speakers=(Style(),),
)
_ANSI_DARK = _palette(
    "cyan yellow magenta green bright_blue bright_red bright_cyan bright_magenta",
    "bright_white",
    "bright_yellow",
    "red",
    dim=Style(dim=True),
    text=Style(),
)
_ANSI_LIGHT = _palette(
    "blue magenta green red cyan bright_blue bright_magenta bright_red",
    "black",
    "red",
    "red",
    dim=Style(dim=True),
    text=Style(),
)
_DARK = _palette(
    "#7fc8d8 #e6c07b #c8a2e8 #9ccc7a #8fb0ff #f09a88 #b9dfe0 #f0b8d0",
    "#ffffff",
    "#ffe066",
    "#ff7b72",
    dim=Style(color="#8a8f98"),
    text=Style(color=_LIGHT_INK),
    base=Style(color=_LIGHT_INK, bgcolor=_NIGHT),
)
_LIGHT = _palette(
    "#00637a #8a5a00 #7a2f9e #2f6b12 #2147b8 #a63018 #35545a #9c1f5c",
    "#000000",
    "#a8005c",
    "#b3261e",
    dim=Style(color="#6b6f76"),
    text=Style(color=_INK),
    base=Style(color=_INK, bgcolor=_PAPER),
)


def palette(name: str, environ: Mapping[str, str]) -> Palette:
    """The palette of a theme; `ansi` looks at ``COLORFGBG`` for whether the terminal is light.

    Where ``NO_COLOR`` is set there is no colour in it. Raises KeyError for a name not in `THEMES`.
    """
    if environ.get("NO_COLOR"):
        return _PLAIN
    if name == "ansi":
        background = environ.get("COLORFGBG", "").rpartition(";")[2]
        return _ANSI_LIGHT if background in {"7", "15"} else _ANSI_DARK
    return {"dark": _DARK, "light": _LIGHT}[name]


def textual_theme(name: str) -> Theme:
    """The theme that Textual needs for backgrounds; `ansi` leaves both colours to the terminal."""
    if name == "ansi":
        return BUILTIN_THEMES["ansi-dark"]
    if name == "light":
        return Theme("quoth-light", primary="#2147b8", foreground=_INK, background=_PAPER, dark=False)
    return Theme("quoth-dark", primary="#8fb0ff", foreground=_LIGHT_INK, background=_NIGHT)


def plain_theme(name: str, environ: Mapping[str, str]) -> str:
    """`name`, or ``ansi`` where ``NO_COLOR`` is set: only there no colour code is left at all.

    https://no-color.org: set and not empty. The choice must fall before the app is built, because
    Textual picks its filter in the constructor.
    """
    return "ansi" if environ.get("NO_COLOR") else name
