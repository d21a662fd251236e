"""``quoth search``: passages that match a query, with who says them."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.tui import output
from quoth.tui.asking import add_filters, filtered, has_filters, query_error, say_nothing_found
from quoth.tui.diagnostics import CommandError, ExitCode, UsageError, note, report
from quoth.tui.formats import FORMATS, Record, json_text
from quoth.tui.hits import HITS, count_record, hit_record
from quoth.tui.opening import opened
from quoth.tui.parser import CommandParser, add_format, add_lookup, at_least
from quoth.tui.present import form_of, present
from quoth.tui.terminal import is_terminal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from quoth.index.results import Results
    from quoth.index.search import Index

USAGE = "QUERY [--speaker NAME] [--in PATH] [--format FORMAT]\n--queries FILE [--count]"
WORDS = "query"
EXAMPLES = """\
examples:
  quoth search budget                  every passage with the word, in any form
  quoth search '"budget cuts" OR tax* -speaker:smith'
  quoth search 'role:minister conf:>0.8' --format csv > quotes.csv
  quoth search budget --in articles/   reads anew what has changed there
  quoth search -q budget && echo yes   for scripts: only the exit code
  quoth search --since last --speaker roe   what the last build brought of her
  quoth search --queries terms.txt --count    how often each line is found
  quoth search 'budget -is:duplicate'  without reprints
  quoth search 'like:7dp2c5ubik:q3slqyy kind:quote'    more like that passage
  quoth search -- '-budget'            a query that begins with '-'

query: words that must all be there, "a phrase", OR, -not, word*, wo?d, word~,
"a b"~5, a NEAR/5 b, /regex/, ( ), and the fields speaker: role: mentions:
section: title: source: date: kind: is: cue: conf: words: lang: path: added:
like: sort:

Without --in: the index, if one was built, else the article that comes with
quoth. On a terminal the first 20 hits are shown, in a pipe all."""

SCREENFUL = 20
FIRST = 3
"""So many hits are explained unasked."""


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_filters(parser)
    parser.add_argument("--limit", type=at_least(0), metavar="N", help="at most N hits; 0 is all")
    parser.add_argument("--offset", type=at_least(0), default=0, metavar="N", help="leave out the first N")
    parser.add_argument("--sort", metavar="KEY", help="by KEY as in sort:KEY, such as date or -date")
    parser.add_argument(
        "--count", action="store_true", help="only how many; in JSON also by speaker, section and article"
    )
    parser.add_argument("--ids", action="store_true", help="only ids, one a line")
    parser.add_argument("-0", dest="null", action="store_true", help="end ids with NUL, for xargs -0")
    parser.add_argument(
        "--explain",
        action="store_true",
        help="how the query was understood, and why its first hits come first",
    )
    parser.add_argument("--queries", metavar="FILE", help="one query a line; '-' is stdin")
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing, answer by the exit code")
    parser.add_argument(
        "--all",
        action="store_true",
        help="list also what repeats a hit in an article nearly the same; text and md say only in how many",
    )
    add_lookup(parser)
    add_format(parser, FORMATS)


def run(options: argparse.Namespace) -> ExitCode:
    """Search and print."""
    if options.null and not options.ids:
        raise UsageError("-0 goes with --ids")
    if options.queries:
        if options.query:
            raise UsageError("--queries and QUERY exclude each other")
        return _run_all(options)
    text = " ".join(options.query)
    if not text.strip() and not has_filters(options):
        raise UsageError("search for what? give a query, as in: quoth search budget")
    with opened(options) as index:
        if options.explain:
            return _explain(index, text, options)
        results = _search(index, text, options)
        _print([(text, results)], options, several=False)
    return _remarks(results, options)


def _search(index: Index, text: str, options: argparse.Namespace) -> Results:
    """The hits wanted. Raises CommandError for a query that is not understood."""
    if options.quiet or options.count:
        limit: int | None = 0
    elif options.limit is None:
        limit = SCREENFUL if is_terminal(sys.stdout) and not options.ids else None
    else:
        limit = options.limit or None
    query = filtered(index, text, options)
    with _refusing(query):
        return index.search(
            query,
            limit=limit,
            offset=options.offset,
            sort=options.sort,
            facets=_wants_facets(options),
            fold=_folds(options),
        )


@contextmanager
def _refusing(query: str) -> Iterator[None]:
    """Says what is wrong with what the flags say."""
    from quoth.index.query import QueryError

    try:
        yield
    except QueryError as error:
        raise query_error(error, query) from None
    except ValueError as error:
        raise UsageError(f"--sort: {error}") from None


def _folds(options: argparse.Namespace) -> bool:
    """Whether people read the list: scripts get every hit, so that lines are as many as the count."""
    return not (options.all or options.ids) and form_of(options) in ("text", "md")


def _wants_facets(options: argparse.Namespace) -> bool:
    return options.count and form_of(options) in ("json", "jsonl")


def _explain(index: Index, text: str, options: argparse.Namespace) -> ExitCode:
    from quoth.tui.explained import explained, explained_text

    limit = FIRST if options.limit is None else options.limit or None
    query = filtered(index, text, options)
    with _refusing(query):
        record = explained(index, query, limit, options.offset, options.sort)
    form = form_of(options)
    output.write([json_text(record) + "\n"] if form in ("json", "jsonl") else explained_text(record))
    return ExitCode.OK


def _print(found: list[tuple[str, Results]], options: argparse.Namespace, several: bool) -> None:
    if options.quiet:
        return
    if options.count:
        output.write(_counts(found, options, several))
    elif options.ids:
        end = "\0" if options.null else "\n"
        output.write(hit.id + end for _, results in found for hit in results.hits)
    else:
        present(_hits(found, several), HITS, options)


def _hits(found: list[tuple[str, Results]], several: bool) -> Iterator[Record]:
    for text, results in found:
        for hit in results.hits:
            yield hit_record(hit, text if several else None)


def _counts(found: list[tuple[str, Results]], options: argparse.Namespace, several: bool) -> Iterator[str]:
    form = form_of(options)
    for text, results in found:
        if form in ("json", "jsonl"):
            yield json_text({**count_record(results), "query": text}) + "\n"
        else:
            yield f"{results.total}\t{text}\n" if several else f"{results.total}\n"


def _remarks(results: Results, options: argparse.Namespace) -> ExitCode:
    """Say on stderr what the hits do not show: that there are more, what else might be meant."""
    for remark in results.notes:
        note(remark)
    if not results.total:
        if not options.quiet:
            say_nothing_found(options, results.suggestions)
        return ExitCode.NOTHING
    if options.quiet:
        return ExitCode.OK
    if results.repeated and (options.count or _folds(options)):
        said = f"{results.repeated} of {results.total} hits repeat others in articles nearly the same"
        note(said if options.count else f"{said}; --all lists them, too")
    shown = len(results.hits)
    listed = results.total - (results.repeated if _folds(options) else 0)
    if not options.count and options.offset + shown < listed:
        after = options.offset + shown
        note(f"{shown} of {listed} hits shown; --limit 0 shows all, --offset {after} the next")
    return ExitCode.OK


def _queries_in(file: str) -> list[tuple[int, str]]:
    """The queries of a file, each with the number of its line."""
    from quoth.corpus.reading import ReadFailure, decode, read_bytes

    try:
        text = decode(sys.stdin.buffer.read() if file == "-" else read_bytes(Path(file))).text
    except ReadFailure as failure:
        raise UsageError(f"--queries {file}: {failure.detail}") from None
    lines = enumerate(map(str.strip, text.split("\n")), start=1)
    return [(number, line) for number, line in lines if line and not line.startswith("#")]


def _run_all(options: argparse.Namespace) -> ExitCode:
    """Answer every query; one that is not understood is reported and makes the exit code 2."""
    queries = _queries_in(options.queries)
    found: list[tuple[str, Results]] = []
    wrong = False
    with opened(options) as index:
        for number, text in queries:
            try:
                found.append((text, _search(index, text, options)))
            except CommandError as error:
                place = f"{options.queries}:{number}: "
                block = error.block and place + error.block
                report(CommandError(error.code, place + error.message, block))
                wrong = True
        _print(found, options, several=True)
    if wrong:
        return ExitCode.USAGE
    return ExitCode.OK if any(results.total for _, results in found) else ExitCode.NOTHING
