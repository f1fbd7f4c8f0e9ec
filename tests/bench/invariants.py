"""The rules of the domain as questions to a whole practice: each returns what breaks it."""

from collections import Counter
from collections.abc import Callable, Iterator

from bench.year.words import PRIVATE
from coachdesk.models import brief, feedback, promises, summaries
from coachdesk.models.agreement_page import page_of_version
from coachdesk.models.client_packs import client_pack
from coachdesk.models.entities.ids import EngagementId, SessionId, VersionId
from coachdesk.models.sessions import session
from coachdesk.models.store import Store
from coachdesk.models.today import today_page

Question = Callable[[Store], list[str]]


def _ids(store: Store, sql: str) -> Iterator[str]:
    return (row[0] for row in store.db.execute(sql).fetchall())


def changed_after_signing(store: Store) -> list[str]:
    """Rule 1: a signed version never changes."""
    signed = _ids(store, "SELECT id FROM agreement_version WHERE state IN ('signed', 'superseded')")
    return [one for one in signed if page_of_version(store, version_id=VersionId(one)).altered]


def changed_without_reason(store: Store) -> list[str]:
    """Rule 1: a change makes the next version, with a reason."""
    sql = "SELECT id FROM agreement_version WHERE number > 1 AND (trim(reason) = '' OR supersedes_id IS NULL)"
    return list(_ids(store, sql))


def ready_without_yes(store: Store) -> list[str]:
    """Rule 2: every core clause of what is ready or signed is agreed by client and coach."""
    sql = """
    SELECT c.id FROM clause c JOIN agreement_version v ON v.id = c.version_id
    WHERE c.core AND v.state IN ('ready', 'signed', 'superseded')
      AND (c.agreed_by_client_at IS NULL OR c.agreed_by_coach_at IS NULL OR c.state <> 'agreed')
    """
    return list(_ids(store, sql))


def signed_by_too_few(store: Store) -> list[str]:
    """Rules 2 and 3: a version in force has the name of every party, a three-way one the sponsor's too."""
    sql = """
    SELECT v.id FROM agreement_version v JOIN agreement a ON a.id = v.agreement_id
    WHERE v.state = 'signed' AND (SELECT count(DISTINCT party) FROM signature s
      WHERE s.version_id = v.id AND s.voided_at IS NULL) < CASE a.kind WHEN 'three-way' THEN 3 ELSE 2 END
    """
    return list(_ids(store, sql))


def private_on_paper(store: Store) -> list[str]:
    """Rules 4 and 9: no summary holds a word that was written for the coach alone."""
    held = _ids(store, "SELECT id FROM session WHERE state = 'held' AND deleted_at IS NULL")
    return [one for one in held if PRIVATE in repr(_summary(store, one))]


def _summary(store: Store, session_id: str) -> object:
    return summaries.shared_summary(store, SessionId(session_id), language="en")


def private_in_a_pack(store: Store) -> list[str]:
    """Rule 4: what a client takes along holds no word that was written for the coach alone."""
    works = _ids(store, "SELECT id FROM engagement")
    return [one for one in works if PRIVATE in repr(_pack(store, one))]


def _pack(store: Store, engagement_id: str) -> object:
    return client_pack(store, engagement_id=EngagementId(engagement_id), language="en")


def turned_without_trace(store: Store) -> list[str]:
    """A milestone stands as its last turn says."""
    sql = """
    SELECT m.id FROM milestone m WHERE m.state <> 'ahead' AND m.state IS NOT (
      SELECT state_after FROM milestone_turn WHERE milestone_id = m.id
      ORDER BY turned_at DESC, rowid DESC LIMIT 1)
    """
    return list(_ids(store, sql))


def closed_in_a_hurry(store: Store) -> list[str]:
    """Work that was ended took each step, or left it out for a reason; and rests no more."""
    sql = """
    SELECT g.engagement_id FROM ending g WHERE g.closed_on IS NOT NULL AND (
      (SELECT count(*) FROM ending_step s WHERE s.engagement_id = g.engagement_id
       AND (s.done_on IS NOT NULL OR trim(s.skipped_because) <> '')) < 5
      OR EXISTS (SELECT 1 FROM pause p WHERE p.engagement_id = g.engagement_id AND p.ended_on IS NULL))
    """
    return list(_ids(store, sql))


def left_unrecorded(store: Store) -> list[str]:
    """Rule 5: what was handed out is recorded, and what is recorded was handed out."""
    sql = """
    SELECT s.id FROM session s WHERE (s.handed_out_at IS NOT NULL) <>
      EXISTS (SELECT 1 FROM shared_document d WHERE d.session_id = s.id AND d.kind = 'summary')
    """
    return list(_ids(store, sql))


def closed_without_promises(store: Store) -> list[str]:
    """Rule 7: each session that was closed has one headline on both sides."""
    sql = "SELECT id FROM session WHERE state = 'held' AND closed_at IS NOT NULL"
    heads = {
        table: Counter(_ids(store, f"SELECT session_id FROM {table} WHERE headline"))  # noqa: S608  (our own names)
        for table in ("commitment", "pledge")
    }
    return [one for one in _ids(store, sql) if any(found[one] != 1 for found in heads.values())]


def forgotten_promises(store: Store) -> list[str]:
    """Rule 7: whatever stands open is what the next check-in shows first."""
    missing = []
    for engagement, next_one in store.db.execute(
        "SELECT engagement_id, id FROM session WHERE state = 'planned' AND deleted_at IS NULL"
    ).fetchall():
        shown = promises.promises_of_last_time(store, session(store, SessionId(next_one)))
        still_open = promises.open_promises(store, engagement_id=EngagementId(engagement))
        told = {str(one.id) for one in shown.commitments} | {str(one.id) for one in shown.pledges}
        due = {str(one.id) for one in still_open.commitments} | {str(one.id) for one in still_open.pledges}
        missing += sorted(due - told)
    return missing


def half_commitments(store: Store) -> list[str]:
    """Rule 8: a commitment has what, by when and how we will know."""
    sql = """
    SELECT id FROM commitment WHERE trim(what) = '' OR trim(how_we_will_know) = '' OR by_when IS NULL
    """
    return list(_ids(store, sql))


def unchecked_and_forgotten(store: Store) -> list[str]:
    """Rule 9: what was not checked comes back in the next brief."""
    missing = []
    for engagement, next_one in store.db.execute(
        "SELECT engagement_id, id FROM session WHERE state = 'planned' AND deleted_at IS NULL"
    ).fetchall():
        shown = {str(one.moment.id) for one in brief.unchecked(store, session(store, SessionId(next_one)))}
        missing += [one for one in _not_checked(store, engagement) if one not in shown]
    return missing


def _not_checked(store: Store, engagement_id: str) -> list[str]:
    sql = """
    SELECT m.id FROM reflection m JOIN session s ON s.id = m.session_id
    WHERE s.engagement_id = :work AND m.alignment = 'not checked'
    UNION SELECT m.id FROM signal m JOIN session s ON s.id = m.session_id
    WHERE s.engagement_id = :work AND trim(m.meant) = ''
    """
    return [row[0] for row in store.db.execute(sql, {"work": engagement_id})]


def unanswered_and_closed(store: Store) -> list[str]:
    """Rule 10: feedback is open until the coach has answered it, and only then is it not."""
    wrong = []
    for engagement in _ids(store, "SELECT DISTINCT engagement_id FROM feedback"):
        still_open = feedback.open_feedback(store, engagement_id=EngagementId(engagement))
        sql = "SELECT id FROM feedback WHERE trim(answer) = '' AND giver = 'client' AND how <> 'declined'"
        silent = store.db.execute(f"{sql} AND engagement_id = ?", [engagement]).fetchall()
        wrong += sorted({str(one.id) for one in still_open} ^ {str(row[0]) for row in silent})
    return wrong + list(
        _ids(
            store,
            "SELECT id FROM feedback WHERE giver = 'client' AND trim(answer) = '' AND told_on IS NOT NULL",
        )
    )


def without_ground_unsaid(store: Store) -> list[str]:
    """Rule 13: active coaching without an agreement in force shows one calm notice."""
    waiting = {one.engagement_id for one in today_page(store, day=store.today()).waiting}
    sql = """
    SELECT e.id FROM engagement e WHERE e.state = 'active' AND NOT EXISTS (
      SELECT 1 FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id
      WHERE a.engagement_id = e.id AND v.state = 'signed')
    """
    return [one for one in _ids(store, sql) if one not in waiting]
