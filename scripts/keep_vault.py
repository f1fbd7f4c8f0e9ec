"""Keep a real vault of today's format under tests/data/, before the next step of the schema.

Usage: python scripts/keep_vault.py v1
"""

import json
import sys
from pathlib import Path

from coachdesk.crypto import connection  # noqa: F401  (first: sqlite_utils takes the driver prepared there)
from coachdesk.models.store import Store
from coachdesk.sample.texts import fixed_day
from coachdesk.sample.vault import open_sample

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"


def main(name: str) -> None:
    folder = DATA / f"{name}.coachdesk"
    with open_sample(folder, today=fixed_day()) as opened:
        store = Store(opened.connect())
        tables = store.db.query(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
        )
        counts = {row["name"]: store.value(f"SELECT count(*) FROM {row['name']}") for row in list(tables)}  # noqa: S608
        store.close()
    (folder / ".lock").unlink(missing_ok=True)
    (DATA / f"{name}.json").write_text(json.dumps(counts, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
