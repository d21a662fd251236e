"""Sequences and records that are made when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class Late(Sequence[T]):
    """What `made` returns, called once, when it is first needed; `size` may tell its length before."""

    __slots__ = ("_made", "_size", "_values")

    def __init__(self, made: Callable[[], tuple[T, ...]], size: Callable[[], int] | None = None) -> None:
        self._made = made
        self._size = size
        self._values: tuple[T, ...] | None = None

    def _all(self) -> tuple[T, ...]:
        if self._values is None:
            self._values = self._made()
        return self._values

    def __len__(self) -> int:
        return self._size() if self._values is None and self._size is not None else len(self._all())

    def __iter__(self) -> Iterator[T]:
        return iter(self._all())

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...

    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self._all()[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


class LateRecord(Mapping[str, object]):
    """The record that `made` returns, called once, when it is first needed."""

    __slots__ = ("_made", "_record")

    def __init__(self, made: Callable[[], dict[str, object]]) -> None:
        self._made = made
        self._record: dict[str, object] | None = None

    def _whole(self) -> dict[str, object]:
        if self._record is None:
            self._record = self._made()
        return self._record

    def __getitem__(self, key: str) -> object:
        return self._whole()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def __repr__(self) -> str:
        return repr(self._whole())
