"""What each module imports, read from its source; imports inside functions count too."""

import ast
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "coachdesk"


@cache
def imports_of(path: Path) -> frozenset[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def modules(*places: str) -> list[Path]:
    """Return the source files of packages and modules such as `models/entities` or `errors`."""
    found: list[Path] = []
    for place in places:
        folder = PACKAGE / place
        found += sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    return found


def breaches(files: list[Path], *forbidden: str) -> list[str]:
    """Return each import of a forbidden module or of one inside it."""
    return [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in files
        for name in sorted(imports_of(path))
        if any(name == bad or name.startswith(f"{bad}.") for bad in forbidden)
    ]


def outside(files: list[Path], *allowed: str) -> list[str]:
    """Return each import of ours or of a library that is neither allowed nor standard."""
    import sys

    standard = sys.stdlib_module_names
    return [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in files
        for name in sorted(imports_of(path))
        if name.split(".")[0] not in standard
        and not any(name == good or name.startswith(f"{good}.") for good in allowed)
    ]
