"""The documents of the tour, as they lie in the sample practice."""

from coachdesk.documents.kit import render_kit
from coachdesk.documents.renderer import Renderer
from coachdesk.documents.summary import render_summary
from coachdesk.errors import NotFoundError
from coachdesk.models import summaries
from coachdesk.models.agreement_documents import kept_pdf
from coachdesk.models.agreement_page import open_agreement
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.sharing import RecoveryKit
from coachdesk.models.session_lists import list_sessions
from coachdesk.models.store import Store

_LANGUAGE = "en"


def agreement(engagement_id: EngagementId, store: Store) -> bytes:
    """Return the newest version of an agreement, as it was handed out.

    Raises:
        NotFoundError: it was not.
    """
    version = open_agreement(store, engagement_id=engagement_id).version
    pdf = kept_pdf(store, version_id=version.id)
    if pdf is None:
        raise NotFoundError
    return pdf


def summary(client: str, number: int, renderer: Renderer, store: Store) -> bytes:
    """Return the summary of a client's session with this number."""
    held = list_sessions(store, words=client)[number - 1]
    shared = summaries.shared_summary(store, held.id, language=_LANGUAGE)
    return render_summary(shared, renderer).pdf


def recovery_kit(kit: RecoveryKit, renderer: Renderer) -> bytes:
    """Return the page with the recovery words."""
    return render_kit(kit, renderer).pdf
