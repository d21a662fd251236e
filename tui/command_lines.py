"""The ``quoth`` command that prints what a view shows. Pure."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import NamedTuple

from quoth.corpus.anchors import speaker_id
from quoth.tui import views
from quoth.tui.filters import without_speakers
from quoth.tui.session import Session
from quoth.tui.shelf import DOWNWARDS


class _Command(NamedTuple):
    """A command, its options, and the words that it is about; `about_files` takes paths without ``--in``."""

    name: str
    options: Sequence[str] = ()
    words: Sequence[str] = ()
    about_files: bool = False


def command_line(
    session: Session, anchor: str | None, where: Sequence[str], kept: Sequence[str] = ()
) -> str | None:
    """A command for the view of a session; None where nothing is shown that a command could print.

    `anchor` is the passage at the cursor, `kept` are the anchors of what is kept, or the saved search at
    the cursor as ``["", query]``. `where` are the options that name the library, as ``--in PATH``.
    """
    command = _command(session, asked_of(session), anchor, kept)
    if command is None:
        return None
    if command.about_files:
        where = [word for word in where if word != "--in"]
    # behind -- nothing is an option, so that a query may begin with -
    words = ["--", *command.words] if any(word.startswith("-") for word in command.words) else command.words
    first, last = (words, ()) if "--" not in words else ((), words)
    return shlex.join(["quoth", command.name, *first, *command.options, *where, *last])


def asked_of(session: Session) -> str:
    """The query as it was understood: what was typed may be unfinished, which a command would refuse."""
    results = session.results
    return results.query if results is not None and not session.waiting else session.query.strip()


def _command(session: Session, query: str, anchor: str | None, kept: Sequence[str]) -> _Command | None:
    view = session.view
    if (
        isinstance(view, views.OF_THE_QUERY)
        and not isinstance(view, views.Matrix | views.Versus)
        and not query
    ):
        return None
    match view:
        case views.Concordance(sort, frequent):
            keys = ["--sort", ",".join(sort)] if sort else []
            return _Command("kwic", [*keys, *(["--frequent"] if frequent else [])], [query])
        case views.Dispersion():
            return _Command("dispersion", words=[query])
        case views.Matrix(by):
            return _Command("matrix", ["--by", by], [query] if query else [])
        case views.Talkers():
            return _Command("who", words=[query])
        case views.Person(speaker, name):
            return _Command("profile", ["--quotes"], [_person(speaker, name)])
        case views.Versus(left, right):
            asked = without_speakers(query).strip()
            return _Command("compare", words=[_person(*left), _person(*right), *([asked] if asked else [])])
        case views.Library(sort, words):
            order = f"-{sort}" if sort in DOWNWARDS else sort
            only = ["--words", words] if words.strip() else []
            sorting = [f"--sort={order}"] if order.startswith("-") else ["--sort", order]
            return _Command("articles", [*sorting, *only], about_files=True)
        case views.Keepsakes():
            if kept and not kept[0]:
                return _Command("search", words=kept[1:])
            return _Command("show", words=kept) if kept else None
        case _ if query:
            return _Command("search", words=[query])
        case _:
            return _Command("show", ["--why"], [anchor]) if anchor else None


def _person(speaker: str, name: str) -> str:
    """The name of a speaker, or the id where the name would mean another."""
    return name if speaker_id(name) == speaker else speaker
