"""The settings: shown with where they come from, checked by line, and holding where they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoth.tui.settings import line_of


def write(quoth, text):
    path = Path(quoth("config", "path").out.strip())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def shown(quoth, **changes):
    answer = quoth("config", "show", "--format", "jsonl", **changes)
    assert answer.code == 0, answer.err
    return {
        record["name"]: (record["value"], record["from"])
        for record in map(json.loads, answer.out.splitlines())
    }


def test_without_a_file_all_is_as_usual(quoth):
    assert quoth("config", "check").out.endswith(": there is none, so all is as usual\n")
    assert shown(quoth)["theme"] == ("ansi", "usual")


def test_the_environment_wins_over_the_file(quoth):
    path = write(
        quoth, 'theme = "dark"\ndriver = "stock"\nmouse = false\n[keys.article]\nnext_quote = ["u", "F2"]\n'
    )
    found = shown(quoth, QUOTH_DRIVER="thin")
    assert found["theme"] == ("dark", str(path))
    assert found["mouse"] == (False, str(path))
    assert found["driver"] == ("thin", "QUOTH_DRIVER")
    assert found["keys.article.next_quote"] == (["u", "F2"], str(path))
    assert quoth("config", "check").out == f"{path}: all right\n"


def test_another_file_is_named_by_the_environment(quoth):
    other = quoth.file("other.toml", 'theme = "light"\n')
    assert shown(quoth, QUOTH_CONFIG=str(other))["theme"] == ("light", str(other))
    missing = quoth("quotes", QUOTH_CONFIG="missing.toml")
    assert missing.code == 2
    assert "missing.toml: no such file" in missing.complaint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\ntehme = "dark"\n', ":2: unknown setting 'tehme'; did you mean 'theme'?"),
        ('theme = "pink"\n', ":1: theme must be ansi, dark or light"),
        ("escape_delay = 0\n", ":1: escape_delay must be a number from 1 to 5000"),
        ("escape_delay = true\n", ":1: escape_delay must be a number"),
        ('mouse = "on"\n', ":1: mouse must be true or false"),
        ('exclude = "*.bak"\n', ":1: exclude must be a list of patterns"),
        ("theme = \n", ":1: Invalid value"),
        ('keys = "j"\n', ":1: unknown setting 'keys'"),
        ('[keys.artcle]\nfirst = "x"\n', ":1: unknown place 'artcle'; did you mean 'article'?"),
        (
            '[keys.article]\n\nnxt_quote = "u"\n',
            ":3: unknown action 'nxt_quote' in keys.article; did you mean",
        ),
        ('[keys.article]\nnext_quote = "ctrl+i"\n', ":2: next_quote: 'ctrl+i' cannot be told from Tab"),
        ("[keys.article]\nnext_quote = 3\n", ":2: next_quote must be a key or a list of keys"),
        (
            '[keys.article]\nnext_quote = "}"\n',
            ":2: } is the key of both article.next_quote and article.next_section",
        ),
        ('[keys.search]\nsubmit = "x"\n', ":2: submit: a character cannot be a key while a search is typed"),
    ],
)
def test_a_fault_is_named_by_file_and_line(quoth, text, said):
    path = write(quoth, text)
    checked = quoth("config", "check")
    assert checked.code == 2
    assert f"{path}{said}" in checked.err
    answer = quoth("quotes")
    assert answer.code == 2
    assert f"{path}{said}" in answer.complaint


def test_check_names_every_fault_in_order(quoth):
    write(quoth, 'a = 1\ntheme = "pink"\n[keys.article]\nb = "x"\n')
    lines = quoth("config", "check").err.splitlines()
    assert [line.partition("config.toml:")[2].partition(":")[0] for line in lines] == ["1", "2", "4"]


def test_patterns_and_index_hold(quoth):
    quoth.file("texts/one.txt", "“Bread is dear,” said Jane Roe.\n")
    quoth.file("texts/two.txt", "“The mill is old,” said Ann Poe.\n")
    path = write(quoth, 'exclude = ["two*"]\nindex = "my-index"\n')
    names = [
        json.loads(line)["speaker"]["name"]
        for line in quoth("quotes", "texts", "--format", "jsonl").out.splitlines()
    ]
    assert names == ["Jane Roe"]
    assert len(quoth("quotes", "texts", "--exclude", "one*").out.splitlines()) == 1
    assert quoth("index", "texts").code == 0
    assert (path.parent / "my-index").is_dir()
    assert json.loads(quoth("info", "--format", "json").out)["path"] == str(path.parent / "my-index")


def test_what_is_no_subcommand_says_what_is(quoth):
    assert "did you mean 'quoth config check'?" in quoth("config", "chek").complaint
    assert "show, path, check" in quoth("config", "zzz").complaint


@pytest.mark.parametrize(
    ("text", "where", "line"),
    [
        ("a = 1\nb = 2\n", ("b",), 2),
        ("[t]\na = 1\n[u]\na = 2\n", ("u", "a"), 4),
        ("[keys]\narticle.first = 1\n", ("keys", "article", "first"), 2),
        ("[keys.article]\n", ("keys", "article"), 1),
        ("\n[ keys . article ]\nx = 1\n", ("keys", "article", "x"), 3),
        ("keys = {article = {x = 1}}\n", ("keys", "article", "x"), 1),
    ],
)
def test_the_line_of_a_key(text, where, line):
    assert line_of(text, where) == line
