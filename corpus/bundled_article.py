"""The article that a new user sees first: the project owner's own, shipped byte for byte."""

from __future__ import annotations

from quoth.corpus.article import article_of_bytes
from quoth.corpus.data_files import data_path
from quoth.corpus.model import Article

_NAME = "000_f7dff6acce8543a5.txt"
ORIGIN = f"bundled:{_NAME}"
"""What the bundled article's id is made of, and how people are shown where it comes from."""


def bundled_bytes() -> bytes:
    """The bundled article as it was given."""
    with open(data_path("bundled", _NAME), "rb") as file:
        return file.read()


def bundled_article() -> Article:
    """The bundled article with its structure."""
    return article_of_bytes(bundled_bytes(), origin=ORIGIN, source=ORIGIN)
