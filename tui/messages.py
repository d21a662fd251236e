"""Messages that cross widgets. A widget posts them upwards; a screen answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from quoth.tui.keeping import Kept
from quoth.tui.views import Report


@dataclass
class CursorMoved(Message):
    """The cursor of the article stands on the character `offset` of its text."""

    offset: int


@dataclass
class HitPointed(Message):
    """The cursor of the results stands on a hit."""

    number: int


@dataclass
class HitChosen(Message):
    """A hit is to be opened in its article."""

    number: int


@dataclass
class SectionPointed(Message):
    """The cursor of the outline stands on a section, counted from 0."""

    number: int


@dataclass
class SectionChosen(Message):
    """The reader goes to a section, counted from 0."""

    number: int


@dataclass
class SpeakerToggled(Message):
    """A speaker is to be added to the filter or taken out of it; `exclude` for everyone else.

    `speaker` is an id, None for narration. `show` asks for the speaker's words alone.
    """

    speaker: str | None
    name: str
    exclude: bool = False
    show: bool = False


@dataclass
class QueryTyped(Message):
    """The text of the search bar changed."""

    text: str


@dataclass
class QuerySubmitted(Message):
    """Enter was pressed in the search bar."""


@dataclass
class QueryLeft(Message):
    """The search bar is left without opening anything."""


@dataclass
class ListMoved(Message):
    """The search bar moves the cursor of the results by `delta`."""

    delta: int


@dataclass
class SuggestionTaken(Message):
    """The suggested query is to replace the typed one."""


@dataclass
class ViewChanged(Message):
    """A view on screen is to be shown otherwise: its cursor moved, it is sorted anew."""

    view: Report


@dataclass
class PlaceChosen(Message):
    """The reader goes to the character `offset` of an article."""

    article: str
    offset: int


@dataclass
class QueryChosen(Message):
    """A query made by a view is to be asked, its hits listed; None where no query says it."""

    query: str | None


@dataclass
class Remarked(Message):
    """A key did nothing, or something that is not seen: `words` say so in the status line."""

    words: str


@dataclass
class PersonChosen(Message):
    """A speaker's page is to be opened; `speaker` is an id."""

    speaker: str
    name: str


@dataclass
class MoreWanted(Message):
    """The cursor nears the end of the hits that were fetched."""


@dataclass
class ConcordanceWanted(Message):
    """The hits are to be shown as a concordance."""


@dataclass
class PromptWanted(Message):
    """A line is to be asked for in the status line; `take` gets what was typed."""

    label: str
    text: str
    take: Callable[[str], None]


@dataclass
class KeptChosen(Message):
    """A mark or a quote of the basket is to be opened."""

    kept: Kept


@dataclass
class KeptDropped(Message):
    """Something is to be kept no longer: `kind` is basket, mark or search."""

    kind: str
    kept: Kept | None
    query: str
