"""The thirty faults and the rules of agreement and session: each has its tests, and each a control."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from attrs import frozen

TESTS: Final = Path(__file__).resolve().parents[1]
FAULTS: Final = tuple(range(1, 31))
RULES: Final = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14)  # those that are built; SECURITY.md lists the faults
HOLDS: Final = """
import pytest
@pytest.mark.fault(7)
@pytest.mark.fault(8, control=True)
def test_it(): ...
"""
_MARKS: Final = {"pytest.mark.fault": "fault", "pytest.mark.rule": "rule"}


@frozen
class Mark:
    """One `@pytest.mark.fault(number, control=…)`, or `rule`, and the test it stands on."""

    kind: str
    number: int
    control: bool
    test: str


def marks_in(source: str, place: str = "") -> Iterator[Mark]:
    """Yield the marks of a module, without importing it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for call in node.decorator_list:
                if isinstance(call, ast.Call) and ast.unparse(call.func) in _MARKS:
                    yield _mark(call, f"{place}::{node.name}")


def _mark(call: ast.Call, test: str) -> Mark:
    (number,) = (ast.literal_eval(argument) for argument in call.args)
    named = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
    assert set(named) <= {"control"}, test
    return Mark(_MARKS[ast.unparse(call.func)], number, named.get("control", False), test)


def marks() -> list[Mark]:
    """Return every mark of the test tree."""
    modules = sorted(TESTS.rglob("test_*.py"))
    return [
        mark
        for module in modules
        for mark in marks_in(module.read_text(encoding="utf-8"), str(module.relative_to(TESTS)))
    ]


def unproven(found: list[Mark], wanted: tuple[int, ...], kind: str, *, control: bool) -> list[int]:
    """Return those without a test, or without a control."""
    proven = {mark.number for mark in found if mark.kind == kind and mark.control is control}
    return [number for number in wanted if number not in proven]


@pytest.mark.parametrize("control", [False, True])
def test_each_fault_has_a_test_and_a_control(control: bool) -> None:
    assert unproven(marks(), FAULTS, "fault", control=control) == []


@pytest.mark.parametrize("control", [False, True])
def test_each_rule_has_a_test_and_a_control(control: bool) -> None:
    assert unproven(marks(), RULES, "rule", control=control) == []


def test_no_mark_names_another_fault_or_rule() -> None:
    wanted = {"fault": FAULTS, "rule": RULES}
    assert [mark for mark in marks() if mark.number not in wanted[mark.kind]] == []


def test_a_missing_fault_would_be_told() -> None:
    found = list(marks_in(HOLDS))
    assert unproven(found, FAULTS, "fault", control=False) == [one for one in FAULTS if one != 7]
    assert unproven(found, FAULTS, "fault", control=True) == [one for one in FAULTS if one != 8]
