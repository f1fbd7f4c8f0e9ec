import pytest

from coachdesk.models import prompt_uses, sessions
from coachdesk.models.entities.prompt import Lens, Prompt, PromptMoment
from coachdesk.models.entities.session import Session
from coachdesk.models.prompt_library import LibraryFilter, LibraryShelf, prompt_library
from coachdesk.models.prompt_sets import add_prompt_set
from coachdesk.models.prompt_tags import set_tag
from coachdesk.models.prompts import mark_prompt, prompts_at_hand
from coachdesk.models.shipped_prompts import shipped_prompts
from coachdesk.models.store import Store
from tests.making import a_session, an_engagement

PROMPTS = {one.key: one for one in shipped_prompts("en")}
PEN, STAY = "silence-pen", "silence-stay"


@pytest.fixture
def session(store: Store) -> Session:
    return a_session(store, an_engagement(store))


def used(store: Store, session: Session, key: str, came_of: str = "") -> None:
    use = prompt_uses.note_use(store, prompt=PROMPTS[key], session_id=session.id).value
    prompt_uses.say_what_came_of(store, use=use, came_of=came_of)


def found(store: Store, wanted: LibraryFilter) -> list[str]:
    return [one.key for one in prompt_library(prompts_at_hand(store, "en"), wanted)]


def test_nothing_looked_for_is_everything(store: Store) -> None:
    assert sorted(found(store, LibraryFilter())) == sorted(PROMPTS)


def test_filters_narrow_together(store: Store) -> None:
    wanted = LibraryFilter(moment=PromptMoment.SILENCE, lens=Lens.RELATIONSHIP)
    kept = [PROMPTS[key] for key in found(store, wanted)]
    assert {(one.moment, one.lens) for one in kept} == {(PromptMoment.SILENCE, Lens.RELATIONSHIP)}
    assert 0 < len(kept) < len(found(store, LibraryFilter(moment=PromptMoment.SILENCE)))


def test_words_find_a_tag_too(store: Store) -> None:
    set_tag(store, key=PEN, tag="Übung")
    assert found(store, LibraryFilter(words="ubu")) == [PEN]
    assert found(store, LibraryFilter(tag="Übung")) == [PEN]


def test_what_opened_something_is_a_shelf(store: Store, session: Session) -> None:
    used(store, session, PEN)
    used(store, session, STAY, "A name")
    assert found(store, LibraryFilter(shelf=LibraryShelf.OPENED)) == [STAY]


def test_hidden_ones_are_on_no_shelf_but_their_own(store: Store) -> None:
    mark_prompt(store, key=PEN, favourite=True, hidden=True)
    mark_prompt(store, key=STAY, favourite=True, hidden=False)
    assert found(store, LibraryFilter(shelf=LibraryShelf.FAVOURITES)) == [STAY]
    assert found(store, LibraryFilter(shelf=LibraryShelf.HIDDEN)) == [PEN]
    assert PEN not in found(store, LibraryFilter())


def test_a_set_stands_in_its_own_order_and_can_be_narrowed(store: Store) -> None:
    keys = ("silence-thinking", PEN, STAY)
    mine = add_prompt_set(store, name="Mine", prompt_keys=keys).value.after
    assert mine is not None
    assert found(store, LibraryFilter(set_id=mine.id)) == list(keys)
    assert found(store, LibraryFilter(set_id=mine.id, words=PROMPTS[PEN].words)) == [PEN]


def seen(store: Store, key: str) -> Prompt:
    prompt = prompts_at_hand(store, "en").find(key)
    assert prompt is not None
    return prompt


def test_a_prompt_knows_how_often_it_was_used_and_what_that_opened(store: Store, session: Session) -> None:
    used(store, session, PEN, "A name")
    used(store, session, PEN)
    assert (seen(store, PEN).uses, seen(store, PEN).opened) == (2, 1)


def test_what_it_opened_leads_to_sessions_the_latest_first(store: Store, session: Session) -> None:
    used(store, session, PEN, "A name")
    used(store, session, PEN)
    latest, first = prompt_uses.latest_uses(store, key=PEN)
    assert (latest.came_of, first.came_of, first.client_names) == ("", "A name", ("Mira Solano",))
    assert (first.session_id, first.number) == (session.id, session.number)
    assert len(prompt_uses.latest_uses(store, key=PEN, limit=1)) == 1


def test_a_session_that_is_in_the_bin_is_led_to_no_more(store: Store, session: Session) -> None:
    used(store, session, PEN, "A name")
    sessions.delete_session(store, session_id=session.id)
    assert prompt_uses.latest_uses(store, key=PEN) == ()


@pytest.mark.parametrize("sql", [prompt_uses._OPENED, prompt_uses._USED, prompt_uses._LATELY])  # noqa: SLF001
def test_counting_uses_reads_indexes(store: Store, sql: str) -> None:
    cells = [PEN, 5] if "?" in sql else []
    plan = [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {sql}", cells)]
    assert not [step for step in plan if step.startswith("SCAN") and "INDEX" not in step]
    assert any("prompt_use_" in step for step in plan)


def test_what_is_read_costs_as_many_queries_whatever_there_is(store: Store, session: Session) -> None:
    def asked() -> int:
        seen: list[str] = []
        with store.db.tracer(lambda sql, _cells: seen.append(sql)):
            prompts_at_hand(store, "en")
        return len(seen)

    before = asked()
    for key in (PEN, STAY):
        used(store, session, key, "A name")
        set_tag(store, key=key, tag="walk")
        add_prompt_set(store, name=key, prompt_keys=(PEN, STAY))
    assert asked() == before
