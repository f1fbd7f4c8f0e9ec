import pytest

from coachdesk.errors import InvalidInputError, NotFoundError
from coachdesk.models import sharing, summaries
from coachdesk.models.client_page import client_page
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.session import Attendance, Presence, Session, SharedText
from coachdesk.models.entities.sharing import SharedHow, SharedSummary
from coachdesk.models.recipients import Recipients, reader_of, recipients
from coachdesk.models.store import Store
from tests import making


def group(store: Store, *, apart: bool) -> Session:
    held = making.a_session(store, making.a_group(store, "Ana Ruiz", "Ben Okafor", apart=apart))
    summaries.save_shared_text(store, text=SharedText(session_id=held.id, focus="What we may stop"))
    making.close_with_promises(store, held)
    return held


def everyone(store: Store, held: Session) -> Recipients:
    return recipients(store, held.engagement_id, held.id)


def summary_for(store: Store, held: Session, client_id: ClientId | None) -> SharedSummary:
    return summaries.shared_summary(store, held.id, language="en", for_client=client_id)


def give(store: Store, held: Session, client_id: ClientId | None) -> None:
    summaries.hand_out(
        store,
        session_id=held.id,
        summary=summary_for(store, held, client_id),
        title="Summary",
        how=SharedHow.PDF,
        sha256="ab" * 32,
        for_client=client_id,
    )


def test_a_member_gets_a_summary_in_their_name(store: Store) -> None:
    held = group(store, apart=False)
    ana, ben = everyone(store, held).members
    summary = summary_for(store, held, ben.id)
    assert (summary.client_name, summary.promised_by) == ("Ben Okafor", "Ana Ruiz & Ben Okafor")
    assert summary_for(store, held, None).client_name == f"{ana.called} & {ben.called}"


def test_rule_5_a_member_kept_apart_reads_of_no_other(store: Store) -> None:
    held = group(store, apart=True)
    ana, ben = everyone(store, held).members
    summary = summary_for(store, held, ana.id)
    assert summary.others_unnamed
    assert ben.called not in repr(summary)


def test_no_paper_is_for_all_of_those_kept_apart(store: Store) -> None:
    held = group(store, apart=True)
    with pytest.raises(InvalidInputError, match="not named to each other"):
        summary_for(store, held, None)


def test_somebody_else_gets_no_summary(store: Store) -> None:
    held = group(store, apart=False)
    with pytest.raises(NotFoundError):
        summary_for(store, held, ClientId("somebody"))


@pytest.mark.parametrize("apart", [True, False])
def test_a_paper_for_one_is_recorded_for_that_one(store: Store, apart: bool) -> None:
    held = group(store, apart=apart)
    ana, ben = everyone(store, held).members
    give(store, held, ben.id)
    (document,) = sharing.shared_of_session(store, held.id)
    assert (document.client_id, document.for_whom) == (ben.id, "Ben Okafor")
    assert client_page(store, client_id=ana.id).shared == ()


def test_a_paper_for_all_is_recorded_for_each(store: Store) -> None:
    held = group(store, apart=False)
    give(store, held, None)
    found = sharing.shared_of_session(store, held.id)
    assert {one.client_id for one in found} == {member.id for member in everyone(store, held).members}
    assert {one.for_whom for one in found} == {"Ana Ruiz & Ben Okafor"}


def test_the_second_member_gets_the_same_locked_words(store: Store) -> None:
    held = group(store, apart=True)
    for member in everyone(store, held).members:
        give(store, held, member.id)
    assert len(sharing.shared_of_session(store, held.id)) == 2


def test_who_was_not_there_is_told(store: Store) -> None:
    held = group(store, apart=False)
    _ana, ben = everyone(store, held).members
    gone = Attendance(session_id=held.id, client_id=ben.id, presence=Presence.ABSENT)
    store.put("attendance", gone, key=("session_id", "client_id"))
    assert [one.presence for one in everyone(store, held).members] == [None, Presence.ABSENT]


def test_one_client_alone_is_never_kept_apart(store: Store) -> None:
    held = making.a_session(store, making.a_group(store, "Ana Ruiz", apart=True))
    assert everyone(store, held).may_share
    assert everyone(store, held).usual(None) is None


def test_those_kept_apart_are_asked_for_one_by_one(store: Store) -> None:
    held = group(store, apart=True)
    ana, ben = everyone(store, held).members
    assert (everyone(store, held).usual(None), everyone(store, held).usual(ben.id)) == (ana.id, ben.id)
    assert reader_of(store, held.id, ben.id) == ben.id
    assert reader_of(store, group(store, apart=False).id, ben.id) is None
