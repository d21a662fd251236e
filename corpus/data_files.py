"""The word lists and tables that lie beside the code."""

from __future__ import annotations

import os

# importlib.resources would import twenty modules, among them tempfile and zipfile
_HERE = os.path.dirname(os.path.abspath(__file__))


def data_path(*names: str) -> str:
    """Where a file of this package lies, by the names of its folders and its own."""
    return os.path.join(_HERE, *names)


def has_data(*names: str) -> bool:
    """Whether there is such a file."""
    return os.path.isfile(data_path(*names))


def data_text(*names: str) -> str:
    """The text of such a file. Raises FileNotFoundError."""
    with open(data_path(*names), encoding="utf-8") as file:
        return file.read()
