import json
from datetime import date, timedelta

import pytest

from coachdesk.errors import LockedTextError
from coachdesk.models.agreed_data import Retention, retention, set_report_fields, set_retention
from coachdesk.models.agreement_page import AgreementPage, text_of
from coachdesk.models.agreement_versions import next_version
from coachdesk.models.clauses import set_state
from coachdesk.models.content_hash import canonical
from coachdesk.models.engagements import get_engagement
from coachdesk.models.entities.agreement import ClauseState, ReportField, VersionState
from coachdesk.models.store import Store
from tests.agreeing import begin, clause_named, make_ready, reread, settle_clause, sign_all, signed
from tests.making import a_held_session

FIELDS = (ReportField.ATTENDANCE, ReportField.PROGRESS)


def signed_text(store: Store, page: AgreementPage, *, for_sponsor: bool = False) -> dict[str, object]:
    text = text_of(store, page.version, for_sponsor=for_sponsor)
    found: dict[str, object] = json.loads(canonical(text, for_sponsor=for_sponsor))
    return found


def kept_for(store: Store, months: int) -> AgreementPage:
    page = begin(store)
    set_retention(store, version_id=page.version.id, keep_months=months)
    return sign_all(store, make_ready(store, reread(store, page)))


def test_a_period_is_part_of_what_is_signed(store: Store) -> None:
    text = signed_text(store, kept_for(store, 24))
    assert (text["format"], text["keep_months"]) == ("coachdesk agreement 2", 24)


def test_without_one_the_text_is_what_it_always_was(store: Store) -> None:
    text = signed_text(store, signed(store))
    assert text["format"] == "coachdesk agreement 1"
    assert not {"keep_months", "report_fields"} & text.keys()


def test_what_belongs_to_a_clause_goes_with_it(store: Store) -> None:
    page = begin(store)
    set_retention(store, version_id=page.version.id, keep_months=24)
    set_state(store, clause_id=clause_named(page, "records").id, state=ClauseState.DROPPED)
    assert "keep_months" not in signed_text(store, reread(store, page))


def test_the_sponsor_signs_what_a_report_may_hold(store: Store) -> None:
    page = begin(store, three_way=True)
    set_report_fields(store, version_id=page.version.id, fields=reversed(FIELDS))
    assert signed_text(store, reread(store, page), for_sponsor=True)["report_fields"] == list(FIELDS)


def test_another_period_takes_back_every_yes_to_its_clause(store: Store) -> None:
    page = begin(store)
    settle_clause(store, page, clause_named(page, "records"))
    set_retention(store, version_id=page.version.id, keep_months=6)
    records = clause_named(reread(store, page), "records")
    assert (records.state, records.agreed_by_client_at) == (ClauseState.OPEN, None)


def test_the_same_period_takes_nothing_back(store: Store) -> None:
    page = begin(store)
    set_retention(store, version_id=page.version.id, keep_months=6)
    settle_clause(store, page, clause_named(page, "records"))
    set_retention(store, version_id=page.version.id, keep_months=6)
    assert clause_named(reread(store, page), "records").state is ClauseState.AGREED


def test_a_version_that_was_ready_is_talked_about_again(store: Store) -> None:
    page = make_ready(store, begin(store))
    set_retention(store, version_id=page.version.id, keep_months=6)
    assert reread(store, page).version.state is VersionState.IN_DISCUSSION
    assert reread(store, page).version.keep_months == 6


def test_a_signed_version_keeps_its_period(store: Store) -> None:
    page = kept_for(store, 24)
    with pytest.raises(LockedTextError):
        set_retention(store, version_id=page.version.id, keep_months=6)


def test_a_new_version_begins_with_the_period_of_the_one_before(store: Store) -> None:
    page = kept_for(store, 24)
    assert next_version(store, agreement_id=page.agreement.id, reason="A move").value.keep_months == 24


def test_records_are_kept_from_the_last_session_on(store: Store) -> None:
    page = kept_for(store, 24)
    engagement = get_engagement(store, engagement_id=page.agreement.engagement_id)
    assert retention(store, engagement_id=engagement.id) == Retention(keep_months=24)
    a_held_session(store, engagement, days=-7)
    found = retention(store, engagement_id=engagement.id)
    assert found is not None
    assert found.until == date(2028, 5, 14) - timedelta(days=7)


def test_a_draft_says_nothing_of_how_long(store: Store) -> None:
    page = begin(store)
    set_retention(store, version_id=page.version.id, keep_months=6)
    assert retention(store, engagement_id=page.agreement.engagement_id) is None


def test_a_period_whose_clause_was_left_out_says_nothing(store: Store) -> None:
    page = begin(store)
    set_retention(store, version_id=page.version.id, keep_months=24)
    ready = make_ready(store, reread(store, page))
    set_state(store, clause_id=clause_named(ready, "records").id, state=ClauseState.PARKED)
    in_force = sign_all(store, make_ready(store, reread(store, page)))
    assert in_force.version.state is VersionState.SIGNED
    assert retention(store, engagement_id=page.agreement.engagement_id) is None
