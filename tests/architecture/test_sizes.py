"""Small files, small functions."""

import ast
from statistics import median, quantiles

from tests.architecture.imports import PACKAGE

SOURCES = sorted(PACKAGE.rglob("*.py"))


def lengths() -> list[tuple[int, str]]:
    return [
        ((node.end_lineno or node.lineno) - node.lineno + 1, f"{path.name}:{node.name}")
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]


def test_no_file_is_longer_than_500_lines() -> None:
    assert [path.name for path in SOURCES if len(path.read_text(encoding="utf-8").splitlines()) > 500] == []


def test_no_function_is_longer_than_45_lines() -> None:
    assert [row for row in lengths() if row[0] > 45] == []


def test_most_functions_are_short() -> None:
    sizes = [size for size, _ in lengths()]
    assert median(sizes) <= 8
    assert quantiles(sizes, n=10)[-1] <= 25
