"""Whatever the two of them do: what was signed stays, and each reads only what is for them."""

import shutil
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from coachdesk.crypto.connection import open_database
from coachdesk.crypto.secret import Secret
from coachdesk.errors import KnownError
from coachdesk.models import agreed_data, clauses, reviews, signatures
from coachdesk.models import agreement_versions as versions
from coachdesk.models.agreement_documents import agreement_document
from coachdesk.models.agreement_page import AgreementPage, open_agreement, page_of_version, text_of
from coachdesk.models.clock import fixed_clock
from coachdesk.models.content_hash import canonical
from coachdesk.models.entities.agreement import (
    FROZEN_STATES,
    Audience,
    Clause,
    ClauseState,
    Layer,
    Party,
    ReportField,
)
from coachdesk.models.entities.ids import VersionId
from coachdesk.models.entities.review import Answer
from coachdesk.models.entities.sharing import Letterhead
from coachdesk.models.review_page import review_page
from coachdesk.models.store import Store
from coachdesk.models.version_differences import version_difference
from tests.agreeing import NOW, begin, make_ready, put_name, sign_all

PRIVATE = "Zwitscherkanari"
AMONG_TWO = "Heckenbraunelle"
LETTERHEAD = Letterhead(coach_name="Ines Vogt")

places = st.integers(0, 24)
parties = st.sampled_from((Party.CLIENT, Party.COACH, Party.SPONSOR))
MAY_BE_REFUSED = KnownError


def _new_store(folder: Path) -> Store:
    connection = open_database(folder / "practice.db", Secret(bytes(32)), bytes(16), create=True)
    connection.execute("CREATE TABLE vault_meta (key TEXT PRIMARY KEY, value TEXT) STRICT")
    connection.execute("INSERT INTO vault_meta VALUES ('generation', '0')")
    return Store(connection, fixed_clock(NOW))


class LivingAgreement(RuleBasedStateMachine):
    """A three-way agreement in the hands of people who do anything the verbs allow, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = _new_store(self.folder)
        self.signed: dict[VersionId, bytes] = {}
        self.written = 0

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @initialize()
    def start(self) -> None:
        self.engagement_id = begin(self.store, three_way=True).agreement.engagement_id

    @property
    def page(self) -> AgreementPage:
        return open_agreement(self.store, engagement_id=self.engagement_id)

    def clause(self, place: int) -> Clause:
        return self.page.clauses[place % len(self.page.clauses)]

    def attempt(self, verb: Callable[..., object], **given: Any) -> None:  # noqa: ANN401  (any verb's)
        try:
            verb(self.store, **given)
        except MAY_BE_REFUSED:
            return

    def words(self, mark: str) -> str:
        self.written += 1
        return f"{mark} {self.written}"

    @rule(place=places, voice=st.sampled_from(("clients_words", "coachs_words")))
    def say(self, place: int, voice: str) -> None:
        self.attempt(clauses.save_words, clause_id=self.clause(place).id, **{voice: self.words(PRIVATE)})

    @rule(place=places)
    def word(self, place: int) -> None:
        clause = self.clause(place)
        mark = AMONG_TWO if clause.audience is Audience.PAIR else "For all"
        self.attempt(clauses.save_words, clause_id=clause.id, agreed_words=self.words(mark))

    @rule(place=places, party=parties)
    def say_yes(self, place: int, party: Party) -> None:
        self.attempt(clauses.agree, clause_id=self.clause(place).id, party=party)

    @rule(place=places, party=parties)
    def take_yes_back(self, place: int, party: Party) -> None:
        self.attempt(clauses.withdraw_agreement, clause_id=self.clause(place).id, party=party)

    @rule(place=places, state=st.sampled_from(ClauseState))
    def set_aside(self, place: int, state: ClauseState) -> None:
        self.attempt(clauses.set_state, clause_id=self.clause(place).id, state=state)

    @rule(place=places)
    def keep_between_two(self, place: int) -> None:
        self.attempt(clauses.set_audience, clause_id=self.clause(place).id, audience=Audience.PAIR)

    @rule(place=places, by=st.integers(-3, 3))
    def move(self, place: int, by: int) -> None:
        self.attempt(clauses.move_clause, clause_id=self.clause(place).id, by=by)

    @rule(layer=st.sampled_from(Layer))
    def add(self, layer: Layer) -> None:
        heading = self.words("Own")
        self.attempt(clauses.add_clause, version_id=self.page.version.id, layer=layer, heading=heading)

    @rule(place=places)
    def remove(self, place: int) -> None:
        self.attempt(clauses.remove_clause, clause_id=self.clause(place).id)

    @rule(months=st.none() | st.integers(0, 120))
    def keep_records(self, months: int | None) -> None:
        self.attempt(agreed_data.set_retention, version_id=self.page.version.id, keep_months=months)

    @rule(fields=st.sets(st.sampled_from(ReportField)))
    def let_report(self, fields: set[ReportField]) -> None:
        self.attempt(agreed_data.set_report_fields, version_id=self.page.version.id, fields=fields)

    @rule()
    def get_ready(self) -> None:
        self.attempt(lambda store: make_ready(store, self.page))

    @precondition(lambda self: self.page.yet_to_sign)
    @rule()
    def sign(self) -> None:
        page = self.page
        waiting = page.yet_to_sign[0]
        self.attempt(lambda store: put_name(store, page, waiting.party, waiting.name))

    @rule()
    def put_in_force(self) -> None:
        self.attempt(lambda store: sign_all(store, make_ready(store, self.page)))

    @rule()
    def take_signatures_back(self) -> None:
        self.attempt(signatures.void_signatures, version_id=self.page.version.id, reason="Not yet")

    @rule()
    def begin_anew(self) -> None:
        reason = self.words(AMONG_TWO)
        self.attempt(versions.next_version, agreement_id=self.page.agreement.id, reason=reason)

    @rule(place=places, answer=st.sampled_from((Answer.CHANGE, Answer.DROP)))
    def review(self, place: int, answer: Answer) -> None:
        """Look at it again and begin the next version: what is set aside there is what was meant."""
        self.attempt(lambda store: sign_all(store, make_ready(store, self.page)))
        try:
            seen = review_page(self.store, engagement_id=self.engagement_id)
        except MAY_BE_REFUSED:
            return
        if not seen.clauses or seen.agreement.versions[-1].state not in FROZEN_STATES:
            return
        meant = seen.clauses[place % len(seen.clauses)]
        reviews.answer_clause(self.store, engagement_id=self.engagement_id, clause_id=meant.id, answer=answer)
        reviews.end_with_new_version(
            self.store, engagement_id=self.engagement_id, reason=self.words(AMONG_TWO)
        )
        state = ClauseState.DROPPED if answer is Answer.DROP else ClauseState.REVISIT
        aside = [(one.heading, one.agreed_words) for one in self.page.clauses if one.state is state]
        assert (meant.heading, meant.agreed_words) in aside

    @rule()
    def withdraw(self) -> None:
        self.attempt(versions.withdraw_version, version_id=self.page.version.id)

    @invariant()
    def what_was_signed_stays(self) -> None:
        for version in self.page.versions if hasattr(self, "engagement_id") else ():
            if version.state in FROZEN_STATES and version.content_hash:
                text = canonical(text_of(self.store, version))
                assert self.signed.setdefault(version.id, text) == text
                assert not page_of_version(self.store, version_id=version.id).altered

    @invariant()
    def a_copy_holds_what_its_reader_may_read(self) -> None:
        for version in self.page.versions if hasattr(self, "engagement_id") else ():
            page = page_of_version(self.store, version_id=version.id)
            assert PRIVATE not in str(attrs.asdict(agreement_document(page, LETTERHEAD)))
            sponsors = str(attrs.asdict(agreement_document(page, LETTERHEAD, for_sponsor=True)))
            assert PRIVATE not in sponsors
            assert AMONG_TWO not in sponsors

    @invariant()
    def what_changed_holds_what_its_reader_may_read(self) -> None:
        versions = self.page.versions if hasattr(self, "engagement_id") else ()
        pages = [page_of_version(self.store, version_id=version.id) for version in versions]
        for old, new in pairwise(pages):
            assert PRIVATE not in str(attrs.asdict(version_difference(old, new)))
            sponsors = str(attrs.asdict(version_difference(old, new, for_sponsor=True)))
            assert PRIVATE not in sponsors
            assert AMONG_TWO not in sponsors


TestLivingAgreement = LivingAgreement.TestCase
TestLivingAgreement.settings = settings(
    max_examples=15, stateful_step_count=40, suppress_health_check=list(HealthCheck)
)
