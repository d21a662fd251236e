"""`dataclass` as in the standard library, made in a tenth of the time, and without importing `inspect`.

A short command imports some seventy classes and makes values of twenty. The standard library writes and
compiles six methods for each class (0.5 ms) when it is imported; here they are shared functions, and
``__init__`` is written and compiled when the first value is made. Type checkers see the standard library.

What is left out because nothing here needs it: inheritance of fields, keyword-only fields, ``init=False``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter

# `typing` need not be loaded to say this, and type checkers know the name
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

_MISSING: Any = object()


class Field:
    """One field of a class; `default` or `default_factory` is what it has where nothing is given."""

    __slots__ = ("compare", "default", "default_factory", "name", "repr")

    def __init__(self, default: Any, default_factory: Callable[[], Any] | None, compare: bool, repr: bool):
        self.name = ""
        self.default = default
        self.default_factory = default_factory
        self.compare = compare
        self.repr = repr


def _field(
    *,
    default: Any = _MISSING,
    default_factory: Callable[[], Any] | None = None,
    compare: bool = True,
    repr: bool = True,
) -> Any:
    """What stands for the default of a field about which there is more to say."""
    return Field(default, default_factory, compare, repr)


def _dataclass(
    cls: type[Any] | None = None,
    /,
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    order: bool = False,
) -> Any:
    """Makes a class of its annotations, as `dataclasses.dataclass` does."""

    def finished(cls: type[Any]) -> type[Any]:
        return _finished(cls, frozen, slots, eq, order)

    return finished if cls is None else finished(cls)


def _finished(cls: type[Any], frozen: bool, slots: bool, eq: bool, order: bool) -> type[Any]:
    if any(hasattr(base, "__fields__") for base in cls.__bases__):
        raise TypeError(f"{cls.__qualname__} would lose the fields of the class that it is made from")
    fields = _fields_of(cls)
    own = cls.__dict__
    finished: type[Any]
    made: dict[str, Any] = {
        "__fields__": fields,
        "__match_args__": tuple(fields),
        "__repr__": _repr,
        "__init__": _late_init(lambda: finished, frozen, slots),
    }
    compared = [name for name, field in fields.items() if field.compare]
    values = _nothing if not compared else attrgetter(*compared)
    if eq:
        made["__eq__"] = _equality(values)
        made["__hash__"] = _hashing(values) if frozen else None
    if order:
        made |= _ordering(values)
    if frozen:
        made |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete, "__reduce__": _reduced}
    # what the class says itself stands; that it says __eq__ makes its __hash__ None
    made |= {name: own[name] for name in made.keys() & own.keys() if own[name] is not None}
    if not slots:
        finished = cls
        for name, field in fields.items():
            if field.default is not _MISSING:
                setattr(cls, name, field.default)
            elif name in own:
                delattr(cls, name)
        for name, what in made.items():
            setattr(cls, name, what)
        return cls
    left_out = {*fields, "__dict__", "__weakref__"}
    namespace = {name: what for name, what in own.items() if name not in left_out} | made
    namespace["__slots__"] = tuple(fields)
    finished = type(cls.__name__, cls.__bases__, namespace)
    finished.__qualname__ = cls.__qualname__
    return finished


def _fields_of(cls: type[Any]) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for name, kind in cls.__annotations__.items():
        if kind.startswith("ClassVar"):
            continue
        default = cls.__dict__.get(name, _MISSING)
        fields[name] = field = default if isinstance(default, Field) else Field(default, None, True, True)
        field.name = name
    return fields


def _late_init(owner: Callable[[], type[Any]], frozen: bool, slots: bool) -> Callable[..., None]:
    def first(self: Any, *given: Any, **named: Any) -> None:
        cls = owner()
        cls.__init__ = init = _init(cls, frozen, slots)
        init(self, *given, **named)

    return first


def _init(cls: type[Any], frozen: bool, slots: bool) -> Callable[..., None]:
    """``__init__`` of a class, as somebody would write it out."""
    scope: dict[str, Any] = {"_missing": _MISSING, "_set": object.__setattr__}
    parameters, lines = ["self"], []
    for name, field in cls.__fields__.items():
        value = name
        if field.default_factory is not None:
            scope[f"_new_{name}"] = field.default_factory
            parameters.append(f"{name}=_missing")
            value = f"_new_{name}() if {name} is _missing else {name}"
        elif field.default is not _MISSING:
            scope[f"_default_{name}"] = field.default
            parameters.append(f"{name}=_default_{name}")
        else:
            parameters.append(name)
        if not frozen:
            lines.append(f"self.{name} = {value}")
        elif slots:
            # the descriptor of the slot knows nothing of __setattr__, and is faster than object's
            scope[f"_set_{name}"] = cls.__dict__[name].__set__
            lines.append(f"_set_{name}(self, {value})")
        else:
            lines.append(f"_set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    body = "\n ".join(lines) or "pass"
    exec(f"def __init__({', '.join(parameters)}):\n {body}", scope)
    made: Callable[..., None] = scope["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _nothing(value: Any) -> tuple[Any, ...]:
    return ()


def _equality(values: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def equal(self: Any, other: Any) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return equal


def _hashing(values: Callable[[Any], Any]) -> Callable[[Any], int]:
    def hashed(self: Any) -> int:
        return hash(values(self))

    return hashed


def _ordering(values: Callable[[Any], Any]) -> dict[str, Any]:
    from operator import ge, gt, le, lt

    def compared(by: Callable[[Any, Any], Any]) -> Callable[[Any, Any], bool]:
        def method(self: Any, other: Any) -> Any:
            if other.__class__ is not self.__class__:
                return NotImplemented
            return by(values(self), values(other))

        return method

    return {f"__{by.__name__}__": compared(by) for by in (lt, le, gt, ge)}


def _repr(self: Any) -> str:
    shown = (f"{name}={getattr(self, name)!r}" for name, field in self.__fields__.items() if field.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse_to_set(self: Any, name: str, value: Any) -> None:
    raise AttributeError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise AttributeError(f"cannot delete field {name!r}")


def _reduced(self: Any) -> tuple[Any, tuple[Any, ...]]:
    """How a value is copied: made once more from its fields."""
    return self.__class__, tuple(getattr(self, name) for name in self.__fields__)


def _fields(cls: Any) -> tuple[Field, ...]:
    """The fields of a class or a value, in order."""
    return tuple(cls.__fields__.values())


def _replace(value: Any, /, **changes: Any) -> Any:
    """The same value but for the fields named."""
    for name in value.__fields__:
        if name not in changes:
            changes[name] = getattr(value, name)
    return value.__class__(**changes)


def _asdict(value: Any) -> Any:
    """A value, and those in it, as dictionaries of their fields."""
    if hasattr(value.__class__, "__fields__"):
        return {name: _asdict(getattr(value, name)) for name in value.__fields__}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return value.__class__(*map(_asdict, value))
    if isinstance(value, (list, tuple, set, frozenset)):
        return value.__class__(map(_asdict, value))
    if isinstance(value, Mapping):
        return {_asdict(name): _asdict(one) for name, one in value.items()}
    return value


if TYPE_CHECKING:
    from dataclasses import asdict as asdict
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import fields as fields
    from dataclasses import replace as replace
else:
    asdict, dataclass, field, fields, replace = _asdict, _dataclass, _field, _fields, _replace
