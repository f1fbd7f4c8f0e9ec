"""What of a clause the search finds: all of its words, in the newest version alone."""

from typing import Final

from coachdesk.models import search
from coachdesk.models.entities.agreement import Clause
from coachdesk.models.entities.ids import AgreementId, ClauseId, ClientId
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Store

_NEWEST_THAT_STANDS: Final = """
SELECT id FROM agreement_version WHERE agreement_id = ? ORDER BY state = 'withdrawn', number DESC
"""
_FIRST_CLIENT: Final = """
SELECT p.client_id FROM engagement_client p JOIN agreement a ON a.engagement_id = p.engagement_id
JOIN agreement_version v ON v.agreement_id = a.id WHERE v.id = ? ORDER BY p.position
"""


def put(store: Store, clause: Clause) -> None:
    """Make a clause findable by what it says now."""
    parts = (clause.heading, clause.agreed_words, clause.clients_words, clause.coachs_words)
    client_id = store.value(_FIRST_CLIENT, [clause.version_id])
    search.put(
        store,
        kind=SearchKind.CLAUSE,
        owner_id=clause.id,
        client_id=client_id and ClientId(client_id),
        text="\n".join(part for part in parts if part),
    )


def follow_versions(store: Store, agreement_id: AgreementId) -> None:
    """Let the search find the clauses of the version that counts now, and no others."""
    newest = store.value(_NEWEST_THAT_STANDS, [agreement_id])
    every = (
        "SELECT * FROM clause WHERE version_id IN (SELECT id FROM agreement_version WHERE agreement_id = ?)"
    )
    for clause in store.all(Clause, every, [agreement_id]):
        if clause.version_id == newest:
            put(store, clause)
        else:
            drop(store, clause.id)


def drop(store: Store, clause_id: ClauseId) -> None:
    """Take a clause out of the search."""
    search.drop(store, kind=SearchKind.CLAUSE, owner_id=clause_id)
