import pytest

from coachdesk.errors import InvalidInputError, NotFoundError
from coachdesk.models import heading_templates, summaries
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import HeadingTemplateId
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Heading, Session, SharedText, SummaryField
from coachdesk.models.heading_templates import HEADING_LIMIT, headings_at_hand, shipped_headings, tidy
from coachdesk.models.session_pages import session_page
from coachdesk.models.store import Store
from coachdesk.resources import resource_path
from tests.making import a_session, an_engagement, hand_out

OURS = (Heading(field=SummaryField.FOCUS, words="On the table"),)


@pytest.fixture
def work(store: Store) -> Engagement:
    return an_engagement(store)


def keep(store: Store, name: str = "Board", words: str = "On the table") -> HeadingTemplateId:
    headings = (Heading(field=SummaryField.FOCUS, words=words),)
    return heading_templates.keep_headings(store, name=name, headings=headings).value.id


def use(store: Store, session: Session, headings: tuple[Heading, ...]) -> None:
    summaries.save_shared_text(store, text=SharedText(session_id=session.id, headings=headings))


@pytest.mark.parametrize("path", sorted(resource_path("headings").glob("*.toml")), ids=lambda path: path.stem)
def test_three_sets_ship_with_a_heading_for_every_part(path: object) -> None:
    sets = shipped_headings(path.stem)  # type: ignore[attr-defined]  # a path
    assert [one.id for one in sets] == [one.id for one in shipped_headings("en")]
    assert len(sets) == 3
    for one in sets:
        assert [heading.field for heading in one.headings] == list(SummaryField)
        assert tidy(one.headings) == one.headings


def test_a_language_without_sets_gets_english_ones() -> None:
    assert shipped_headings("pl") == shipped_headings("en")
    assert shipped_headings("de-AT") == shipped_headings("de") != shipped_headings("en")


def test_what_says_nothing_is_no_heading_and_the_rest_is_in_order() -> None:
    given = (
        Heading(field=SummaryField.AGREED, words="  Decided \n today "),
        Heading(field=SummaryField.FOCUS, words="x" * 300),
        Heading(field=SummaryField.INSIGHTS, words=" "),
    )
    assert tidy(given) == (
        Heading(field=SummaryField.FOCUS, words="x" * HEADING_LIMIT),
        Heading(field=SummaryField.AGREED, words="Decided today"),
    )


def test_headings_are_kept_under_a_name(store: Store) -> None:
    written = heading_templates.keep_headings(store, name=" Board ", headings=OURS)
    assert heading_templates.own_headings(store) == (written.value,)
    assert (written.value.name, written.value.headings) == ("Board", OURS)
    assert written.change.touches(Kind.HEADINGS)


def test_the_same_name_keeps_one_set(store: Store) -> None:
    assert keep(store, "Board") == keep(store, " bOARD", "Now")
    (own,) = heading_templates.own_headings(store)
    assert own.headings[0].words == "Now"


@pytest.mark.parametrize(("name", "headings"), [("", OURS), ("Board", ())])
def test_a_set_needs_a_name_and_a_heading(store: Store, name: str, headings: tuple[Heading, ...]) -> None:
    with pytest.raises(InvalidInputError):
        heading_templates.keep_headings(store, name=name, headings=headings)


def test_a_deleted_set_can_be_put_back(store: Store) -> None:
    gone = heading_templates.delete_headings(store, template_id=keep(store)).value
    assert heading_templates.own_headings(store) == ()
    heading_templates.put_headings_back(store, template=gone)
    assert heading_templates.own_headings(store) == (gone,)


def test_a_set_is_deleted_once(store: Store) -> None:
    with pytest.raises(NotFoundError):
        heading_templates.delete_headings(store, template_id=HeadingTemplateId("gone"))


def test_a_session_keeps_the_headings_of_a_set_that_is_gone(store: Store, work: Engagement) -> None:
    session = a_session(store, work)
    use(store, session, OURS)
    heading_templates.delete_headings(store, template_id=keep(store))
    assert summaries.shared_text(store, session.id).headings == OURS


@pytest.mark.rule(5)
def test_headings_of_last_time_are_offered_and_not_taken(store: Store, work: Engagement) -> None:
    use(store, a_session(store, work), OURS)
    now = a_session(store, work, days=7)
    page = session_page(store, now.id)
    assert (page.headings.last_time, page.shared.headings) == (OURS, ())


def test_headings_of_another_engagement_or_of_later_are_not_offered(store: Store, work: Engagement) -> None:
    now = a_session(store, work)
    use(store, a_session(store, work, days=7), OURS)
    use(store, a_session(store, an_engagement(store, "Jo Weir")), OURS)
    assert headings_at_hand(store, now).last_time == ()


def test_the_summary_is_read_under_its_own_headings(store: Store, work: Engagement) -> None:
    session = a_session(store, work)
    use(store, session, OURS)
    (heading,) = summaries.shared_summary(store, session.id, language="en").headings
    assert (heading.field, heading.words) == (SummaryField.FOCUS, "On the table")


def test_headings_that_were_handed_out_stay(store: Store, work: Engagement) -> None:
    session = a_session(store, work)
    hand_out(store, session)
    with pytest.raises(Exception, match="does not change"):
        store.db.execute("UPDATE shared_text SET headings = '[]'")
