"""One measurement to a process: `python -m bench.probes NAME …` prints its figures as JSON.

Each runs in a process of its own, because the first call of anything costs more, and
because SQLCipher, once it guards memory, does so for plain files too.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Final

from bench.clock import time_each
from bench.disk import plain_syncs
from bench.practice import SEED, lent, opened, practice
from bench.words import Prose
from coachdesk.models import finding, notes
from coachdesk.models.clause_sets import shipped_clauses
from coachdesk.models.entities.agreement import AgreementKind, Party, VersionState
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.sharing import (
    AgreementDocument,
    DocumentClause,
    DocumentParty,
    Letterhead,
)
from coachdesk.models.store import Store

Figures = dict[str, float]
_LETTERS: Final = (1, 2, 3, 4, 20)
_SEARCHES_EACH: Final = 60
_SAVES: Final = 150


def make(size: str) -> Figures:
    """Make a practice, so that no later measurement waits for it."""
    practice(int(size))
    return {}


def search(size: str, kind: str) -> Figures:
    """Search as it is typed: words of any frequency, cut after one letter and more, with snippets."""
    prose = Prose(SEED)
    made = practice(int(size))
    with opened(made.plain if kind == "plain" else made.vault) as store:
        typed = list(chain.from_iterable(prose.prefixes(letters, _SEARCHES_EACH) for letters in _LETTERS))
        random.Random(SEED).shuffle(typed)
        times = time_each([partial(finding.search, store, words) for words in typed], warm_up=40)
    return {"p50": times.median, "p95": times.p95}


def saves(size: str) -> Figures:
    """Save what is being typed, and then the note itself with its index, each one commit."""
    prose = Prose(SEED + 1)
    with lent(int(size)) as folder, opened(folder) as store:
        held = store.db.execute("SELECT session_id FROM private_note ORDER BY random() LIMIT ?", [_SAVES])
        sessions = [SessionId(row[0]) for row in held.fetchall()]
        drafts = time_each(_savers(store, sessions, prose, notes.save_draft))
        saved = time_each(_savers(store, sessions, prose, notes.save_note))
        disk = plain_syncs(folder, _SAVES)
    return {"draft": drafts.p95, "note": saved.p95, "disk": disk.p95}


def _savers(
    store: Store, sessions: list[SessionId], prose: Prose, save: Callable[..., object]
) -> Iterator[Callable[[], object]]:
    for session_id in sessions:
        revision = notes.private_note(store, session_id).revision
        yield partial(save, store, session_id=session_id, body=prose.text(), revision=revision)


def pdf() -> Figures:
    """Print an agreement, first and again in the same process, with other words each time."""
    from coachdesk.documents.agreement import render_agreement
    from coachdesk.documents.renderer import Renderer

    renderer = Renderer()
    times = time_each(
        [partial(render_agreement, _agreement(place), renderer) for place in ("Łódź", *"ABCDEFGHIJ")],
        warm_up=0,
    )
    return {"cold": times.runs[0], "warm": sorted(times.runs[1:])[len(times.runs) // 2]}


def _agreement(place: str) -> AgreementDocument:
    templates = shipped_clauses("en", AgreementKind.TWO_PARTY)
    return AgreementDocument(
        letterhead=Letterhead(coach_name="Bench Coach", contact_lines=(place,)),
        paper=PaperSize.A4,
        language="en",
        parties=(
            DocumentParty(party=Party.CLIENT, name=f"A client in {place}"),
            DocumentParty(party=Party.COACH, name="Bench Coach"),
        ),
        clauses=tuple(
            DocumentClause(
                heading=template.heading,
                words=f"{template.suggestion or template.prompt} {place}",
                layer=template.layer,
            )
            for template in templates
        ),
        number=1,
        state=VersionState.READY,
    )


PROBES: Final[dict[str, Callable[..., Figures]]] = {
    "make": make,
    "search": search,
    "saves": saves,
    "pdf": pdf,
}

if __name__ == "__main__":
    print(json.dumps(PROBES[sys.argv[1]](*sys.argv[2:])))
