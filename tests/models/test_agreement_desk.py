from coachdesk.models.agreement_desk import LAST_PLACE, AgreementDesk, open_desk
from coachdesk.models.store import Store
from tests.agreeing import begin, signed


def test_the_place_of_the_last_signature_is_offered(store: Store) -> None:
    page = signed(store)
    desk = open_desk(store, engagement_id=page.agreement.engagement_id)
    assert isinstance(desk, AgreementDesk)
    assert desk.last_place == "Basel"


def test_before_anybody_has_signed_no_place_is_offered(store: Store) -> None:
    desk = open_desk(store, engagement_id=begin(store).agreement.engagement_id)
    assert isinstance(desk, AgreementDesk)
    assert desk.last_place == ""


def test_the_last_place_is_found_without_reading_every_signature(store: Store) -> None:
    steps = [row["detail"] for row in store.db.query(f"EXPLAIN QUERY PLAN {LAST_PLACE}")]
    assert steps == ["SCAN signature USING INDEX signature_with_place"]
