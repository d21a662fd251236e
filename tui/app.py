"""The explorer as a Textual app, and the one function that the command line calls."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.driver import Driver

from quoth.tui import clipboard
from quoth.tui.asked import Index
from quoth.tui.at_hand import AtHand
from quoth.tui.driver import last_page
from quoth.tui.driver.thin import ThinDriver
from quoth.tui.keys import Keymap
from quoth.tui.preparing import Preparation
from quoth.tui.screens.browse import BrowseScreen
from quoth.tui.screens.keeping import restored
from quoth.tui.searcher import Searcher
from quoth.tui.session import Reading
from quoth.tui.state_file import load, state_file
from quoth.tui.theme import palette, plain_theme, textual_theme

KEY_SECONDS = 0.25
"""The longest that a key may keep the next one waiting."""


class QuothApp(App[int]):
    """Theme, screens and the way to the terminal; everything else is in the screens."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    INLINE_PADDING = 0

    def __init__(
        self,
        articles: AtHand,
        open_index: Callable[[], Index],
        *,
        start: Reading | None = None,
        theme: str = "ansi",
        environ: Mapping[str, str] | None = None,
        driver_class: type[Driver] | None = None,
        keymap: Keymap | None = None,
        store: Path | None = None,
        library: Sequence[str] = (),
        where: Sequence[str] = (),
        preparation: Preparation | None = None,
        choosing: bool = False,
    ) -> None:
        self.environ = os.environ if environ is None else environ
        name = plain_theme(theme, self.environ)
        super().__init__(driver_class=driver_class, ansi_color=name == "ansi")
        self.palette = palette(name, self.environ)
        chosen = textual_theme(name)
        self.register_theme(chosen)
        self.theme = chosen.name
        self.animation_level = "none"
        self.keymap = keymap or {}
        self.set_keymap(
            {f"{place}.{action}": ",".join(keys) for (place, action), keys in self.keymap.items()}
        )
        self._start = start or Reading(articles.ids[0])
        articles.article(self._start.article)
        self.searcher = Searcher(open_index, articles.seen, preparation)
        self._articles = articles
        self._store, self._library, self._where = store, library, tuple(where)
        self._choosing = choosing
        self._page_file = last_page.page_file(self.environ, library) if library else None

    def on_mount(self) -> None:
        screen = BrowseScreen(
            self._articles,
            self.searcher,
            self._start,
            self.copy_out,
            store=self._store,
            page_file=self._page_file,
            where=self._where,
            choosing=self._choosing,
        )
        self.push_screen(screen)

    async def on_event(self, event: events.Event) -> None:
        """One key after the other: the next goes to whatever has the keys once this one has done its work.

        Keys typed ahead, or that a slow line delivers at once, would all go to the widget that had the keys
        when the first came: of ``/value`` the ``v`` would be a command. A key also takes the message of the
        one before away.
        """
        if not isinstance(event, events.Key) or event.is_forwarded or not self.screen_stack:
            await super().on_event(event)
            return
        if isinstance(self.screen, BrowseScreen):
            self.screen.desk.status.hush()
        doers = [doer for doer in (self.focused, self.screen) if doer is not None]
        await super().on_event(event)
        for doer in doers:
            done = asyncio.Event()
            doer.call_later(done.set)
            # whoever waits for the app itself must not wait for ever
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(done.wait(), KEY_SECONDS)

    def on_unmount(self) -> None:
        self.searcher.close()

    def exit(self, *args: Any, **options: Any) -> None:
        """Keep the place, and the page that is on the screen for the next start, whatever ends this one."""
        for screen in self.screen_stack:
            if isinstance(screen, BrowseScreen):
                screen.leave()
                self._keep_page(screen)
        super().exit(*args, **options)

    def _keep_page(self, screen: BrowseScreen) -> None:
        if self._page_file is None or not isinstance(self._driver, ThinDriver):
            return
        page = self._driver.page()
        if page is not None and screen is self.screen and screen.comes_back:
            last_page.keep(self._page_file, self._library, *page)
        else:
            last_page.forget(self._page_file)

    def copy_out(self, text: str) -> str:
        """Copy a text to the user's clipboard; the words say which way it went."""
        return clipboard.copy(text, self.environ, self._to_terminal)

    def _to_terminal(self, codes: str) -> None:
        if self._driver is not None:
            self._driver.write(codes)


def starting_place(articles: AtHand, start: str) -> Reading:
    """The place that an anchor names: an article, or a quote, paragraph or section in one.

    Raises KeyError when no article has it.
    """
    article = articles.article(start.partition(":")[0])
    if article.id == start:
        return Reading(article.id)
    spans = {section.id: section.span for section in article.sections}
    spans |= {paragraph.id: paragraph.span for paragraph in article.paragraphs}
    spans |= {quote.id: quote.outer for quote in article.quotes}
    return Reading(article.id, spans[start].start)


def run_explorer(
    articles: AtHand,
    open_index: Callable[[], Index],
    *,
    start: str | None = None,
    theme: str = "ansi",
    mouse: bool = True,
    driver_class: type[Driver] | None = None,
    keymap: Keymap | None = None,
    library: Sequence[str] = (),
    where: Sequence[str] = (),
    preparation: Preparation | None = None,
    indexed: bool = False,
) -> int:
    """Open the explorer on `articles` and return the exit code.

    `articles` are shown first; others are fetched from the index when a hit leads there. `open_index` is
    called once, in a thread, with the first search: it may build. A
    `quoth.index.problems.IndexProblem` that it raises is shown under the query. `start` is the anchor
    of an article, section, paragraph or quote of `articles`; KeyError for an unknown one. `theme` is
    one of `quoth.tui.theme.THEMES`; with ``NO_COLOR`` set no colour is used whichever it is. `mouse`
    is best left off over SSH. `driver_class` writes to the terminal: see `quoth.tui.driver.choice`.
    `keymap` are the user's keys. `library` names what was opened: marks and the place are stored under
    it, and not at all without; `where` are the options with which a command speaks of it. `preparation`
    tells how far `open_index` is. Where `articles` are those of an index (`indexed`), several, and there
    is no place to begin at, the library is shown to choose from.
    """
    place = None if start is None else starting_place(articles, start)
    store = state_file(os.environ, library) if library else None
    if start is None and store is not None:
        place = restored(load(store), articles)
    app = QuothApp(
        articles,
        open_index,
        start=place,
        choosing=place is None and indexed and len(articles.ids) > 1,
        theme=theme,
        driver_class=driver_class,
        keymap=keymap,
        store=store,
        library=library,
        where=where,
        preparation=preparation,
    )
    code = app.run(mouse=mouse)
    return app.return_code or 0 if code is None else code
