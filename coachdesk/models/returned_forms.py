"""A form that came back: what its answers would change, and their way into the client's words."""

import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

import attrs
from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, StaleError
from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.agreement_versions import changeable
from coachdesk.models.clauses import save_words
from coachdesk.models.entities.agreement import Clause, Party
from coachdesk.models.entities.change import Change, Written
from coachdesk.models.entities.ids import ClauseId, EngagementId, FormId, VersionId
from coachdesk.models.entities.take_home import FormQuestion, TakeHomeForm
from coachdesk.models.store import Store, write
from coachdesk.models.take_home import change_of

_BETWEEN: Final = "\n\n"


class Outcome(StrEnum):
    """What an answer comes to.

    BESIDE: both the form and the vault have other words than were printed, so that both are kept.
    """

    SAME = "same"
    NEW = "new"
    BESIDE = "beside"
    EMPTIED = "emptied"


@frozen(kw_only=True)
class Answer:
    """The answer to one question: the words in the vault, those in the form, what would become of both."""

    clause_id: ClauseId
    heading: str
    so_far: str
    given: str
    result: str
    outcome: Outcome


@frozen(kw_only=True)
class ReturnedAnswers:
    """What came back; `gone` are headings that the agreement has no more, `missing` those without a field."""

    form: TakeHomeForm
    client_name: str
    answers: tuple[Answer, ...]
    gone: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Answer, ...]:
        """The answers that say something else than the vault."""
        return tuple(answer for answer in self.answers if answer.outcome is not Outcome.SAME)


@frozen(kw_only=True)
class TakenOver:
    """What was taken over, so that it can be undone: each clause with its words before and after."""

    form: TakeHomeForm
    words: tuple[tuple[ClauseId, str, str], ...]


def compare(
    store: Store, *, engagement_id: EngagementId, form_id: str, given: Mapping[str, str]
) -> ReturnedAnswers:
    """Return what the answers of a form would change.

    Raises:
        InvalidInputError: the form is about another agreement or version, or not from this vault.
        LockedTextError: somebody has signed the version, or it is history.
        NotFoundError: there is no agreement.
    """
    form = _form(store, form_id)
    page = open_agreement(store, engagement_id=engagement_id)
    _insist_on_version(page, form)
    changeable(store, form.version_id)
    clauses = {clause.id: clause for clause in page.clauses}
    asked = [one for one in form.questions if one.clause_id in clauses]
    return ReturnedAnswers(
        form=form,
        client_name=_name(page, form),
        answers=tuple(
            _answer(one, clauses[one.clause_id], given[one.clause_id])
            for one in asked
            if one.clause_id in given
        ),
        gone=tuple(one.heading for one in form.questions if one.clause_id not in clauses),
        missing=tuple(one.heading for one in asked if one.clause_id not in given),
    )


def _form(store: Store, form_id: str) -> TakeHomeForm:
    found = store.all(TakeHomeForm, "SELECT * FROM take_home_form WHERE id = ?", [form_id])
    if not found:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "No form like this has left this vault."),
            QT_TRANSLATE_NOOP("errors", "Look whether it is the file that your client sent back."),
        )
    return found[0]


def _insist_on_version(page: AgreementPage, form: TakeHomeForm) -> None:
    numbers: dict[VersionId, int] = {version.id: version.number for version in page.versions}
    if form.version_id not in numbers:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This form is about another agreement."),
            QT_TRANSLATE_NOOP("errors", "Open it from the agreement that it was made for."),
        )
    if form.version_id != page.versions[-1].id:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This form is about version {number}, which is not the newest."),
            QT_TRANSLATE_NOOP("errors", "Read the answers together, and write them into the new version."),
            number=numbers[form.version_id],
        )


def _name(page: AgreementPage, form: TakeHomeForm) -> str:
    sides = zip(page.client_ids, page.names_of(Party.CLIENT), strict=False)
    return next((party.name for client_id, party in sides if client_id == form.client_id), "")


def _answer(question: FormQuestion, clause: Clause, given: str) -> Answer:
    so_far = clause.clients_words
    outcome = _outcome(_essence(question.words), _essence(so_far), _essence(given))
    result = {
        Outcome.SAME: so_far,
        Outcome.NEW: given,
        Outcome.BESIDE: f"{so_far.rstrip()}{_BETWEEN}{given}",
        Outcome.EMPTIED: "",
    }[outcome]
    return Answer(
        clause_id=clause.id,
        heading=clause.heading,
        so_far=so_far,
        given=given,
        result=result,
        outcome=outcome,
    )


def _outcome(printed: str, so_far: str, given: str) -> Outcome:
    if given in (printed, so_far):
        return Outcome.SAME
    if not given:
        return Outcome.EMPTIED if so_far == printed else Outcome.SAME
    return Outcome.NEW if so_far in (printed, "") else Outcome.BESIDE


def _essence(text: str) -> str:
    """Return text without what a PDF reader may change in it by itself: forms of letters, ends of lines."""
    lines = unicodedata.normalize("NFC", text).replace("\t", " ").splitlines()
    return "\n".join("".join(filter(str.isprintable, line)).rstrip() for line in lines).strip()


@write
def take_over(store: Store, *, form_id: FormId, answers: Iterable[Answer]) -> Written[TakenOver]:
    """Make answers the client's words; the words that they replace are kept in the clause's history.

    Raises:
        LockedTextError: somebody has signed the version, or it is history.
        StaleError: the words are not the ones that were shown beside the answer.
    """
    form = _form(store, form_id)
    changeable(store, form.version_id)
    words = tuple((answer.clause_id, answer.so_far, answer.result) for answer in answers)
    change = _put_words(store, words)
    returned = attrs.evolve(form, returned_at=form.returned_at or store.now())
    store.put("take_home_form", returned)
    return Written(TakenOver(form=form, words=words), change | change_of(form))


@write
def undo_take_over(store: Store, *, taken: TakenOver) -> Written[TakeHomeForm]:
    """Put back the words that were there before, and the form among those that are still out.

    Raises:
        LockedTextError: somebody has signed the version since, or it is history.
        StaleError: the words have changed since.
    """
    change = _put_words(store, ((clause, after, before) for clause, before, after in taken.words))
    store.put("take_home_form", taken.form)
    return Written(taken.form, change | change_of(taken.form))


def _put_words(store: Store, words: Iterable[tuple[ClauseId, str, str]]) -> Change:
    change = Change()
    for clause_id, expected, wanted in words:
        if store.value("SELECT clients_words FROM clause WHERE id = ?", [clause_id]) != expected:
            raise StaleError
        change |= save_words(store, clause_id=clause_id, clients_words=wanted, keep_former=True).change
    return change
