"""``quoth profile``: one person: what they are called when, their quotes, telling words, whom they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoth.corpus.reading import harmless_line
from quoth.tui.diagnostics import ExitCode, UsageError
from quoth.tui.formats import FORMATS, SCHEMA, Listing, Record, View, markdown_table, markdown_text
from quoth.tui.hits import hit_record
from quoth.tui.layout import paragraph
from quoth.tui.opening import opened
from quoth.tui.parser import CommandParser, add_format, add_lookup
from quoth.tui.passages import INDENT, citation_line, quoted_block
from quoth.tui.people import one_person
from quoth.tui.present import present
from quoth.tui.tables import table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from quoth.index.profile import Named, Profile, RoleThen, Telling

USAGE = "NAME [--quotes] [--in PATH] [--format FORMAT]"
WORDS = "name"
EXAMPLES = """\
examples:
  quoth profile smith                   any words of the name that are unique
  quoth profile 'Jane Roe' --quotes     with all quotes, in order of time
  quoth profile roe --in articles/ --format json | jq .telling

Telling words are those that the person uses more than all others together, by
log-likelihood (Dunning 1993); a score of 6.63 has a chance of 1 % to be luck.
Names count the quotes that hold them. JSON always has all of it.

Without --in: the index, if one was built, else the article that comes with
quoth."""

COLUMNS = (
    "id", "name", "aliases", "quotes", "words", "articles", "roles", "telling", "names",
)  # fmt: skip


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    parser.add_argument("--quotes", action="store_true", help="in text and Markdown also all their quotes")
    add_lookup(parser)
    add_format(parser, FORMATS, in_pipe="text")


def run(options: argparse.Namespace) -> ExitCode:
    """Print the profile."""
    from quoth.index.profile import profile_of

    name = " ".join(options.name)
    if not name.strip():
        raise UsageError("whose profile? give a name, as in: quoth profile smith")
    with opened(options) as index:
        found = profile_of(index, one_person(index, name))
    present([_record(found, options.quotes)], LISTING, options, in_pipe="text")
    return ExitCode.OK


def _record(found: Profile, shows_quotes: bool) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "id": found.id,
        "name": found.name,
        "aliases": list(found.aliases),
        "quotes": found.own.quotes,
        "words": found.own.words,
        "articles": found.articles,
        "roles": list(map(_role, found.roles)),
        "telling": telling_records(found.telling),
        "names": list(map(_named, found.names)),
        "said": Said(map(hit_record, found.quotes), shows_quotes),
    }


class Said(list[dict[str, Any]]):
    """The quotes, and whether text shows them."""

    def __init__(self, records: Iterable[dict[str, Any]], shown: bool) -> None:
        super().__init__(records)
        self.shown = shown


def _role(role: RoleThen) -> dict[str, Any]:
    return {
        "role": role.role, "first": role.first, "last": role.last, "articles": role.articles,
        "article": role.article, "title": role.title, "source": role.source,
    }  # fmt: skip


def telling_records(telling: Iterable[Telling]) -> list[dict[str, Any]]:
    """Telling words as scripts get them."""
    return [
        {"word": t.word, "count": t.count, "others": t.others, "score": round(t.score, 2)} for t in telling
    ]


def _named(named: Named) -> dict[str, Any]:
    return {"name": named.name, "count": named.count, "id": named.id}


def _cells(record: Record) -> tuple[object, ...]:
    listed = {
        "aliases": record["aliases"],
        "roles": [role["role"] for role in record["roles"]],
        "telling": [telling["word"] for telling in record["telling"]],
        "names": [named["name"] for named in record["names"]],
    }
    return tuple("; ".join(listed[c]) if c in listed else record[c] for c in COLUMNS)


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    for record in records:
        yield view.style.title(harmless_line(record["name"])) + "\n"
        if record["aliases"]:
            yield paragraph(f"also {harmless_line(', '.join(record['aliases']))}", view.width)
        counted = ((record["quotes"], "quote"), (record["words"], "word"), (record["articles"], "article"))
        yield ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for count, what in counted) + "\n"
        if record["roles"]:
            yield f"\n{view.style.quiet('roles')}\n"
            rows = [(_span(r), r["role"], r["title"] or r["source"]) for r in record["roles"]]
            yield from table((), rows, view)
        if record["telling"]:
            yield f"\n{view.style.quiet('says more than others')}\n"
            yield paragraph(telling_line(record["telling"]), view.width, INDENT)
        if record["names"]:
            yield f"\n{view.style.quiet('names')}\n"
            named = " · ".join(f"{named['name']} {named['count']}" for named in record["names"])
            yield paragraph(harmless_line(named), view.width, INDENT)
        if record["said"].shown:
            for said in record["said"]:
                yield "\n" + quoted_block(said, view)


def telling_line(telling: Iterable[Record]) -> str:
    """Words with how often this one and how often the others say them."""
    return harmless_line(" · ".join(f"{t['word']} {t['count']}:{t['others']}" for t in telling))


def _span(role: Record) -> str:
    if role["first"] is None:
        return "(no date)"
    return str(role["first"] if role["first"] == role["last"] else f"{role['first']}…{role['last']}")


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield f"# {markdown_text(record['name'])}\n\n"
        yield f"{record['quotes']} quotes, {record['words']} words, {record['articles']} articles\n\n"
        rows = ((_span(r), r["role"], r["title"] or r["source"]) for r in record["roles"])
        yield from markdown_table(("When", "Role", "Where"), rows)
        yield "\n"
        telling = ((t["word"], t["count"], t["others"], t["score"]) for t in record["telling"])
        yield from markdown_table(("Word", "Times", "Others", "Score"), telling)
        yield "\n"
        yield from markdown_table(("Names", "Quotes"), ((n["name"], n["count"]) for n in record["names"]))
        for said in record["said"] if record["said"].shown else ():
            yield f"\n> {markdown_text(said['text'])}\n>\n> — {citation_line(said, markdown_text)}\n"


LISTING = Listing(COLUMNS, _cells, _text, _markdown, single=True)
