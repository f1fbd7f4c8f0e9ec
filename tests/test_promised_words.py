"""Rule 6: nothing that CoachDesk says, ships or prints promises what nobody can keep."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk.resources import resource_folder
from scripts.check_texts import TRANSLATES, called

CODE = Path(__file__).resolve().parents[1] / "coachdesk"
# The sample practice quotes people, who may say what they like.
SHIPPED = [
    path
    for path in sorted(resource_folder().rglob("*"))
    if path.suffix in (".toml", ".typ", ".ts") and path.parent.name != "sample"
]
PROMISES = re.compile(
    r"\b(secur(e|ely|ity)|complian(t|ce)|legally binding|secrecy|(is|are|stays?|kept|remains?) secret|"
    r"guarantee\w*|unbreakable|"
    r"military[- ]grade|rechtssicher\w*|rechtsverbindlich\w*|rechtskonform\w*|geheim\w*|garantier\w*|"
    r"(gdpr|dsgvo|hipaa)[- ]\w*)\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"^\s*(#|//).*$", re.MULTILINE)


def texts_in(source: str) -> Iterator[str]:
    """Yield every text of a module that a person can read."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and called(node) in TRANSLATES:
            for given in node.args:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield given.value


def promised(text: str) -> list[str]:
    """Return the words of a text that promise too much."""
    return [found[0] for found in PROMISES.finditer(text)]


@pytest.mark.rule(6)
def test_no_text_of_the_interface_promises_too_much() -> None:
    texts = [text for path in CODE.rglob("*.py") for text in texts_in(path.read_text(encoding="utf-8"))]
    assert len(texts) > 1_000
    assert {text for text in texts if promised(text)} == set()


@pytest.mark.rule(6)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_that_ships_or_is_printed_promises_too_much(path: Path) -> None:
    assert promised(_COMMENT.sub("", path.read_text(encoding="utf-8"))) == []


@pytest.mark.rule(6, control=True)
@pytest.mark.parametrize(
    "words",
    [
        "Your notes are secure.",
        "A compliant record",
        "This is legally binding",
        "What you write stays secret",
        "We guarantee it",
        "GDPR-ready",
        "Rechtssichere Vorlage",
        "Das bleibt geheim",
    ],
)
def test_a_promise_would_be_seen(words: str) -> None:
    assert promised(words)
    (found,) = texts_in(f"class A:\n    def say(self):\n        return self.tr({words!r})")
    assert promised(found)


def test_what_is_said_of_limits_is_no_promise() -> None:
    assert promised("There is no legal privilege in most places; a court may ask.") == []
