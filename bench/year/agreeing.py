"""How an agreement comes about and is looked at again, clause by clause."""

import random
from datetime import date
from typing import Final

from bench.year.words import Talk
from coachdesk.models import agreement_versions, clauses, engagements
from coachdesk.models.agreement_page import AgreementPage, concerned, open_agreement
from coachdesk.models.agreements import start_agreement
from coachdesk.models.clause_sets import shipped_clauses
from coachdesk.models.entities.agreement import AgreementKind
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import EngagementState
from coachdesk.models.entities.review import Answer
from coachdesk.models.review_causes import due_review
from coachdesk.models.review_page import review_page
from coachdesk.models.reviews import answer_clauses, end_with_new_version, end_with_nothing_changed
from coachdesk.models.signatures import sign
from coachdesk.models.store import Store

_CHANGES: Final = 0.3
_LEFT_OPEN: Final = 0.6


class Agreeing:
    """The agreement of one engagement."""

    def __init__(
        self, engagement_id: EngagementId, kind: AgreementKind, chance: random.Random, talk: Talk
    ) -> None:
        self._engagement_id = engagement_id
        self._kind = kind
        self._chance = chance
        self._talk = talk

    def begin(self, store: Store) -> None:
        """Draft it, agree on every core clause and some others, sign it, and begin the coaching."""
        start_agreement(
            store,
            engagement_id=self._engagement_id,
            kind=self._kind,
            language="en",
            templates=shipped_clauses("en", self._kind),
        )
        engagements.set_engagement_state(
            store, engagement_id=self._engagement_id, state=EngagementState.AGREEING
        )
        self._agree(store)
        self._sign(store)
        engagements.set_engagement_state(
            store, engagement_id=self._engagement_id, state=EngagementState.ACTIVE
        )

    def look_again(self, store: Store, day: date) -> None:
        """Hold the review that is due, if one is; now and then something changes."""
        if due_review(store, engagement_id=self._engagement_id, day=day) is None:
            return
        of_interest = review_page(store, engagement_id=self._engagement_id).clauses
        changed = {self._chance.choice(of_interest).id} if self._chance.random() < _CHANGES else set()
        answers = [
            (clause.id, Answer.CHANGE if clause.id in changed else Answer.STILL_TRUE, self._talk.private())
            for clause in of_interest
        ]
        answer_clauses(store, engagement_id=self._engagement_id, answers=answers)
        if not changed:
            end_with_nothing_changed(store, engagement_id=self._engagement_id)
            return
        end_with_new_version(store, engagement_id=self._engagement_id, reason=f"We saw {self._talk.about()}")
        self._agree(store)
        self._sign(store)

    def _page(self, store: Store) -> AgreementPage:
        return open_agreement(store, engagement_id=self._engagement_id)

    def _agree(self, store: Store) -> None:
        """Say yes to what is open and core, and to some of the rest."""
        page = self._page(store)
        for clause in page.clauses:
            if not clause.core and self._chance.random() < _LEFT_OPEN:
                continue
            clauses.save_words(
                store, clause_id=clause.id, agreed_words=f"We keep {self._talk.about()} in mind."
            )
            for party in concerned(clause, page.agreement.kind):
                clauses.agree(store, clause_id=clause.id, party=party)
        agreement_versions.mark_ready(store, version_id=page.version.id)

    def _sign(self, store: Store) -> None:
        page = self._page(store)
        for waiting in page.yet_to_sign:
            sign(
                store,
                version_id=page.version.id,
                shown=page.fingerprint,
                party=waiting.party,
                signer=waiting.name,
                name=waiting.name,
                place="Leiden",
                signed_at=store.now(),
                statement="This is what we agreed on.",
            )
