"""What a client keeps when the work ends, put together of what they have agreed, received and said."""

from datetime import date, datetime
from typing import Final

from attrs import frozen

from coachdesk.errors import StaleError
from coachdesk.models import profile
from coachdesk.models.agreement_documents import kept_pdf
from coachdesk.models.booklets import booklet_page
from coachdesk.models.clock import local
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import ClientId, EngagementId, VersionId
from coachdesk.models.entities.look_back import ClientPack, KeptAgreement
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.entities.sharing import Protection, SharedDocument, SharedHow, SharedKind
from coachdesk.models.letterhead import letterhead
from coachdesk.models.named_others import others_named
from coachdesk.models.recipients import Recipients, recipients
from coachdesk.models.shared_look_backs import (
    others_in_look_back,
    reader_of_look_back,
    record_of_work,
    shared_look_back,
)
from coachdesk.models.store import Store, write

_SIGNED: Final = """
SELECT v.id, v.number, (SELECT max(s.signed_at) FROM signature s
  WHERE s.version_id = v.id AND s.voided_at IS NULL) AS signed_at
FROM agreement_version v JOIN agreement a ON a.id = v.agreement_id
WHERE a.engagement_id = ? AND v.state IN ('signed', 'superseded', 'withdrawn') ORDER BY v.number
"""


_PACKS: Final = """
SELECT * FROM shared_document WHERE engagement_id = ? AND kind = 'client pack' ORDER BY shared_at, id
"""


@frozen(kw_only=True)
class _Signed:
    id: VersionId
    number: int
    signed_at: datetime | None

    @property
    def signed_on(self) -> date | None:
        return None if self.signed_at is None else local(self.signed_at).date()


def client_pack(
    store: Store, *, engagement_id: EngagementId, language: str, for_client: ClientId | None = None
) -> ClientPack:
    """Return all that a pack for one client is made from; `language` is a BCP 47 tag.

    Agreements are the pages that were kept when all had signed, summaries those that this client has
    received, with later words. In a group a pack is for one member, as a look-back is.

    Raises:
        NotFoundError: this client takes no part.
    """
    everyone = recipients(store, engagement_id)
    reader = for_client or reader_of_look_back(everyone, for_client)
    coach = profile.get_profile(store) or CoachProfile(name="–")
    given = booklet_page(store, engagement_id=engagement_id, language=language, for_client=reader)
    look_back = shared_look_back(store, engagement_id=engagement_id, language=language, for_client=reader)
    return ClientPack(
        letterhead=letterhead(coach),
        paper=coach.paper,
        language=language,
        client_name=look_back.client_name,
        agreements=_agreements(store, engagement_id),
        summaries=tuple(line.summary for line in given.lines if line.is_handed_out),
        look_back=None if look_back.says_nothing else look_back,
    )


def _agreements(store: Store, engagement_id: EngagementId) -> tuple[KeptAgreement, ...]:
    signed = store.all(_Signed, _SIGNED, [engagement_id])
    kept = ((one, kept_pdf(store, version_id=one.id)) for one in signed)
    return tuple(
        KeptAgreement(number=one.number, signed_on=one.signed_on, pdf=pdf)
        for one, pdf in kept
        if pdf is not None
    )


def others_in_pack(pack: ClientPack, everyone: Recipients, reader: ClientId | None) -> tuple[str, ...]:
    """Return whom a pack names in its words though its reader should not read of them."""
    of_summaries = (name for summary in pack.summaries for name in others_named(summary, everyone, reader))
    of_look_back = () if pack.look_back is None else others_in_look_back(pack.look_back, everyone, reader)
    return tuple(dict.fromkeys((*of_summaries, *of_look_back)))


def handed_out_packs(store: Store, *, engagement_id: EngagementId) -> tuple[SharedDocument, ...]:
    """Return the records of packs that were handed over, the oldest first."""
    return store.all(SharedDocument, _PACKS, [engagement_id])


@write
def hand_out_pack(
    store: Store,
    *,
    engagement_id: EngagementId,
    paper: ClientPack,
    title: str,
    how: SharedHow,
    sha256: str,
    protection: Protection = Protection.PLAIN,
    for_client: ClientId | None = None,
) -> Written[SharedDocument]:
    """Record that a pack left, as previewed; `sha256` is of the file that left.

    Raises:
        StaleError: something in it is not what was previewed any more.
    """
    current = client_pack(store, engagement_id=engagement_id, language=paper.language, for_client=for_client)
    if current != paper:
        raise StaleError
    return record_of_work(
        store,
        engagement_id,
        SharedKind.PACK,
        title=title,
        for_whom=paper.client_name,
        how=how,
        sha256=sha256,
        protection=protection,
        for_client=for_client,
    )
