"""What an export says, as one hash for each table; columns that came later are left out."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

Rows = Sequence[Mapping[str, Any]]


def fingerprints(tables: Mapping[str, Rows]) -> dict[str, dict[str, Any]]:
    """Return columns, number of rows and hash of each table."""
    return {name: _of_rows(rows, sorted(rows[0]) if rows else []) for name, rows in tables.items()}


def same_columns(tables: Mapping[str, Rows], kept: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the fingerprints of the tables and columns that were kept."""
    return {name: _of_rows(tables[name], one["columns"]) for name, one in kept.items()}


def _of_rows(rows: Rows, columns: list[str]) -> dict[str, Any]:
    lines = sorted(json.dumps([row[column] for column in columns], sort_keys=True) for row in rows)
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return {"columns": columns, "rows": len(rows), "sha256": digest}
