"""Between rows of the database and frozen entities: one mapper for all of them."""

import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import attrs

E = TypeVar("E")
Cell = str | int | bytes | None
_Convert = Callable[[Any], Any]


def to_row(entity: attrs.AttrsInstance, *, without: frozenset[str] = frozenset()) -> dict[str, Cell]:
    """Return the cells of an entity by column name."""
    converters = _converters(type(entity))
    return {
        name: None if (value := getattr(entity, name)) is None else to_cell(value)
        for name, (to_cell, _) in converters.items()
        if name not in without
    }


def from_row(kind: type[E], row: Mapping[str, Any], **given: object) -> E:
    """Build an entity from a row; columns it does not know are passed over.

    `given` holds fields that have no column of their own.
    """
    cells = {
        name: None if row[name] is None else from_cell(row[name])
        for name, (_, from_cell) in _converters(typing.cast("Any", kind)).items()
        if name not in given and name in row
    }
    return kind(**cells, **given)


@cache
def _converters(kind: Any) -> dict[str, tuple[_Convert, _Convert]]:  # noqa: ANN401  (an entity's class)
    hints = typing.get_type_hints(kind)
    return {field.name: _converter(hints[field.name]) for field in attrs.fields(kind)}


def _same(value: Any) -> Any:  # noqa: ANN401  (a cell is a cell)
    return value


def _converter(hint: Any) -> tuple[_Convert, _Convert]:  # noqa: ANN401  (any annotation)
    hint = _plain(hint)
    if typing.get_origin(hint) is tuple or attrs.has(hint):
        return _to_json, lambda text: _structure(hint, json.loads(text))
    if hint is bool:
        return int, bool
    if issubclass(hint, datetime | date):
        return lambda value: value.isoformat(), hint.fromisoformat
    if issubclass(hint, Enum):
        return lambda value: value.value, hint
    return _same, _same


def _plain(hint: Any) -> Any:  # noqa: ANN401  (any annotation)
    """Strip `| None` and NewType from an annotation."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    while isinstance(hint, typing.NewType):
        hint = hint.__supertype__
    return hint


def _to_json(value: Any) -> str:  # noqa: ANN401  (a tuple or an entity)
    return json.dumps(_unstructure(value), ensure_ascii=False, separators=(",", ":"))


def _unstructure(value: Any) -> Any:  # noqa: ANN401  (plain data of any shape)
    if isinstance(value, tuple):
        return [_unstructure(item) for item in value]
    if attrs.has(type(value)):
        return to_row(value)
    return value


def _structure(hint: Any, data: Any) -> Any:  # noqa: ANN401  (plain data of any shape)
    if typing.get_origin(hint) is tuple:
        item = _plain(typing.get_args(hint)[0])
        return tuple(_structure(item, part) for part in data)
    if attrs.has(hint):
        return from_row(hint, data)
    return hint(data) if issubclass(hint, Enum) else data
