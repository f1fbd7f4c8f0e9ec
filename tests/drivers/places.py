"""Every page that the window has, in the states that look different."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QApplication, QWidget

from coachdesk.models.store import Store
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.page import ScrollColumn
from tests.drivers.keyboard import wait_until
from tests.drivers.practice import Practice

Place = tuple[str, ...]
_ROUNDS = 5  # a text that wraps asks for its height when it has its width, and what holds it only then
EMPTY: tuple[Place, ...] = (
    ("today",),
    ("clients",),
    ("client-edit", ""),
    ("agreements",),
    ("clause-sets",),
    ("sessions",),
    ("session-plan", ""),
    ("calendar",),
    ("backups",),
    ("settings",),
    ("report",),
    ("bin",),
    ("brief", ""),
    ("promises",),
    ("prompts",),
    ("rituals", ""),
    ("practice",),
)
_IDS = """
SELECT engagement_client.client_id, session.engagement_id,
  (SELECT id FROM session AS one WHERE one.engagement_id = session.engagement_id
   AND one.handed_out_at IS NOT NULL ORDER BY planned_at DESC LIMIT 1) AS shared,
  (SELECT id FROM session AS one WHERE one.engagement_id = session.engagement_id
   AND one.handed_out_at IS NULL ORDER BY planned_at LIMIT 1) AS open,
  (SELECT a.id FROM attachment a JOIN session one ON one.id = a.session_id
   WHERE one.engagement_id = session.engagement_id AND a.deleted_at IS NULL LIMIT 1) AS file,
  (SELECT e.clause_id FROM earlier_clause e JOIN clause c ON c.id = e.clause_id LIMIT 1) AS clause
FROM session JOIN engagement_client USING (engagement_id) WHERE session.handed_out_at IS NOT NULL
ORDER BY engagement_id LIMIT 1
"""


def all_places(practice: Practice) -> tuple[Place, ...]:
    """Return every place of a practice that has sessions before and behind it."""
    [ids] = practice.do(_read)
    client, engagement, shared, to_come, file, clause = ids
    return (
        *EMPTY,
        ("client", client),
        ("timeline", client),
        ("client-edit", client),
        ("engagement-edit", client, ""),
        ("engagement-edit", client, engagement),
        ("agreement", engagement, ""),
        ("sponsor-report", engagement),
        ("take-home", engagement),
        ("returned-form", engagement),
        ("review", engagement),
        ("changes", engagement, "", ""),
        ("session", shared, ""),
        ("session", to_come, "closing"),
        ("session-plan", engagement),
        ("brief", to_come),
        ("brief-print", to_come),
        ("preferences", client),
        ("path", engagement),
        ("rituals", engagement),
        ("contacts", engagement),
        ("feedback", engagement),
        ("summary", shared),
        ("booklet", engagement),
        ("look-back", client),
        ("look-back-paper", engagement, client),
        ("ending", engagement),
        ("pack", engagement),
        ("history", "note", shared),
        ("history", "shared", shared),
        *((("file", file),) if file else ()),
        *((("clause-history", "clause", clause),) if clause else ()),
    )


def every_place(practice: Practice) -> tuple[Place, ...]:
    """Return every place of a practice, with each client, engagement and session that it has."""
    return (*EMPTY, *practice.do(_places_of_records))


def _places_of_records(store: Store) -> list[Place]:
    work = store.db.query("SELECT client_id, engagement_id FROM engagement_client ORDER BY engagement_id")
    held = store.db.query("SELECT id FROM session ORDER BY planned_at, id")
    kept = store.db.query("SELECT id FROM attachment WHERE deleted_at IS NULL ORDER BY added_at, id")
    return [
        *(place for row in work for place in _places_of_work(row["client_id"], row["engagement_id"])),
        *(("file", row["id"]) for row in kept),
        *(place for row in held for place in _places_of_session(row["id"])),
    ]


def _places_of_session(session: str) -> tuple[Place, ...]:
    return (("session", session, ""), ("summary", session), ("brief", session))


def _places_of_work(client: str, engagement: str) -> tuple[Place, ...]:
    return (
        ("client", client),
        ("timeline", client),
        ("client-edit", client),
        ("engagement-edit", client, engagement),
        ("agreement", engagement, ""),
        ("preferences", client),
        ("path", engagement),
        ("contacts", engagement),
        ("feedback", engagement),
        ("booklet", engagement),
        ("look-back", client),
        ("look-back-paper", engagement, client),
        ("ending", engagement),
        ("pack", engagement),
    )


def _read(store: Store) -> list[tuple[str, ...]]:
    return [tuple(row.values()) for row in store.db.query(_IDS)]


def visit(practice: Practice, places: tuple[Place, ...]) -> Iterator[tuple[Place, QWidget]]:
    """Go to places one after the other, everything on them unfolded; yield each with the window."""
    for place in places:
        page = practice.open(*place)
        for column in page.findChildren(ScrollColumn):
            wait_until(lambda: column.is_whole, "for the rest of the page")  # noqa: B023  (waited for at once)
        unfold(page)
        practice.settle()
        for _ in range(_ROUNDS):
            QApplication.processEvents()
        yield place, practice.window


def unfold(page: QWidget) -> None:
    """Open all that is folded away."""
    for fold in page.findChildren(Fold):
        fold.open()


def survey(
    windows: Iterator[tuple[Place, QWidget]], *checks: Callable[[QWidget], list[str]]
) -> dict[str, dict[Place, list[str]]]:
    """Return what each check finds wrong, and where; nothing is an empty dictionary."""
    found: dict[str, dict[Place, list[str]]] = {check.__name__: {} for check in checks}
    for place, window in windows:
        for check in checks:
            wrong = check(window)
            if wrong:
                found[check.__name__][place] = wrong
    return found
