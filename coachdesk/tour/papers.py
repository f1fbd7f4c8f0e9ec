"""The documents of the tour, as they lie in the sample practice."""

from typing import Final

from coachdesk.documents.kit import render_kit
from coachdesk.documents.renderer import Renderer
from coachdesk.documents.summary import render_summary
from coachdesk.errors import NotFoundError
from coachdesk.models import summaries
from coachdesk.models.agreement_documents import kept_pdf
from coachdesk.models.agreement_page import open_agreement
from coachdesk.models.agreements import list_agreements
from coachdesk.models.entities.sharing import RecoveryKit
from coachdesk.models.session_lists import list_sessions
from coachdesk.models.store import Store
from coachdesk.tour.texts import TourText

PAPERS: Final = ("agreement.pdf", "session-summary.pdf", "recovery-kit.pdf")
_LANGUAGE: Final = "en"


def papers(text: TourText, kit: RecoveryKit, renderer: Renderer, store: Store) -> dict[str, bytes]:
    """Return each document by the name of its file."""
    made = (
        _agreement(text, store),
        _summary(text, renderer, store),
        render_kit(kit, renderer).pdf,
    )
    return dict(zip(PAPERS, made, strict=True))


def _agreement(text: TourText, store: Store) -> bytes:
    """Return the newest version of an agreement, as it was handed out."""
    row = next(row for row in list_agreements(store) if text.agreement in row.client_names)
    version = open_agreement(store, engagement_id=row.engagement_id).version
    pdf = kept_pdf(store, version_id=version.id)
    if pdf is None:
        raise NotFoundError
    return pdf


def _summary(text: TourText, renderer: Renderer, store: Store) -> bytes:
    held = list_sessions(store, words=text.summary)[text.summary_number - 1]
    summary = summaries.shared_summary(store, held.id, language=_LANGUAGE)
    return render_summary(summary, renderer).pdf
