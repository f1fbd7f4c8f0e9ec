"""Forms that a client takes home: what is still open, in the client's own words and nobody else's."""

import hashlib
from collections.abc import Collection
from typing import Final

from attrs import frozen

from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.agreement_versions import changeable
from coachdesk.models.entities.agreement import Clause, ClauseState, Party
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import ClauseId, ClientId, EngagementId, FormId, SharedDocumentId, new_id
from coachdesk.models.entities.sharing import (
    DocumentQuestion,
    Letterhead,
    SharedDocument,
    SharedHow,
    SharedKind,
    TakeHomeDocument,
)
from coachdesk.models.entities.take_home import LONGEST_ANSWER, FormQuestion, TakeHomeForm
from coachdesk.models.entities.validators import NAME_LIMIT
from coachdesk.models.letterhead import letterhead
from coachdesk.models.profile import get_profile
from coachdesk.models.sharing import record_shared
from coachdesk.models.store import Store, write

_ASKED: Final = (ClauseState.OPEN, ClauseState.REVISIT)


@frozen(kw_only=True)
class TakeHomePage:
    """What forms about an agreement are made from."""

    agreement: AgreementPage
    letterhead: Letterhead

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that can be thought about: those that are open, or to be talked about again."""
        return tuple(clause for clause in self.agreement.clauses if clause.state in _ASKED)

    @property
    def clients(self) -> tuple[tuple[ClientId, str], ...]:
        """Whom a form can be for, each with the name in the agreement."""
        names = (one.name for one in self.agreement.names_of(Party.CLIENT))
        return tuple(zip(self.agreement.client_ids, names, strict=False))


def take_home_page(store: Store, *, engagement_id: EngagementId) -> TakeHomePage:
    """Return what a form about the newest version is made from.

    Raises:
        LockedTextError: somebody has signed the version, or it is history.
        NotFoundError: there is no agreement.
    """
    page = open_agreement(store, engagement_id=engagement_id)
    changeable(store, page.version.id)
    profile = get_profile(store)
    return TakeHomePage(
        agreement=page,
        letterhead=Letterhead(coach_name="") if profile is None else letterhead(profile),
    )


def new_form(
    store: Store, *, engagement_id: EngagementId, client_id: ClientId, chosen: Collection[ClauseId]
) -> tuple[TakeHomeForm, TakeHomeDocument]:
    """Return a form about some of the clauses, and what is printed of it; nothing is kept until it leaves.

    Raises:
        LockedTextError: somebody has signed the version, or it is history.
        NotFoundError: there is no agreement.
    """
    page = take_home_page(store, engagement_id=engagement_id)
    version = page.agreement.version
    form = TakeHomeForm(
        id=FormId(new_id()),
        version_id=version.id,
        client_id=client_id,
        language=version.language,
        questions=tuple(_question(clause) for clause in page.clauses if clause.id in chosen),
        made_at=store.now(),
    )
    return form, _document(page, form)


def _question(clause: Clause) -> FormQuestion:
    """Return what is asked; words too long for a field stay here, and the answer goes beside them."""
    fits = len(clause.clients_words) <= LONGEST_ANSWER
    return FormQuestion(
        clause_id=clause.id,
        heading=clause.heading,
        prompt=clause.prompt,
        words=clause.clients_words if fits else "",
    )


def _document(page: TakeHomePage, form: TakeHomeForm) -> TakeHomeDocument:
    return TakeHomeDocument(
        letterhead=page.letterhead,
        paper=page.agreement.paper,
        language=form.language,
        form_id=form.id,
        client_name=dict(page.clients).get(form.client_id, ""),
        questions=tuple(
            DocumentQuestion(key=one.clause_id, heading=one.heading, asks=one.prompt, words=one.words)
            for one in form.questions
        ),
    )


@write
def form_left(
    store: Store, *, form: TakeHomeForm, client_name: str, pdf: bytes, how: SharedHow
) -> Written[SharedDocument]:
    """Record that a form has left; from then on it can come back."""
    engagement_id = engagement_of(store, form)
    store.put("take_home_form", form)
    document = SharedDocument(
        id=SharedDocumentId(new_id()),
        kind=SharedKind.FORM,
        title=form_title(client_name),
        for_whom=client_name[:NAME_LIMIT],
        how=how,
        sha256=hashlib.sha256(pdf).hexdigest(),
        shared_at=store.now(),
        engagement_id=engagement_id,
        client_id=form.client_id,
        version_id=form.version_id,
    )
    written = record_shared(store, document)
    return Written(document, written.change | change_of(form))


def form_title(client_name: str) -> str:
    """Return what the record calls a form."""
    return f"Take-home form for {client_name[: NAME_LIMIT // 2]}"


def engagement_of(store: Store, form: TakeHomeForm) -> EngagementId:
    """Return the engagement whose agreement a form is about."""
    sql = """
        SELECT a.engagement_id FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id
        WHERE v.id = ?"""
    return EngagementId(store.value(sql, [form.version_id]))


def change_of(form: TakeHomeForm) -> Change:
    """Return the change that a write to a form is."""
    return Change.of(Kind.FORM, form.id, form.version_id)
