from datetime import date

import attrs
import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coachdesk.models.client_page import ClientPage
from coachdesk.models.engagement_parts import AgreementAtHand, EngagementPart
from coachdesk.models.engagements import Sponsor
from coachdesk.models.entities.agreement import VersionState
from coachdesk.models.entities.ids import (
    ClientId,
    EngagementId,
    OrganisationId,
    SponsorContactId,
    VersionId,
)
from coachdesk.models.entities.people import (
    Client,
    Engagement,
    EngagementState,
    Organisation,
    SafeStartItem,
    SafeStartStep,
    SponsorContact,
    SponsorRole,
)
from coachdesk.models.entities.review import ReviewCause
from coachdesk.models.review_causes import DueReview
from coachdesk.views.clients.engagement_card import EngagementCard
from coachdesk.views.clients.facts import engagement_facts
from tests.drivers.clients import Desk

WORK = Engagement(id=EngagementId("e"), client_ids=(ClientId("c"),), state=EngagementState.ACTIVE)
DONE = tuple(
    SafeStartItem(engagement_id=WORK.id, step=step, done_on=date(2026, 1, 8)) for step in SafeStartStep
)
PART = EngagementPart(engagement=WORK, others=(), safe_start=DONE)
VERSION = AgreementAtHand(
    engagement_id=WORK.id,
    version_id=VersionId("v"),
    number=2,
    state=VersionState.DRAFT,
    review_on=date(2026, 6, 1),
    in_force=1,
)


@pytest.fixture
def card(desk: Desk, qtbot: QtBot) -> EngagementCard:
    shown = EngagementCard(desk.context)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def show(card: EngagementCard, part: EngagementPart) -> None:
    card.show_page(ClientPage(client=Client(id=ClientId("c"), display_name="Mira"), engagements=(part,)))


def texts(card: EngagementCard) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card))


def test_the_version_at_hand_is_told_beside_the_one_in_force(card: EngagementCard) -> None:
    show(card, attrs.evolve(PART, agreement=VERSION))
    assert card.agreement.text() == "Version 2, version 1 is in force, look again on 1 Jun"
    assert card.agreement_state.text() == "draft"


def test_a_signed_version_needs_no_more_words(card: EngagementCard) -> None:
    signed = attrs.evolve(VERSION, state=VersionState.SIGNED, in_force=2, review_on=None)
    show(card, attrs.evolve(PART, agreement=signed))
    assert (card.agreement.text(), card.agreement_state.text()) == ("Version 2", "signed")


def test_coaching_without_an_agreement_in_force_is_said_once(card: EngagementCard) -> None:
    show(card, PART)
    assert "without an agreement in force" in texts(card)
    show(card, attrs.evolve(PART, agreement=VERSION))
    assert "without an agreement in force" not in texts(card)


def test_a_finished_safe_start_is_folded(card: EngagementCard) -> None:
    show(card, PART)
    assert not card.safe_start.steps[SafeStartStep.ETHICS].isVisible()


def test_the_engagement_can_be_edited_from_here(desk: Desk, card: EngagementCard) -> None:
    card.edit.click()
    card.open_agreement.click()
    assert desk.went == []
    show(card, PART)
    card.edit.click()
    assert desk.went == [("engagement_edit", "c", "e")]


def test_a_sponsor_is_told_with_role_and_organisation() -> None:
    contact = SponsorContact(id=SponsorContactId("s"), name="Ruth", role=SponsorRole.HR, contact="r@h")
    alone = attrs.evolve(PART, sponsor=Sponsor(contact))
    whole = attrs.evolve(PART, sponsor=Sponsor(contact, Organisation(id=OrganisationId("o"), name="Halden")))
    told = [dict(engagement_facts(part, date(2026, 5, 14)))["Sponsor"] for part in (alone, whole)]
    assert told == ["Ruth (HR)\nr@h", "Halden\nRuth (HR)\nr@h"]


def test_each_way_to_reach_a_sponsor_has_a_line() -> None:
    contact = SponsorContact(
        id=SponsorContactId("s"), name="Ruth", role=SponsorRole.HR, contact="r@h.example · +41 61, ext. 7"
    )
    part = attrs.evolve(PART, sponsor=Sponsor(contact))
    assert dict(engagement_facts(part, date(2026, 5, 14)))["Sponsor"].splitlines()[1:] == [
        "r@h.example", "+41 61", "ext. 7"
    ]  # fmt: skip


def test_an_agreement_that_wants_a_look_says_why_and_leads_there(
    card: EngagementCard, desk: Desk, qtbot: QtBot
) -> None:
    show(card, PART)
    assert card.due.isHidden()
    due = DueReview(
        engagement_id=WORK.id,
        client_id=ClientId("c"),
        client_name="Mira",
        events={ReviewCause.MISSED: ("a", "b")},
    )
    show(card, attrs.evolve(PART, due=due))
    assert "Two sessions did not happen" in texts(card)
    with qtbot.waitSignal(desk.context.navigation.review_requested) as asked:
        card.due.look.click()
    assert asked.args == [WORK.id]


def test_its_summaries_can_be_put_together(card: EngagementCard, desk: Desk) -> None:
    asked: list[str] = []
    desk.context.navigation.booklet_requested.connect(asked.append)
    card.booklet.click()
    show(card, PART)
    card.booklet.click()
    assert asked == [WORK.id]
