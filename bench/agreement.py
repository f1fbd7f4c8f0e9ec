"""An agreement of forty clauses while somebody types: `python -m bench.agreement`, figures as JSON."""

import json
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Final

from PySide6.QtTest import QTest

from bench.day import Stalls
from bench.practice import PASSPHRASE, SEED
from bench.windows import Figures, run_until
from bench.words import Prose
from coachdesk import paths
from coachdesk.app import make_application
from coachdesk.crypto import vault
from coachdesk.desk import Desk, Surroundings
from coachdesk.gateway import Gateway
from coachdesk.models import clauses, clients, engagements, profile
from coachdesk.models.agreement_page import open_agreement
from coachdesk.models.agreements import start_agreement
from coachdesk.models.clause_sets import shipped_clauses
from coachdesk.models.entities.agreement import AgreementKind, Layer
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.store import Store
from coachdesk.settings import Settings
from coachdesk.theme import Theme
from coachdesk.views.agreements.agreement_panel import AgreementPanel

_CLAUSES: Final = 40
_WORDS: Final = 60
_TIMES: Final = 12
_LETTERS: Final = "and so we agree "
_BETWEEN_KEYS_MS: Final = 60


def prepare(folder: Path, prose: Prose) -> EngagementId:
    """Make a vault with the agreement, each clause worded."""
    with vault.create(folder, PASSPHRASE) as opened, closing(Store(opened.connect())) as store:
        profile.save_profile(store, profile=CoachProfile(name="Ines Vogt"))
        client = clients.add_client(store, display_name="Mira Solano").value
        engagement = engagements.add_engagement(store, client_ids=(client.id,)).value
        templates = shipped_clauses("en", AgreementKind.TWO_PARTY)
        start_agreement(
            store,
            engagement_id=engagement.id,
            kind=AgreementKind.TWO_PARTY,
            language="en",
            templates=templates,
        )
        page = open_agreement(store, engagement_id=engagement.id)
        for number in range(_CLAUSES - len(page.clauses)):
            clauses.add_clause(
                store, version_id=page.version.id, layer=Layer.ALLIANCE, heading=f"Of our own {number + 1}"
            )
        for clause in open_agreement(store, engagement_id=engagement.id).clauses:
            clauses.save_words(store, clause_id=clause.id, agreed_words=prose.text(_WORDS))
        return engagement.id


def measure(desk: Desk, engagement_id: EngagementId) -> Figures:
    """Type again and again; look at when the pages show the last words, and how long nothing moves."""
    desk.window.open("agreement", engagement_id, "")
    panel = desk.window.page
    assert isinstance(panel, AgreementPanel)
    run_until(lambda: not desk.workspace.is_busy and panel.view.preview.latest is not None)
    field = panel.view.card.voices.agreed.field
    field.setFocus()
    stalls, waits = Stalls(), []
    for _ in range(_TIMES):
        stalls.during("typing", lambda: None)
        for letter in _LETTERS:
            QTest.keyClicks(field, letter)
            _pause()
        QTest.keyClicks(field, ".")
        began = time.perf_counter()
        run_until(lambda: panel.view.preview.is_up_to_date)
        waits.append((time.perf_counter() - began) * 1000)
    return {"shown": median(waits), "longest": max(waits), "stall": stalls.longest["typing"]}


def _pause() -> None:
    due = time.perf_counter() + _BETWEEN_KEYS_MS / 1000
    run_until(lambda: time.perf_counter() > due)


def main() -> Figures:
    """Open the window on the agreement and type."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "Forty.coachdesk"
        engagement_id = prepare(folder, Prose(SEED))
        application = make_application(sys.argv[:1])
        gateway = Gateway()
        gateway.unlock(folder, PASSPHRASE)
        surroundings = Surroundings(
            settings=Settings(paths.settings_file()),
            theme=Theme(application),
            gateway=gateway,
            backs_up=False,
        )
        desk = Desk(gateway.connect, surroundings, folder)
        desk.show()
        figures = measure(desk, engagement_id)
        desk.close()
        gateway.close()
        return figures


if __name__ == "__main__":
    print(json.dumps(main()))
