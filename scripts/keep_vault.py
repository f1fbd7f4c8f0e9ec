"""Keep a real vault of today's format under tests/data/, before the next step of the schema.

Usage, from the top of the checkout: python -m scripts.keep_vault v2
"""

import json
import sys
from contextlib import closing
from pathlib import Path

from coachdesk.crypto import connection  # noqa: F401  (first: sqlite_utils takes the driver prepared there)
from coachdesk.exchange.everything import export_everything
from coachdesk.models.store import Store
from coachdesk.opening import connect
from coachdesk.sample.texts import fixed_day
from coachdesk.sample.vault import open_sample
from tests.fingerprints import fingerprints

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"


def main(name: str) -> None:
    folder = DATA / f"{name}.coachdesk"
    with open_sample(folder, today=fixed_day()) as opened, closing(Store(connect(opened))) as store:
        exported = json.loads(export_everything(store))
    (folder / ".lock").unlink(missing_ok=True)
    said = {"schema": exported["schema"], "tables": fingerprints(exported["tables"])}
    (DATA / f"{name}.json").write_text(json.dumps(said, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
