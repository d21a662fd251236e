"""From the words and flags of a command line to one query, and from its errors to what is said."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quoth.tui.diagnostics import CommandError, ExitCode, note

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from quoth.index.query import QueryError
    from quoth.index.search import Index
    from quoth.tui.parser import CommandParser

_KINDS = ("quote", "paragraph", "heading")


def add_filters(parser: CommandParser) -> None:
    """The options that narrow a query."""
    parser.add_argument(
        "--speaker",
        action="append",
        default=[],
        metavar="NAME",
        help="only what this person says, as speaker:NAME (may be repeated: either)",
    )
    parser.add_argument(
        "--section",
        action="append",
        default=[],
        metavar="WORDS",
        help="only under headings with these words, as section:WORDS (may be repeated: either)",
    )
    parser.add_argument(
        "--kind",
        action="append",
        default=[],
        choices=_KINDS,
        metavar="KIND",
        help=f"only {', '.join(_KINDS)} (may be repeated: either)",
    )
    parser.add_argument(
        "--since",
        metavar="WHEN",
        help="only what came into the index since then: last (build), 7d, today, 2025-08-01",
    )


def has_filters(options: argparse.Namespace) -> bool:
    """Whether any of the options narrows a query, so that there need not be words besides."""
    return bool(options.speaker or options.section or options.kind or options.since)


def filtered(index: Index, text: str, options: argparse.Namespace) -> str:
    """The query with the filters of the flags behind it.

    Where it holds alternatives, it stands in parentheses, so that the filters narrow all of it.
    Raises CommandError with the place of the error in `text` itself.
    """
    from quoth.index.query import QueryError

    try:
        if text.strip():
            index.parse(text)
    except QueryError as error:
        raise query_error(error, text) from None
    wanted = {"speaker": options.speaker, "section": options.section, "kind": options.kind}
    filters = [_either(field, values) for field, values in wanted.items() if values]
    if options.since:
        when = options.since.replace('"', " ")
        filters.append("added:last" if when == "last" else f'added:">={when}"')
    if not filters:
        return text.strip()
    return " ".join([f"({text})" if _has_alternatives(text) else text, *filters]).strip()


def _has_alternatives(text: str) -> bool:
    return "|" in text or "OR" in text.split()


def _either(field: str, values: list[str]) -> str:
    terms = [f'{field}:"{value.replace(chr(34), " ")}"' for value in values]
    return terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})"


def asked(index: Index, options: argparse.Namespace) -> str:
    """The whole query of a command: its words with its flags, perhaps blank. Raises CommandError."""
    from quoth.index.query import QueryError

    query = filtered(index, " ".join(options.query), options)
    try:
        if query:
            index.parse(query)
    except QueryError as error:  # in what a flag says
        raise query_error(error, query) from None
    return query


def say_nothing_found(options: argparse.Namespace, meant: Sequence[str] = ()) -> None:
    """Says to whoever sits there that nothing was found, and what may have been meant by the query."""
    if meant:
        note(f"nothing found; did you mean: {' · '.join(meant)}")
    else:
        note("nothing found")
    path = next((word for word in options.query if os.path.exists(word)), None)
    if path is not None and path not in options.paths:
        from shlex import quote

        what = "folder" if os.path.isdir(path) else "file"
        note(f"{path!r} is a {what}: --in {quote(path)} searches it")


def query_error(error: QueryError, text: str) -> CommandError:
    """What to say of a query that is not understood: reason, place and hint, on lines of their own."""
    return CommandError(ExitCode.USAGE, str(error), block=error.render(text))
