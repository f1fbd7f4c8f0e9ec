"""What was handed out: the real pages, and the record that they left."""

from functools import partial

from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.renderer import Renderer
from coachdesk.documents.summary import render_summary
from coachdesk.errors import BugError
from coachdesk.models import agreement_documents, summaries
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.entities.agreement import Party, PartyName
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.sharing import Letterhead, SharedHow
from coachdesk.models.letterhead import letterhead
from coachdesk.models.profile import get_profile
from coachdesk.models.store import Store


class Paper:
    """Prints what the vault holds and records it as shared."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def hand_out_summary(self, store: Store, session_id: SessionId, how: SharedHow, *, language: str) -> None:
        """Hand out the summary of a session; `language` is a BCP 47 tag."""
        summary = summaries.shared_summary(store, session_id, language=language)
        rendered = render_summary(summary, self._renderer)
        summaries.hand_out(
            store,
            session_id=session_id,
            summary=summary,
            title=f"Summary of session {summary.session_number}, {summary.client_name}",
            how=how,
            sha256=rendered.sha256,
        )

    def hand_out_agreement(self, store: Store, page: AgreementPage) -> None:
        """Give each client a copy of a signed version, and the sponsor one of the parts for all."""
        head = letterhead_of(store)
        give = partial(self._give, store, page, head)
        for client in page.names_of(Party.CLIENT):
            give(client)
        for sponsor in page.names_of(Party.SPONSOR):
            give(sponsor, for_sponsor=True)

    def _give(
        self,
        store: Store,
        page: AgreementPage,
        head: Letterhead,
        whom: PartyName,
        *,
        for_sponsor: bool = False,
    ) -> None:
        document = agreement_documents.agreement_document(page, head, for_sponsor=for_sponsor)
        agreement_documents.hand_out(
            store,
            copy=agreement_documents.Copy(page=page, for_sponsor=for_sponsor, for_whom=whom.name),
            pdf=render_agreement(document, self._renderer).pdf,
            how=SharedHow.PDF,
        )


def letterhead_of(store: Store) -> Letterhead:
    """Return the head of the coach's pages.

    Raises:
        BugError: there is no coach.
    """
    coach = get_profile(store)
    if coach is None:
        raise BugError("the sample practice has no coach")
    return letterhead(coach)
