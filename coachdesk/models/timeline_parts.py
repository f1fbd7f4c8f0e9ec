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
_OF_A_LIVING: Final = "(t.session_id IS NULL OR t.session_id IN (SELECT id FROM met))"


def _read(
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
    """Return all of a query but the kind of what it reads."""
    moment = at or _END_OF.replace("{day}", day)
    return (
        f"{row_id} AS id, {moment} AS at, {int(bool(at))} AS has_time, "
        f"{words} AS words, {more} AS more, {state} AS state, {number} AS number, :client AS client_id, "
        f"{work} AS engagement_id, {session} AS session_id FROM {source}"
    )


def _noted(table: str, words: str, more: str = "''", state: str = "''") -> str:
    return _read(
        f"met JOIN {table} t ON t.session_id = met.id",
        at="t.noted_at",
        words=words,
        more=more,
        state=state,
        number="met.number",
        work="met.engagement_id",
        session="met.id",
    )


def _of_work(table: str, *conditions: str) -> str:
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"work JOIN {table} t ON t.engagement_id = work.id{where}"


def _promised(table: str, more: str = "''") -> str:
    return _read(
        _of_work(table, _OF_A_LIVING), at="t.created_at", words="t.what", more=more, session="t.session_id"
    )


def _settled(table: str) -> str:
    return _read(
        _of_work(table, _OF_A_LIVING, "t.settled_on IS NOT NULL"),
        day="t.settled_on",
        words="t.what",
        more="t.outcome",
        state="t.state",
        session="t.session_id",
    )


_OF_THE_CLIENT: Final = "(t.client_id IS NULL OR t.client_id = :client)"
_VERSIONS: Final = (
    "work JOIN agreement a ON a.engagement_id = work.id JOIN agreement_version v ON v.agreement_id = a.id"
)
# Words on a promise that was made in a session go with it.
_ON_A_LIVING: Final = " AND ".join(
    f"NOT EXISTS (SELECT 1 FROM {table} p WHERE p.id = t.{table}_id AND p.session_id IS NOT NULL "  # noqa: S608  (our own names)
    "AND p.session_id NOT IN (SELECT id FROM met))"
    for table in ("commitment", "pledge")
)

_READ: Final[dict[Happened, str]] = {
    Happened.SESSION: _read(
        "met LEFT JOIN check_in c ON c.session_id = met.id LEFT JOIN shared_text s ON s.session_id = met.id",
        at="met.at",
        row_id="met.id",
        words="coalesce(nullif(c.focus, ''), s.focus, '')",
        state="met.state",
        number="met.number",
        work="met.engagement_id",
        session="met.id",
    ),
    Happened.QUOTE: _noted("quote", "t.words"),
    Happened.REFLECTION: _noted("reflection", "t.heard", "t.correction", "t.alignment"),
    Happened.SIGNAL: _noted("signal", "t.noticed", "t.meant", "t.kind"),
    Happened.INSIGHT: _noted("insight", "t.words", "t.leads_to"),
    Happened.EXPERIMENT: _noted("experiment", "t.what", "coalesce(nullif(t.learned, ''), t.happened)"),
    Happened.SUPERVISION: _noted("supervision_flag", "t.words"),
    Happened.PROMISED: _promised("commitment", "t.how_we_will_know"),
    Happened.PLEDGED: _promised("pledge"),
    Happened.PROMISE_SETTLED: _settled("commitment"),
    Happened.PLEDGE_SETTLED: _settled("pledge"),
    Happened.FEEDBACK: _read(
        _of_work("feedback", _OF_A_LIVING, _OF_THE_CLIENT),
        day="t.given_on",
        words="t.sentence",
        more="t.answer",
        state="CASE t.how WHEN 'declined' THEN t.how ELSE t.giver END",
        session="t.session_id",
    ),
    Happened.PREFERENCE: _read(
        "preference t WHERE t.client_id = :client",
        day="t.asked_on",
        words="concat_ws(' · ', nullif(t.silence, ''), nullif(t.disagreeing, ''), nullif(t.off_track, ''), "
        "nullif(t.trust, ''), nullif(t.safer, ''), nullif(t.context, ''), nullif(t.channels, ''))",
        state="t.source",
        work="NULL",
    ),
    Happened.VERSION: _read(
        _VERSIONS,
        at="v.created_at",
        row_id="v.id",
        words="v.reason",
        state="v.state",
        number="v.number",
        work="work.id",
    ),
    Happened.SIGNATURE: _read(
        f"{_VERSIONS} JOIN signature t ON t.version_id = v.id WHERE t.voided_at IS NULL",
        at="t.signed_at",
        words="t.name",
        more="t.place",
        state="t.party",
        number="v.number",
        work="work.id",
    ),
    Happened.REVIEW: _read(
        _of_work("review_point", "t.state = 'held'"),
        at="t.held_at",
        words="t.words",
        state="t.kind",
    ),
    Happened.GOAL: _read(_of_work("goal"), day="t.set_on", words="t.words", more="t.measure"),
    Happened.SCALING: _read(
        "work JOIN goal g ON g.engagement_id = work.id JOIN goal_scaling t ON t.goal_id = g.id",
        day="t.on_day",
        words="g.words",
        more="t.words",
        number="t.value",
        work="work.id",
        session="t.session_id",
    ),
    Happened.MILESTONE: _read(
        _of_work("milestone"),
        at="t.noted_at",
        words="t.what",
        more="t.measure",
        session="t.session_id",
    ),
    Happened.MILESTONE_TURN: _read(
        "work JOIN milestone m ON m.engagement_id = work.id JOIN milestone_turn t ON t.milestone_id = m.id",
        at="t.turned_at",
        words="m.what",
        more="t.why",
        state="t.state_after",
        work="work.id",
    ),
    Happened.CONTACT: _read(
        _of_work("contact", _OF_THE_CLIENT),
        at="t.at",
        words="t.words",
        state="t.channel",
        number="t.by_coach",
    ),
    Happened.CHECK_IN: _read(
        _of_work("between_check_in", _ON_A_LIVING),
        day="t.on_day",
        words="t.words",
        more="t.mood",
    ),
    Happened.RITUAL: _read(
        "work JOIN ritual_time t ON t.engagement_id = work.id JOIN ritual r ON r.id = t.ritual_id "
        "WHERE NOT t.skipped",
        day="t.on_day",
        words="r.name",
        more="t.words",
        session="(SELECT id FROM met WHERE id = t.session_id)",
    ),
    Happened.FILE: _read(
        _of_work("attachment", _OF_A_LIVING, "t.deleted_at IS NULL"),
        at="t.added_at",
        words="t.name",
        session="t.session_id",
    ),
    Happened.SHARED: _read(
        "shared_document t WHERE t.client_id = :client "
        "OR (t.client_id IS NULL AND t.engagement_id IN (SELECT id FROM work))",
        at="t.shared_at",
        words="t.title",
        more="t.for_whom",
        state="t.how",
        session="t.session_id",
    ),
    Happened.BEGINNING: _read(
        "work JOIN engagement t ON t.id = work.id WHERE t.starts_on IS NOT NULL",
        day="t.starts_on",
        words="t.purpose",
        work="work.id",
    ),
    Happened.PAUSE: _read(_of_work("pause"), day="t.began_on", words="t.why"),
    Happened.RETURN: _read(
        _of_work("pause", "t.ended_on IS NOT NULL"),
        day="t.ended_on",
        words="t.welcome",
    ),
    Happened.ENDING: _read(
        _of_work("ending", "t.closed_on IS NOT NULL"),
        day="t.closed_on",
        words="t.words",
        row_id="t.engagement_id",
    ),
}

PARTS: Final = {kind: f"SELECT '{kind.value}' AS kind, {read}" for kind, read in _READ.items()}
