"""Word lists and tables beside the code: read as TOML, at the speed that short commands need."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from quoth.corpus import data_files
from quoth.corpus.data_files import data_path, data_tables, data_text

TABLES = sorted(path.relative_to(data_path()).parts for path in Path(data_path()).rglob("*.toml"))


@pytest.mark.parametrize("names", TABLES, ids="/".join)
def test_every_table_is_what_toml_says_it_is(names: tuple[str, ...]) -> None:
    assert data_tables(*names) == tomllib.loads(data_text(*names))


@pytest.mark.parametrize(
    "line", ["list = [1, 2]", "number = 3", r'word = "a\tb"', "[a.b]", "word = 'a'", 'word = "a', "word"]
)
def test_what_is_no_table_string_or_flag_is_refused_with_its_line(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "some.toml").write_text(f'# words\n[en]\ngood = "yes"\n{line}\n', "utf-8")
    monkeypatch.setattr(data_files, "_HERE", str(tmp_path))
    with pytest.raises(ValueError, match=r"some\.toml:4: "):
        data_tables("some.toml")
