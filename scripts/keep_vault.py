"""Keep a real vault of today's format under tests/data/, before the next step of the schema.

Usage, from the top of the checkout: python -m scripts.keep_vault v2
"""

import json
import sys
from contextlib import closing
from pathlib import Path

from coachdesk.crypto import connection  # noqa: F401  (first: sqlite_utils takes the driver prepared there)
from coachdesk.exchange.everything import export_everything
from coachdesk.models import consents, notes, sessions
from coachdesk.models.entities.ids import ConsentId, SessionId
from coachdesk.models.remembered import Key, remember
from coachdesk.models.store import Store
from coachdesk.opening import connect
from coachdesk.sample.texts import fixed_day
from coachdesk.sample.vault import open_sample
from tests.fingerprints import fingerprints

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"


def leave_traces(store: Store) -> None:
    """Do what the sample does not: rewrite notes, throw things away, keep something in mind."""
    newest = SessionId(store.value("SELECT session_id FROM private_note ORDER BY updated_at DESC"))
    note = notes.private_note(store, newest)
    notes.save_note(store, session_id=newest, body=f"{note.body} And the tram.", revision=note.revision)
    consents.remove_consent(store, consent_id=ConsentId(store.value("SELECT id FROM consent")))
    planned = store.value("SELECT id FROM session WHERE state = 'planned' AND handed_out_at IS NULL")
    sessions.delete_session(store, session_id=SessionId(planned))
    remember(store, Key.KIT_REHEARSED_AT, store.now().isoformat())


def main(name: str) -> None:
    folder = DATA / f"{name}.coachdesk"
    with open_sample(folder, today=fixed_day()) as opened, closing(Store(connect(opened))) as store:
        leave_traces(store)
        exported = json.loads(export_everything(store))
    (folder / ".lock").unlink(missing_ok=True)
    said = {"schema": exported["schema"], "tables": fingerprints(exported["tables"])}
    (DATA / f"{name}.json").write_text(json.dumps(said, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
