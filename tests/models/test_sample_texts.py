"""The sample practice's texts fit the entities, and their story hangs together."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any

import attrs
import pytest

from coachdesk.models.clause_sets import ClauseTemplate, shipped_clauses
from coachdesk.models.entities import agreement as contract
from coachdesk.models.entities import people, relationship, session, sharing
from coachdesk.models.shipped_prompts import shipped_prompts
from coachdesk.models.stems import stems
from coachdesk.resources import resource_toml

Table = dict[str, Any]
PRACTICE = resource_toml("sample", "practice.toml")
CLIENTS: dict[str, Table] = {name: resource_toml("sample", name) for name in PRACTICE["clients"]}
TODAY: date = PRACTICE["fixed_day"]
PARTIES = {
    "two-party": {"client", "coach"},
    "three-way": {"client", "coach", "sponsor"},
}
SESSION_KEYS = {
    "day",
    "time",
    "began",
    "last_commitment",
    "last_pledge",
    "check_in",
    "private_note",
    "noted",
    "themes",
    "asked",
    "files",
    "shared",
    "closing",
    "feedback",
    "handed_out",
    "addenda",
}
DETAILS = ("small_enough", "barrier", "held_to_it")
NUMERIC = (date, date | None, int, int | None, bool, bool | None)
NEVER_SAID = re.compile(
    r"legally binding|\bsecurely?\b|complian|privilege|guarantee|diagnos|therap", re.IGNORECASE
)

every_client = pytest.mark.parametrize("client", CLIENTS.values(), ids=CLIENTS)


def known_fields(entity: type[attrs.AttrsInstance]) -> set[str]:
    return {field.name for field in attrs.fields(entity)}


def check(entity: type[attrs.AttrsInstance], table: Table, **enums: type[StrEnum]) -> None:
    """Every key is a field, every date a number of days, every choice one that the entity knows."""
    assert set(table) <= known_fields(entity), set(table) - known_fields(entity)
    numeric = {field.name for field in attrs.fields(entity) if field.type in NUMERIC}
    for key, value in table.items():
        assert isinstance(value, int) == (key in numeric), key
    for key, enum in enums.items():
        if key in table:
            enum(table[key])


def moment(table: Table) -> tuple[int, time]:
    return table["day"], table["time"]


def held(client: Table) -> list[Table]:
    return [one for one in client["sessions"] if one.get("state", "held") == "held"]


def planned(client: Table) -> list[Table]:
    return [one for one in client["sessions"] if one.get("state") == "planned"]


def templates(client: Table) -> dict[str, ClauseTemplate]:
    kind = contract.AgreementKind(client["agreement"]["kind"])
    return {template.key: template for template in shipped_clauses("en", kind)}


def clauses(client: Table) -> list[Table]:
    return [clause for version in client["agreement"]["versions"] for clause in version["clauses"]]


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def test_the_coach_is_a_coach_profile() -> None:
    profile = PRACTICE["profile"]
    check(people.CoachProfile, profile, paper=people.PaperSize)
    for credential in profile["credentials"]:
        check(people.Credential, credential)
        assert credential["awarded_on"] < 0 < credential["expires_on"]


@every_client
def test_clients_are_clients(client: Table) -> None:
    check(people.Client, client["client"], status=people.ClientStatus)
    left_out = known_fields(people.Client) - set(client["client"])
    assert left_out - {"time_zone"} == {
        "id",
        "archived",
        "guardian",
    }  # who lives where the coach does has none


def test_names_and_codes_differ() -> None:
    people_met = [client["client"] for client in CLIENTS.values()]
    assert len({one["code"] for one in people_met}) == len({one["display_name"] for one in people_met}) == 3


@every_client
def test_engagements_are_engagements(client: Table) -> None:
    table = client["engagement"]
    check(
        people.Engagement,
        table,
        format=people.EngagementFormat,
        payer=people.Payer,
        state=people.EngagementState,
    )
    for cadence in ("review_every", "feedback_every", "preferences_every"):
        people.Cadence(table[cadence]["every"], people.CadenceUnit(table[cadence]["unit"]))
    assert table["starts_on"] == client["sessions"][0]["day"] < 0 < table["planned_end_on"]


@every_client
def test_purpose_is_in_the_clients_words(client: Table) -> None:
    for words in (client["engagement"]["purpose"], client["engagement"]["picture_of_success"]):
        assert words.startswith("“")
        assert words.endswith("”")


@every_client
def test_sponsor_and_three_way_agreement_go_together(client: Table) -> None:
    assert ("sponsor" in client) == (client["agreement"]["kind"] == "three-way")
    if "sponsor" in client:
        sponsor = dict(client["sponsor"])
        check(people.Organisation, sponsor.pop("organisation"))
        check(people.SponsorContact, sponsor, role=people.SponsorRole)


@every_client
def test_safe_start_and_consents_fit(client: Table) -> None:
    for item in client["safe_start"]:
        check(people.SafeStartItem, item, step=people.SafeStartStep)
    for consent in client["consents"]:
        check(
            people.Consent,
            consent,
            kind=people.ConsentKind,
            form=people.ConsentForm,
            state=people.ConsentState,
        )
        assert consent["given_on"] <= 0
    steps = [item["step"] for item in client["safe_start"]]
    assert len(steps) == len(set(steps))


@every_client
def test_first_version_takes_up_every_shipped_clause_in_order(client: Table) -> None:
    first = client["agreement"]["versions"][0]["clauses"]
    assert [clause["key"] for clause in first if "key" in clause] == list(templates(client))


@every_client
def test_clauses_are_clauses(client: Table) -> None:
    for clause in clauses(client):
        check(
            contract.Clause,
            {key: value for key, value in clause.items() if key != "as_suggested"},
            layer=contract.Layer,
            proposed_by=contract.ProposedBy,
            audience=contract.Audience,
            state=contract.ClauseState,
        )
        assert "key" in clause or {"heading", "prompt", "layer"} <= set(clause)


@every_client
def test_agreed_clauses_have_words_with_nothing_left_to_fill_in(client: Table) -> None:
    for clause in clauses(client):
        if clause.get("as_suggested"):
            words = templates(client)[clause["key"]].suggestion
        else:
            words = clause.get("agreed_words", "")
        assert bool(words) == (clause.get("state", "agreed") == "agreed"), clause
        assert "…" not in words


@every_client
def test_core_clauses_are_agreed_in_the_clients_words_too(client: Table) -> None:
    for clause in clauses(client):
        if "key" in clause and templates(client)[clause["key"]].core:
            assert clause.get("state", "agreed") == "agreed"
            assert clause["clients_words"]
            assert clause["agreed_words"]


@every_client
def test_every_version_is_signed_by_every_party_before_it_takes_effect(client: Table) -> None:
    for version in client["agreement"]["versions"]:
        signatures = version["signatures"]
        assert {one["party"] for one in signatures} == PARTIES[client["agreement"]["kind"]]
        for signature in signatures:
            assert set(signature) - {"day", "time"} <= known_fields(contract.Signature)
            contract.SigningMethod(signature["method"])
            assert signature["place"]
            assert signature["statement"]
            assert version["drafted_on"] <= signature["day"] <= version["effective_on"]


@every_client
def test_versions_are_versions_and_get_reviewed_after_they_take_effect(client: Table) -> None:
    for version in client["agreement"]["versions"]:
        parts = {"drafted_on", "clauses", "signatures"}
        check(contract.AgreementVersion, {key: value for key, value in version.items() if key not in parts})
        assert version["effective_on"] <= 0
        assert version["effective_on"] < version["review_on"]


@every_client
def test_signatures_bear_the_parties_own_names(client: Table) -> None:
    names = {"client": client["client"]["display_name"], "coach": PRACTICE["profile"]["name"]}
    if "sponsor" in client:
        names["sponsor"] = client["sponsor"]["name"]
    for version in client["agreement"]["versions"]:
        assert {one["party"]: one["name"] for one in version["signatures"]} == names


def test_a_quarrel_is_settled_in_a_second_version_with_a_reason() -> None:
    versions = [client["agreement"]["versions"] for client in CLIENTS.values()]
    (quarrel,) = [both for both in versions if len(both) > 1]
    assert [version["number"] for version in quarrel] == [1, 2]
    assert quarrel[1]["reason"]
    before = {clause["key"]: clause.get("agreed_words") for clause in quarrel[0]["clauses"]}
    for clause in quarrel[1]["clauses"]:
        assert clause["agreed_words"] != before[clause["key"]]


@every_client
def test_sessions_are_sessions(client: Table) -> None:
    for one in client["sessions"]:
        check(
            session.Session,
            {key: value for key, value in one.items() if key not in SESSION_KEYS},
            mode=session.SessionMode,
            state=session.SessionState,
            kind=session.SessionKind,
        )
        check(session.CheckIn, one.get("check_in", {}))
        check(session.Closing, one.get("closing", {}))
        check(relationship.Feedback, one.get("feedback", {}), how=relationship.FeedbackHow)
        if "handed_out" in one:
            sharing.SharedHow(one["handed_out"])
        assert {asked["key"] for asked in one.get("asked", ())} <= {use.key for use in shipped_prompts("en")}


@every_client
def test_sessions_come_in_order_and_planned_ones_are_not_over(client: Table) -> None:
    moments = [moment(one) for one in client["sessions"]]
    assert moments == sorted(set(moments))
    assert 8 <= len(moments) <= 14
    for one in client["sessions"]:
        assert (one["day"] >= 0) == (one.get("state") == "planned")


@every_client
def test_held_sessions_are_told_from_beginning_to_end(client: Table) -> None:
    for one in held(client):
        assert one["minutes"] > 0
        assert all(one["check_in"].get(key) for key in known_fields(session.CheckIn) - {"session_id"})
        assert len(one["private_note"]) > 100
        assert all(one["shared"].get(key) for key in ("focus", "insights", "agreed", "next_step"))


@every_client
def test_what_has_not_happened_has_no_notes(client: Table) -> None:
    for one in planned(client):
        assert not set(one) & {
            "minutes",
            "check_in",
            "private_note",
            "shared",
            "closing",
            "feedback",
            "handed_out",
        }


@every_client
def test_closings_are_complete_and_due_after_their_session(client: Table) -> None:
    for one in held(client):
        closing = one["closing"]
        assert set(closing) >= known_fields(session.Closing) - {"session_id", *DETAILS}
        assert all(closing[key] for key in ("commitment_what", "commitment_known_by", "pledge_what"))
        assert one["day"] < closing["commitment_by"]
        assert one["day"] < closing["pledge_by"]


def test_a_shipped_beginning_is_ended_in_the_clients_words_and_one_waits_for_an_answer() -> None:
    said = [one["feedback"] for client in CLIENTS.values() for one in held(client) if "feedback" in one]
    assert all(one["stem"] in stems("en") for one in said)
    assert [bool(one.get("answer")) for one in said].count(False) == 1


@every_client
def test_every_promise_is_looked_at_in_the_next_session_that_was_held(client: Table) -> None:
    first, *others = held(client)
    assert not {"last_commitment", "last_pledge"} & set(first)
    for one in others:
        commitment, pledge = one["last_commitment"], one["last_pledge"]
        assert session.CommitmentState(commitment["state"]) is not session.CommitmentState.OPEN
        assert session.PledgeState(pledge["state"]) is not session.PledgeState.OPEN
        assert commitment["outcome"]
        assert pledge["outcome"]


def test_everything_that_can_become_of_a_promise_happens_somewhere() -> None:
    later = [one for client in CLIENTS.values() for one in held(client)[1:]]
    commitments = {one["last_commitment"]["state"] for one in later}
    pledges = {one["last_pledge"]["state"] for one in later}
    assert commitments == set(session.CommitmentState) - {"open"}
    assert pledges == set(session.PledgeState) - {"open"}


def test_one_commitment_is_carried_twice_and_then_done() -> None:
    stories = [[one["last_commitment"]["state"] for one in held(client)[1:]] for client in CLIENTS.values()]
    (story,) = [states for states in stories if "carried" in states]
    at = story.index("carried")
    assert story[at : at + 3] == ["carried", "carried", "done"]
    assert story.count("carried") == 2


@every_client
def test_summaries_name_the_next_session(client: Table) -> None:
    every = client["sessions"]
    for one, following in pairwise(every):
        if "shared" in one:
            assert (one["shared"]["next_day"], one["shared"]["next_time"]) == moment(following)


@every_client
def test_nothing_private_is_repeated_on_a_summary(client: Table) -> None:
    shared = " ".join(text for one in held(client) for text in texts([one["shared"], one["closing"]]))
    for one in client["sessions"]:
        for sentence in re.split(r"(?<=[.!?])\s+|\n", one.get("private_note", "")):
            assert len(sentence) < 30 or sentence.strip("“”* ") not in shared


@every_client
def test_addenda_come_after_a_summary_left(client: Table) -> None:
    for one in client["sessions"]:
        for addendum in one.get("addenda", []):
            assert "handed_out" in one
            assert one["day"] <= addendum["day"] <= 0
            assert addendum["text"]


def test_two_sessions_wait_today_and_more_within_two_weeks() -> None:
    days = sorted(moment(one) for client in CLIENTS.values() for one in planned(client))
    assert days[:2] == [(0, time(10)), (0, time(15, 30))]
    assert all(0 < day <= 14 for day, _ in days[2:])
    assert len(days) == 6


def test_somebody_cancelled_late_and_somebody_did_not_come() -> None:
    states = [one.get("state") for client in CLIENTS.values() for one in client["sessions"]]
    assert states.count("late cancel") == states.count("no-show") == 1


def test_nobody_is_met_twice_at_once() -> None:
    meetings = sorted(
        (datetime.combine(TODAY, one["time"], UTC) + timedelta(days=one["day"]), one.get("minutes", 90))
        for client in CLIENTS.values()
        for one in client["sessions"]
    )
    for (begin, minutes), (following, _) in pairwise(meetings):
        assert begin + timedelta(minutes=minutes) <= following


def test_no_session_falls_on_a_weekend_of_the_fixed_calendar() -> None:
    for client in CLIENTS.values():
        for one in client["sessions"]:
            assert (TODAY + timedelta(days=one["day"])).weekday() < 5


@every_client
def test_no_text_promises_too_much_or_speaks_like_a_clinic(client: Table) -> None:
    own_words = [client["client"], client["engagement"], client["sessions"], clauses(client)]
    for text in texts(own_words):
        assert not NEVER_SAID.search(text), text
