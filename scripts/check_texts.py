"""Fail on text that a person would read but no translator would see, and on words we don't use.

Looks at the calls that show text (labels, buttons, titles, menus, form rows): a plain string
there must go through tr(); and at tr() itself: an f-string inside can't be translated.
"""

import ast
import re
import sys
from pathlib import Path

SHOWS_TEXT = {
    "QLabel", "QPushButton", "QAction", "QCheckBox", "QRadioButton", "QGroupBox",
    "setText", "setTitle", "setWindowTitle", "setToolTip", "setPlaceholderText", "setAccessibleName",
    "setAccessibleDescription", "addAction", "addItem", "addTab", "notify", "show_notice",
    "line", "text", "choice", "day", "moment", "number", "money", "check", "row",
    "heading", "muted", "body", "text_label", "primary", "secondary", "quiet", "toggle",
    "Card", "Chip", "EmptyState", "Fold", "IconButton", "Quote", "ElidedLabel", "show_state",
}  # fmt: skip
TRANSLATES = {"tr", "translate", "QT_TRANSLATE_NOOP"}
UNTRANSLATED = re.compile(r"CoachDesk|((Ctrl|Alt|Shift)\+)+.+|F\d+|Esc|Del")
PROMISES = re.compile(r"\b(secure|compliant|legally binding|military[- ]grade|unbreakable)\b", re.IGNORECASE)
WORDS = re.compile(r"[A-Za-z]{2}")


def called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def is_bare_text(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and WORDS.search(str(part.value)) for part in node.values)
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and " " in node.value + " "
        and bool(WORDS.search(node.value))
        and not UNTRANSLATED.fullmatch(node.value)
        and not node.value.islower()
    )


def problems(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        if name in SHOWS_TEXT and "views" in path.parts:
            found += [
                f"{path}:{a.lineno} {name}() shows a text without tr()" for a in node.args if is_bare_text(a)
            ]
        if name in TRANSLATES:
            found += promised(path, node)
            found += [
                f"{path}:{a.lineno} an f-string inside {name}()"
                for a in node.args
                if isinstance(a, ast.JoinedStr)
            ]
    return found


def promised(path: Path, node: ast.Call) -> list[str]:
    texts = [a for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return [f"{path}:{a.lineno} promises too much" for a in texts if PROMISES.search(str(a.value))]


def main(folder: str) -> int:
    found = [row for path in sorted(Path(folder).rglob("*.py")) for row in problems(path)]
    sys.stdout.write("\n".join(found) + "\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
