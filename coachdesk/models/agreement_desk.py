"""What the page of an agreement needs to show and print it, read in one go."""

from typing import Final

from attrs import frozen

from coachdesk.models.agreement_documents import agreement_document, handed_out, kept_pdf
from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.agreements import Beginning, beginning
from coachdesk.models.entities.ids import EngagementId, VersionId
from coachdesk.models.entities.sharing import AgreementDocument, Letterhead, SharedDocument
from coachdesk.models.letterhead import letterhead
from coachdesk.models.living import ask_for_living
from coachdesk.models.profile import get_profile
from coachdesk.models.store import Store

LAST_PLACE: Final = "SELECT place FROM signature WHERE place <> '' ORDER BY signed_at DESC LIMIT 1"


@frozen(kw_only=True)
class AgreementDesk:
    """A version with its head of page, what left of it, and its PDF where one was kept.

    `last_place` is where anybody signed anything last.
    """

    page: AgreementPage
    letterhead: Letterhead
    kept: bytes | None = None
    handed_out: tuple[SharedDocument, ...] = ()
    last_place: str = ""

    def document(self, page: AgreementPage | None = None, *, for_sponsor: bool = False) -> AgreementDocument:
        """Return what is printed of the page, or of the same page with other words."""
        return agreement_document(page or self.page, self.letterhead, for_sponsor=for_sponsor)


def open_desk(
    store: Store, *, engagement_id: EngagementId, version_id: VersionId | None = None
) -> AgreementDesk | Beginning:
    """Return the agreement of an engagement, or what one would begin with.

    Raises:
        NotFoundError: there is no such engagement or version; an `InBinError` where its clients were deleted.
    """
    ask_for_living(store, engagement_id)
    fresh = beginning(store, engagement_id=engagement_id)
    if fresh is not None:
        return fresh
    page = open_agreement(store, engagement_id=engagement_id, version_id=version_id)
    profile = get_profile(store)
    return AgreementDesk(
        page=page,
        letterhead=Letterhead(coach_name="") if profile is None else letterhead(profile),
        kept=kept_pdf(store, version_id=page.version.id),
        handed_out=handed_out(store, version_id=page.version.id),
        last_place=store.value(LAST_PLACE) or "",
    )
