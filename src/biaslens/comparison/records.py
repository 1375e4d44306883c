"""Frozen classes as plain dictionaries and back, without loss, led by their own annotations."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

import attrs

from ..errors import InputError

__all__ = ["build", "record_of"]

_T = TypeVar("_T")


def record_of(value: Any) -> dict[str, Any]:
    """Turn an instance of an attrs class into dictionaries, lists, strings and numbers."""
    return {field.name: _plain(getattr(value, field.name)) for field in attrs.fields(type(value))}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return record_of(value) if attrs.has(type(value)) else value


def build(cls: type[_T], record: Any, place: str) -> _T:
    """Build an instance of an attrs class from what :func:`record_of` gave.

    Args:
        cls: The class.
        record: The dictionary.
        place: Its name in error messages.

    Raises:
        InputError: Something is missing, unknown or of the wrong type.
    """
    value: _T = _value(cls, record, place)
    return value


@cache
def _fields(cls: type[Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    return {field.name: hints[field.name] for field in attrs.fields(cls)}


def _value(kind: Any, value: Any, place: str) -> Any:
    if attrs.has(kind):
        fields = _fields(kind)
        if not isinstance(value, Mapping) or set(value) != set(fields):
            raise _wrong(place, f"a mapping with {', '.join(fields)}", value)
        return kind(**{name: _value(fields[name], value[name], f"{place}.{name}")
                       for name in fields})  # fmt: skip
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        if not isinstance(value, (list, tuple)):
            raise _wrong(place, "a list", value)
        if parts[-1] is not Ellipsis:
            if len(value) != len(parts):
                raise _wrong(place, f"a list of {len(parts)}", value)
            return tuple(map(_value, parts, value, [place] * len(parts)))
        return tuple(_value(parts[0], part, f"{place}[{at}]") for at, part in enumerate(value))
    if origin in (types.UnionType, typing.Union):
        return None if value is None else _value(parts[0], value, place)
    if origin is typing.Literal:
        if value not in parts:
            raise _wrong(place, " or ".join(parts), value)
        return value
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise _wrong(place, kind.__name__, value)
    return value


def _wrong(place: str, expected: str, value: Any) -> InputError:
    shown = repr(value)
    return InputError(f"{place}: expected {expected}, came {shown[:80]}")
