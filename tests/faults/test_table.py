"""The thirty faults: each has its tests, and each a control that shows what the protection is for."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

TESTS: Final = Path(__file__).resolve().parents[1]
FAULTS: Final = range(1, 31)
HOLDS: Final = """
import pytest
@pytest.mark.fault(7)
@pytest.mark.fault(8, control=True)
def test_it(): ...
"""


@frozen
class Mark:
    """One `@pytest.mark.fault(number, control=…)`, and the test it stands on."""

    number: int
    control: bool
    test: str


def marks_in(source: str, place: str = "") -> Iterator[Mark]:
    """Yield the marks of a module, without importing it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for call in node.decorator_list:
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.fault":
                    yield _mark(call, f"{place}::{node.name}")


def _mark(call: ast.Call, test: str) -> Mark:
    (number,) = (ast.literal_eval(argument) for argument in call.args)
    named = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
    assert set(named) <= {"control"}, test
    return Mark(number, named.get("control", False), test)


def marks() -> list[Mark]:
    """Return every mark of the test tree."""
    modules = sorted(TESTS.rglob("test_*.py"))
    return [
        mark
        for module in modules
        for mark in marks_in(module.read_text(encoding="utf-8"), str(module.relative_to(TESTS)))
    ]


def unproven(found: list[Mark], *, control: bool) -> list[int]:
    """Return the faults without a test, or without a control."""
    table: defaultdict[int, int] = defaultdict(int)
    for mark in found:
        table[mark.number] += mark.control is control
    return [number for number in FAULTS if not table[number]]


def test_each_fault_has_a_test() -> None:
    assert unproven(marks(), control=False) == []


def test_each_fault_has_a_control() -> None:
    assert unproven(marks(), control=True) == []


def test_no_mark_names_another_fault() -> None:
    assert [mark for mark in marks() if mark.number not in FAULTS] == []


def test_a_missing_fault_would_be_told() -> None:
    found = list(marks_in(HOLDS))
    assert unproven(found, control=False) == [number for number in FAULTS if number != 7]
    assert unproven(found, control=True) == [number for number in FAULTS if number != 8]
