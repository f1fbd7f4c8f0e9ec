"""Where each kind of thing that happened is read from; the names of columns are those of `TimelineRow`."""

from typing import Final

from coachdesk.models.entities.timeline import Happened

# Those of a group that a client has left stay theirs where it is known whether they were there. A day stands
# for its last moment on the coach's clock, so that it comes after what has a time.
AROUND: Final = """
WITH work AS MATERIALIZED (SELECT engagement_id AS id FROM engagement_client WHERE client_id = :client),
met AS MATERIALIZED (
  SELECT id, engagement_id, number, state, coalesce(began_at, planned_at) AS at FROM session
  WHERE deleted_at IS NULL AND id IN (
    SELECT one.id FROM session one JOIN work ON one.engagement_id = work.id
    UNION SELECT session_id FROM attendance WHERE client_id = :client AND presence <> ''))
SELECT * FROM ({parts})
WHERE at IS NOT NULL AND (:at IS NULL OR (at, kind, id) < (:at, :kind, :id))
ORDER BY at DESC, kind DESC, id DESC LIMIT :most
"""
_END_OF: Final = "strftime('%Y-%m-%dT%H:%M:%S+00:00', {day} || ' 23:59:59', 'utc')"
_OF_A_LIVING: Final = "({session} IS NULL OR {session} IN (SELECT id FROM met))"


def _part(
    kind: Happened,
    source: str,
    *,
    at: str = "",
    day: str = "",
    words: str = "''",
    more: str = "''",
    state: str = "''",
    number: str = "NULL",
    work: str = "t.engagement_id",
    session: str = "NULL",
    row_id: str = "t.id",
) -> str:
    moment = at or _END_OF.replace("{day}", day)
    return (
        f"SELECT '{kind.value}' AS kind, {row_id} AS id, {moment} AS at, {int(bool(at))} AS has_time, "  # noqa: S608  (our own text)
        f"{words} AS words, {more} AS more, {state} AS state, {number} AS number, :client AS client_id, "
        f"{work} AS engagement_id, {session} AS session_id FROM {source}"
    )


def _noted(kind: Happened, table: str, words: str, more: str = "''", state: str = "''") -> str:
    return _part(
        kind,
        f"met JOIN {table} t ON t.session_id = met.id",
        at="t.noted_at",
        words=words,
        more=more,
        state=state,
        number="met.number",
        work="met.engagement_id",
        session="met.id",
    )


def _of_work(table: str, session: str = "") -> str:
    living = f" WHERE {_OF_A_LIVING.replace('{session}', session)}" if session else ""
    return f"work JOIN {table} t ON t.engagement_id = work.id{living}"


def _and(source: str, condition: str) -> str:
    return f"{source} {'AND' if ' WHERE ' in source else 'WHERE'} {condition}"


_PROMISE: Final = {"words": "t.what", "session": "t.session_id"}
_COMMITMENTS: Final = _of_work("commitment", "t.session_id")
_PLEDGES: Final = _of_work("pledge", "t.session_id")
_VERSIONS: Final = (
    "work JOIN agreement a ON a.engagement_id = work.id JOIN agreement_version v ON v.agreement_id = a.id"
)
# Words on a promise that was made in a session go with it.
_ON_A_LIVING: Final = " AND ".join(
    f"NOT EXISTS (SELECT 1 FROM {table} p WHERE p.id = t.{table}_id AND p.session_id IS NOT NULL "  # noqa: S608  (our own names)
    "AND p.session_id NOT IN (SELECT id FROM met))"
    for table in ("commitment", "pledge")
)
_GOALS: Final = "work JOIN goal g ON g.engagement_id = work.id"

PARTS: Final[dict[Happened, str]] = {
    Happened.SESSION: _part(
        Happened.SESSION,
        "met LEFT JOIN check_in c ON c.session_id = met.id LEFT JOIN shared_text s ON s.session_id = met.id",
        at="met.at",
        row_id="met.id",
        words="coalesce(nullif(c.focus, ''), s.focus, '')",
        state="met.state",
        number="met.number",
        work="met.engagement_id",
        session="met.id",
    ),
    Happened.QUOTE: _noted(Happened.QUOTE, "quote", "t.words"),
    Happened.REFLECTION: _noted(Happened.REFLECTION, "reflection", "t.heard", "t.correction", "t.alignment"),
    Happened.SIGNAL: _noted(Happened.SIGNAL, "signal", "t.noticed", "t.meant", "t.kind"),
    Happened.INSIGHT: _noted(Happened.INSIGHT, "insight", "t.words", "t.leads_to"),
    Happened.EXPERIMENT: _noted(
        Happened.EXPERIMENT, "experiment", "t.what", "coalesce(nullif(t.learned, ''), t.happened)"
    ),
    Happened.SUPERVISION: _noted(Happened.SUPERVISION, "supervision_flag", "t.words"),
    Happened.PROMISED: _part(
        Happened.PROMISED, _COMMITMENTS, at="t.created_at", more="t.how_we_will_know", **_PROMISE
    ),
    Happened.PLEDGED: _part(Happened.PLEDGED, _PLEDGES, at="t.created_at", **_PROMISE),
    Happened.PROMISE_SETTLED: _part(
        Happened.PROMISE_SETTLED,
        _and(_COMMITMENTS, "t.settled_on IS NOT NULL"),
        day="t.settled_on",
        more="t.outcome",
        state="t.state",
        **_PROMISE,
    ),
    Happened.PLEDGE_SETTLED: _part(
        Happened.PLEDGE_SETTLED,
        _and(_PLEDGES, "t.settled_on IS NOT NULL"),
        day="t.settled_on",
        more="t.outcome",
        state="t.state",
        **_PROMISE,
    ),
    Happened.FEEDBACK: _part(
        Happened.FEEDBACK,
        _and(_of_work("feedback", "t.session_id"), "(t.client_id IS NULL OR t.client_id = :client)"),
        day="t.given_on",
        words="t.sentence",
        more="t.answer",
        state="CASE t.how WHEN 'declined' THEN t.how ELSE t.giver END",
        session="t.session_id",
    ),
    Happened.PREFERENCE: _part(
        Happened.PREFERENCE,
        "preference t WHERE t.client_id = :client",
        day="t.asked_on",
        words="concat_ws(' · ', nullif(t.silence, ''), nullif(t.disagreeing, ''), nullif(t.off_track, ''), "
        "nullif(t.trust, ''), nullif(t.safer, ''), nullif(t.context, ''), nullif(t.channels, ''))",
        state="t.source",
        work="NULL",
    ),
    Happened.VERSION: _part(
        Happened.VERSION,
        _VERSIONS,
        at="v.created_at",
        row_id="v.id",
        words="v.reason",
        state="v.state",
        number="v.number",
        work="work.id",
    ),
    Happened.SIGNATURE: _part(
        Happened.SIGNATURE,
        f"{_VERSIONS} JOIN signature t ON t.version_id = v.id WHERE t.voided_at IS NULL",
        at="t.signed_at",
        words="t.name",
        more="t.place",
        state="t.party",
        number="v.number",
        work="work.id",
    ),
    Happened.REVIEW: _part(
        Happened.REVIEW,
        _and(_of_work("review_point"), "t.state = 'held'"),
        at="t.held_at",
        words="t.words",
        state="t.kind",
    ),
    Happened.GOAL: _part(Happened.GOAL, _of_work("goal"), day="t.set_on", words="t.words", more="t.measure"),
    Happened.SCALING: _part(
        Happened.SCALING,
        f"{_GOALS} JOIN goal_scaling t ON t.goal_id = g.id",
        day="t.on_day",
        words="g.words",
        more="t.words",
        number="t.value",
        work="work.id",
        session="t.session_id",
    ),
    Happened.MILESTONE: _part(
        Happened.MILESTONE,
        _of_work("milestone"),
        at="t.noted_at",
        words="t.what",
        more="t.measure",
        session="t.session_id",
    ),
    Happened.MILESTONE_TURN: _part(
        Happened.MILESTONE_TURN,
        "work JOIN milestone m ON m.engagement_id = work.id JOIN milestone_turn t ON t.milestone_id = m.id",
        at="t.turned_at",
        words="m.what",
        more="t.why",
        state="t.state_after",
        work="work.id",
    ),
    Happened.CONTACT: _part(
        Happened.CONTACT,
        _and(_of_work("contact"), "(t.client_id IS NULL OR t.client_id = :client)"),
        at="t.at",
        words="t.words",
        state="t.channel",
        number="t.by_coach",
    ),
    Happened.CHECK_IN: _part(
        Happened.CHECK_IN,
        _and(_of_work("between_check_in"), _ON_A_LIVING),
        day="t.on_day",
        words="t.words",
        more="t.mood",
    ),
    Happened.RITUAL: _part(
        Happened.RITUAL,
        "work JOIN ritual_time t ON t.engagement_id = work.id JOIN ritual r ON r.id = t.ritual_id "
        "WHERE NOT t.skipped",
        day="t.on_day",
        words="r.name",
        more="t.words",
        session="(SELECT id FROM met WHERE id = t.session_id)",
    ),
    Happened.FILE: _part(
        Happened.FILE,
        _and(_of_work("attachment", "t.session_id"), "t.deleted_at IS NULL"),
        at="t.added_at",
        words="t.name",
        session="t.session_id",
    ),
    Happened.SHARED: _part(
        Happened.SHARED,
        "shared_document t WHERE t.client_id = :client "
        "OR (t.client_id IS NULL AND t.engagement_id IN (SELECT id FROM work))",
        at="t.shared_at",
        words="t.title",
        more="t.for_whom",
        state="t.how",
        session="t.session_id",
    ),
    Happened.BEGINNING: _part(
        Happened.BEGINNING,
        "work JOIN engagement t ON t.id = work.id WHERE t.starts_on IS NOT NULL",
        day="t.starts_on",
        words="t.purpose",
        work="work.id",
    ),
    Happened.PAUSE: _part(Happened.PAUSE, _of_work("pause"), day="t.began_on", words="t.why"),
    Happened.RETURN: _part(
        Happened.RETURN,
        _and(_of_work("pause"), "t.ended_on IS NOT NULL"),
        day="t.ended_on",
        words="t.welcome",
    ),
    Happened.ENDING: _part(
        Happened.ENDING,
        _and(_of_work("ending"), "t.closed_on IS NOT NULL"),
        day="t.closed_on",
        words="t.words",
        row_id="t.engagement_id",
    ),
}
