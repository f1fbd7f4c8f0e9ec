"""What changed between two versions, on its way out: one page beside the agreement."""

from collections.abc import Sequence

from attrs import field, frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.agreement_documents import Copy, insist_on_intact, keep_pages
from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.entities.agreement import AgreementVersion, Party, VersionState
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.difference import VersionDifference
from coachdesk.models.entities.ids import EngagementId, SharedDocumentId, VersionId, new_id
from coachdesk.models.entities.sharing import (
    AddendumDocument,
    DocumentParty,
    Letterhead,
    Protection,
    SharedDocument,
    SharedHow,
    SharedKind,
)
from coachdesk.models.entities.validators import NAME_LIMIT, named
from coachdesk.models.letterhead import letterhead
from coachdesk.models.profile import get_profile
from coachdesk.models.sharing import record_shared
from coachdesk.models.store import Store, write
from coachdesk.models.version_differences import version_difference


@frozen(kw_only=True)
class Comparison:
    """Two versions of one agreement, the earlier one first."""

    old: AgreementPage
    new: AgreementPage
    letterhead: Letterhead

    def difference(self, *, for_sponsor: bool = False) -> VersionDifference:
        """Return what changed, or as much of it as is for the sponsor."""
        return version_difference(self.old, self.new, for_sponsor=for_sponsor)

    def document(self, *, for_sponsor: bool = False) -> AddendumDocument:
        """Return what is printed of it."""
        return AddendumDocument(
            letterhead=self.letterhead,
            paper=self.new.paper,
            language=self.new.version.language,
            parties=tuple(
                DocumentParty(party=one.party, name=one.name, organisation=one.organisation)
                for one in self.new.parties
            ),
            difference=self.difference(for_sponsor=for_sponsor),
            for_sponsor=for_sponsor,
        )


def usual_pair(versions: Sequence[AgreementVersion]) -> tuple[VersionId, VersionId]:
    """Return the version in force and the newest, or the newest and the one that it took the place of.

    Raises:
        InvalidInputError: there is one version only.
    """
    if len(versions) == 1:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "There is one version only."),
            QT_TRANSLATE_NOOP("errors", "Start a new version; then you can see what changes."),
        )
    *earlier, newest = versions
    in_force = [version.id for version in earlier if version.state is VersionState.SIGNED]
    return (in_force or [newest.supersedes_id or earlier[-1].id])[-1], newest.id


def compare(
    store: Store, *, engagement_id: EngagementId, pair: tuple[VersionId, VersionId] | None = None
) -> Comparison:
    """Return two versions of an agreement, the earlier one first whichever is named first.

    Raises:
        InvalidInputError: there is one version only, or the two are one.
        NotFoundError: there is no agreement, or no such version of it.
    """
    newest = open_agreement(store, engagement_id=engagement_id)
    wanted = pair or usual_pair(newest.versions)
    pages = (open_agreement(store, engagement_id=engagement_id, version_id=one) for one in wanted)
    old, new = sorted(pages, key=lambda page: page.version.number)
    if old.version == new.version:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "A version does not differ from itself."),
            QT_TRANSLATE_NOOP("errors", "Choose an earlier one to compare it with."),
        )
    profile = get_profile(store)
    head = Letterhead(coach_name="") if profile is None else letterhead(profile)
    return Comparison(old=old, new=new, letterhead=head)


@frozen(kw_only=True)
class AddendumCopy:
    """What changed, on its way out: all that could keep it from that is found out before its pages are made.

    Raises:
        DamagedVaultError: text or signatures of one of the two are not what was signed.
        InvalidInputError: nothing changed for those who would read it, or nobody is named who would.
    """

    comparison: Comparison
    for_sponsor: bool = False
    title: str = field(validator=named)
    document: AddendumDocument = field(init=False)
    for_whom: str = field(init=False)

    @title.default
    def _title(self) -> str:
        old, new = self.comparison.old, self.comparison.new
        names = " & ".join(name.name for name in new.names_of(Party.CLIENT))
        numbers = f"version {old.version.number} to {new.version.number}"
        return f"What changed in the agreement with {names[: NAME_LIMIT // 2]}, {numbers}"

    @document.default
    def _document(self) -> AddendumDocument:
        return self.comparison.document(for_sponsor=self.for_sponsor)

    @for_whom.default
    def _readers(self) -> str:
        return Copy(page=self.comparison.new, for_sponsor=self.for_sponsor).for_whom

    def __attrs_post_init__(self) -> None:  # noqa: D105  (the class tells what is refused)
        insist_on_intact(self.comparison.old)
        if self.document.difference.is_empty:
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "Nothing changed between versions {old} and {new}."),
                QT_TRANSLATE_NOOP("errors", "There is nothing to hand out for those who would read it."),
                old=self.comparison.old.version.number,
                new=self.comparison.new.version.number,
            )


@write
def hand_out_addendum(
    store: Store,
    *,
    copy: AddendumCopy,
    pdf: bytes,
    how: SharedHow,
    protection: Protection = Protection.PLAIN,
    sha256: str = "",
) -> Written[SharedDocument]:
    """Record that what changed has left, and keep its pages beside the newer version.

    `sha256` is of the file that left where that was protected.
    """
    page = copy.comparison.new
    kind, for_sponsor = SharedKind.ADDENDUM, copy.for_sponsor
    pages_hash = keep_pages(store, page.version.id, pdf, for_sponsor=for_sponsor, kind=kind.value)
    document = SharedDocument(
        id=SharedDocumentId(new_id()),
        kind=kind,
        title=copy.title,
        for_whom=copy.for_whom,
        how=how,
        sha256=sha256 or pages_hash,
        shared_at=store.now(),
        protection=protection,
        pages_hash=pages_hash,
        engagement_id=page.agreement.engagement_id,
        client_id=next(iter(page.client_ids), None),
        version_id=page.version.id,
    )
    return record_shared(store, document)
