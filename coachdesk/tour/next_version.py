"""The next version of an agreement, as it is written in a session of the tour."""

from coachdesk.models import agreement_versions, clauses
from coachdesk.models.agreement_page import open_agreement
from coachdesk.models.entities.agreement import ClauseState, Party
from coachdesk.models.entities.ids import ClauseId, EngagementId
from coachdesk.models.store import Store
from coachdesk.tour.texts import NextVersionText


def write(text: NextVersionText, engagement_id: EngagementId, store: Store) -> ClauseId:
    """Start the version, bring its clause back and let the client agree; return the clause."""
    agreement_id = open_agreement(store, engagement_id=engagement_id).agreement.id
    version = agreement_versions.next_version(store, agreement_id=agreement_id, reason=text.reason).value
    agreement_versions.set_dates(
        store, version_id=version.id, effective_on=text.effective_on, review_on=text.review_on
    )
    page = open_agreement(store, engagement_id=engagement_id)
    clause_id = next(clause.id for clause in page.clauses if clause.key == text.clause.key)
    clauses.set_state(store, clause_id=clause_id, state=ClauseState.OPEN)
    clauses.save_words(
        store,
        clause_id=clause_id,
        clients_words=text.clause.clients_words,
        coachs_words=text.clause.coachs_words,
        agreed_words=text.clause.agreed_words,
        proposed_by=text.clause.proposed_by,
    )
    clauses.agree(store, clause_id=clause_id, party=Party.CLIENT)
    return clause_id


def finish(engagement_id: EngagementId, clause_id: ClauseId, store: Store) -> None:
    """Let the coach agree too, and declare the version ready to be signed."""
    clauses.agree(store, clause_id=clause_id, party=Party.COACH)
    version = open_agreement(store, engagement_id=engagement_id).version
    agreement_versions.mark_ready(store, version_id=version.id)
