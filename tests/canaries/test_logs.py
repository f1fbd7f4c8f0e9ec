"""No message that the code can write to its log, and no error that it can raise, carries what was typed."""

import ast
import logging
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import frozen

from coachdesk.errors import KnownError
from coachdesk.logs import ContentFreeFormatter

CANARY: Final = "kanarienvogel"
PACKAGE: Final = Path(__file__).parents[2] / "coachdesk"
LEVELS: Final = ("debug", "info", "warning", "error", "critical", "exception", "log")
VALUES: Final = (CANARY, CANARY.encode(), Path(CANARY), [CANARY], {CANARY: CANARY}, ValueError(CANARY))
_PLACEHOLDER: Final = re.compile(r"%[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]")


@frozen
class Logged:
    """One call of a logger."""

    place: str
    message: str | None
    arguments: int


def logger_calls(source: str, place: str) -> Iterator[Logged]:
    """Yield each call of a logger in a module; the message is None where it is put together."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _is_logger_call(node.func):
            first = node.args[0] if node.args else None
            plain = isinstance(first, ast.Constant) and isinstance(first.value, str)
            message = str(first.value) if isinstance(first, ast.Constant) and plain else None
            yield Logged(f"{place}:{node.lineno}", message, len(node.args) - 1)


def _is_logger_call(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute) or function.attr not in LEVELS:
        return False
    owner = ast.unparse(function.value)
    return "log" in owner.rpartition(".")[2].lower() or "getLogger" in owner


def all_calls() -> list[Logged]:
    return [
        call
        for path in sorted(PACKAGE.rglob("*.py"))
        for call in logger_calls(path.read_text(encoding="utf-8"), str(path.relative_to(PACKAGE)))
    ]


def written(message: str, *arguments: object, error: BaseException | None = None) -> str:
    """Return the line that the log would have, at its most talkative."""
    caught: Any = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("coachdesk.x", logging.DEBUG, "", 1, message, arguments, caught)
    return ContentFreeFormatter("%(levelname)s %(name)s %(message)s").format(record)


@pytest.mark.parametrize("call", all_calls(), ids=lambda call: call.place)
def test_no_call_of_a_logger_lets_a_word_through(call: Logged) -> None:
    assert call.message is not None
    assert len(_PLACEHOLDER.findall(call.message.replace("%%", ""))) == call.arguments
    for value in VALUES:
        assert CANARY not in written(call.message, *[value] * call.arguments)


def known_errors() -> list[type[KnownError]]:
    """Return every error that a user may see."""
    for path in PACKAGE.rglob("*.py"):
        if "Error(" in path.read_text(encoding="utf-8") and "commands" not in path.parts:
            import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
    return sorted(_below(KnownError), key=lambda kind: kind.__name__)


def _below(kind: type[KnownError]) -> set[type[KnownError]]:
    return {kind} | {deeper for below in kind.__subclasses__() for deeper in _below(below)}


@pytest.mark.parametrize("kind", known_errors(), ids=lambda kind: kind.__name__)
def test_no_known_error_brings_its_facts_into_the_log(kind: type[KnownError]) -> None:
    names = _PLACEHOLDER_NAME.findall(f"{kind.message} {kind.hint}")
    error = kind.__new__(kind)
    KnownError.__init__(error, f"{{what}} {kind.message}", **dict.fromkeys([*names, "what"], CANARY))
    assert CANARY in str(error)
    assert CANARY not in written("a job failed: %s", error)
    assert CANARY not in written("a job failed", error=error)


_PLACEHOLDER_NAME: Final = re.compile(r"{(\w+)}")


def test_the_calls_are_really_found() -> None:
    places = {call.place.split(":")[0] for call in all_calls()}
    assert {"delivery.py", "logs.py"} <= places


@pytest.mark.parametrize(
    "line", ["_log.info(f'saved {name}')", "_log.error('saved ' + name)", "log.info(name)"]
)
def test_a_message_that_is_put_together_would_be_found(line: str) -> None:
    [call] = logger_calls(line, "x.py")
    assert call.message is None


def test_a_formatter_that_fills_in_would_be_found() -> None:
    record = logging.LogRecord("coachdesk.x", logging.DEBUG, "", 1, "saved %s", (CANARY,), None)
    assert CANARY in logging.Formatter().format(record)
