import attrs
import pytest

from coachdesk.models import prompt_uses, sessions, summaries
from coachdesk.models.entities.prompt import Prompt
from coachdesk.models.entities.session import Session, SharedText
from coachdesk.models.prompt_uses import note_use, uses_of_session
from coachdesk.models.prompts import prompts_at_hand
from coachdesk.models.shipped_prompts import shipped_prompts
from coachdesk.models.store import Store
from tests.making import a_session, an_engagement, hand_out

PROMPT, OTHER = shipped_prompts("en")[:2]


@pytest.fixture
def session(store: Store) -> Session:
    return a_session(store, an_engagement(store))


def opened(store: Store, prompt: Prompt = PROMPT) -> int:
    found = prompts_at_hand(store, "en").find(prompt.key)
    assert found is not None
    return found.opened


def test_a_use_keeps_the_words_as_they_were(store: Store, session: Session) -> None:
    written = note_use(store, prompt=PROMPT, session_id=session.id)
    assert uses_of_session(store, session.id) == (written.value,)
    assert (written.value.words, written.value.used_at) == (PROMPT.words, store.now())
    assert session.id in written.change.ids


def test_uses_stand_in_order_of_time(store: Store, session: Session) -> None:
    for prompt in (OTHER, PROMPT):
        note_use(store, prompt=prompt, session_id=session.id)
    assert [use.words for use in uses_of_session(store, session.id)] == [OTHER.words, PROMPT.words]


def test_shown_and_then_written_down_is_one_use(store: Store, session: Session) -> None:
    for _ in range(2):
        note_use(store, prompt=PROMPT, session_id=session.id)
    assert len(uses_of_session(store, session.id)) == 1


def test_asked_again_after_something_came_of_it_is_another_use(store: Store, session: Session) -> None:
    first = note_use(store, prompt=PROMPT, session_id=session.id).value
    prompt_uses.say_what_came_of(store, use=first, came_of="A long breath")
    note_use(store, prompt=PROMPT, session_id=session.id)
    assert [use.came_of for use in uses_of_session(store, session.id)] == ["A long breath", ""]


def test_what_came_of_it_is_kept_and_counted(store: Store, session: Session) -> None:
    use = note_use(store, prompt=PROMPT, session_id=session.id).value
    note_use(store, prompt=OTHER, session_id=session.id)
    assert opened(store) == 0
    kept = prompt_uses.say_what_came_of(store, use=use, came_of=" “I am tired of it.” ").value
    assert kept.came_of == "“I am tired of it.”"
    assert (opened(store), opened(store, OTHER)) == (1, 0)


def test_a_line_that_is_cleared_counts_no_more(store: Store, session: Session) -> None:
    use = note_use(store, prompt=PROMPT, session_id=session.id).value
    for words in ("A name", ""):
        prompt_uses.say_what_came_of(store, use=use, came_of=words)
    assert opened(store) == 0


def test_a_use_is_forgotten_and_put_back(store: Store, session: Session) -> None:
    use = note_use(store, prompt=PROMPT, session_id=session.id).value
    prompt_uses.forget_use(store, use=use)
    assert uses_of_session(store, session.id) == ()
    prompt_uses.put_use_back(store, use=use)
    assert uses_of_session(store, session.id) == (use,)


def test_each_session_has_its_own(store: Store, session: Session) -> None:
    other = sessions.plan_session(store, engagement_id=session.engagement_id, planned_at=store.now()).value
    note_use(store, prompt=PROMPT, session_id=other.id)
    assert uses_of_session(store, session.id) == ()


def asked_in(store: Store, session: Session) -> SharedText:
    """Use a prompt and keep what came of it; return what is shared besides."""
    use = note_use(store, prompt=PROMPT, session_id=session.id).value
    prompt_uses.say_what_came_of(store, use=use, came_of="Zanzibarit")
    text = SharedText(session_id=session.id, focus="Jonas")
    return summaries.save_shared_text(store, text=text).value


@pytest.mark.rule(4)
def test_no_summary_tells_of_a_prompt_or_of_what_came_of_it(store: Store, session: Session) -> None:
    asked_in(store, session)
    told = repr(summaries.shared_summary(store, session.id, language="en"))
    assert "Jonas" in told
    assert "Zanzibarit" not in told
    assert PROMPT.words not in told


@pytest.mark.rule(4, control=True)
def test_one_that_did_would_be_seen(store: Store, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    text = asked_in(store, session)
    [use] = uses_of_session(store, session.id)
    leaking = attrs.evolve(text, agreed=f"{use.words} {use.came_of}")
    monkeypatch.setattr(summaries, "shared_text", lambda *_: leaking)
    told = repr(summaries.shared_summary(store, session.id, language="en"))
    assert "Zanzibarit" in told
    assert PROMPT.words in told


def test_what_is_handed_out_is_not_held_up_by_what_came_later(store: Store, session: Session) -> None:
    hand_out(store, session)
    use = note_use(store, prompt=PROMPT, session_id=session.id).value
    prompt_uses.say_what_came_of(store, use=use, came_of="A name")
    assert uses_of_session(store, session.id)[0].came_of == "A name"
