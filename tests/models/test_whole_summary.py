"""Whatever a session holds: a summary says exactly what is shared, in the order of the page, and no more."""

import io
from collections.abc import Iterator
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from coachdesk.documents.renderer import Renderer
from coachdesk.documents.strings import strings_for
from coachdesk.documents.summary import render_summary
from coachdesk.models import notes, summaries
from coachdesk.models.entities.session import Session, SharedText
from coachdesk.models.entities.sharing import Letterhead, SharedHow, SharedSummary
from coachdesk.models.recipients import recipients
from coachdesk.models.store import Store
from tests.telling import PRIVATE, Telling

SEEDS = st.integers(0, 2**32)
AT_RANDOM = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
ON_PAPER = settings(AT_RANDOM, max_examples=20)
FRAME = {"–", "·", "Page", "&", "will", "for"}


def summary_of(store: Store, held: Session, at: int = 0) -> SharedSummary:
    """Return the summary for one of those who take part, or for all where that may be."""
    everyone = recipients(store, held.engagement_id)
    readers = [member.id for member in everyone.members] + ([None] if everyone.may_share else [])
    return summaries.shared_summary(store, held.id, language="en", for_client=readers[at % len(readers)])


def leaves(value: Any) -> Iterator[str]:  # noqa: ANN401  (whatever a summary holds)
    """Yield every text inside a value."""
    if attrs.has(type(value)):
        for part in attrs.fields(type(value)):
            yield from leaves(getattr(value, part.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from leaves(each)
    elif isinstance(value, str):
        yield value


def said_by(summary: SharedSummary) -> list[str]:
    """Return the words of a summary, sorted, without its head."""
    head = Letterhead(coach_name="")
    bare = attrs.evolve(summary, letterhead=head, client_name="", language="", promised_by="")
    frame = {summary.paper, *(heading.field for heading in summary.headings)}
    return sorted(word for text in leaves(bare) if text not in frame for word in text.split())


def words_on(pdf: bytes) -> list[str]:
    """Return what is on paper, in the order in which it was put there."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return text.replace("\u200b", "").split()


def frame() -> set[str]:
    """Return all that the paper itself may say."""
    strings = strings_for("en")
    texts = [text for text in attrs.astuple(strings) if isinstance(text, str)]
    return FRAME | {word for text in (*texts, *strings.months) for word in text.split()}


def names_for(store: Store, held: Session, summary: SharedSummary) -> set[str]:
    """Return who may be named on a paper: its reader, and the others where they are not kept apart."""
    everyone = recipients(store, held.engagement_id)
    may_be_named = {member.called for member in everyone.members if not everyone.apart}
    return may_be_named | set(summary.client_name.split(" & "))


def told(store: Store, seed: int) -> tuple[Telling, Session]:
    telling = Telling(store, Random(seed))  # noqa: S311  (nothing here is to be hidden)
    return telling, telling.session()


@pytest.mark.rule(4)
@AT_RANDOM
@given(seed=SEEDS, at=st.integers(0, 3))
def test_a_summary_holds_what_is_shared_and_nothing_else(store: Store, seed: int, at: int) -> None:
    telling, held = told(store, seed)
    summary = summary_of(store, held, at)
    unheard = [words for part, words in telling.headings.items() if words not in telling.in_order()]
    wanted = set(telling.in_order()) | {word for words in unheard for word in words.split()}
    assert set(said_by(summary)) == wanted


@pytest.mark.rule(4)
@ON_PAPER
@given(seed=SEEDS, at=st.integers(0, 3))
def test_its_pages_say_that_in_the_order_of_the_page_and_nothing_else(
    store: Store, renderer: Renderer, seed: int, at: int
) -> None:
    telling, held = told(store, seed)
    if seed % 2:
        hand_out(store, held)
        telling.add_later(held)
    summary = summary_of(store, held, at)
    own = frame() | names_for(store, held, summary)
    words = words_on(render_summary(summary, renderer).pdf)
    assert [word for word in words if word not in own and not word.isdigit()] == telling.in_order()


def hand_out(store: Store, held: Session) -> None:
    for member in recipients(store, held.engagement_id).members:
        summary = summaries.shared_summary(store, held.id, language="en", for_client=member.id)
        summaries.hand_out(
            store,
            session_id=held.id,
            summary=summary,
            title="Summary",
            how=SharedHow.PDF,
            sha256="ab" * 32,
            for_client=member.id,
        )


@pytest.mark.rule(4, control=True)
@settings(AT_RANDOM, max_examples=5)
@given(seed=SEEDS)
def test_a_private_word_that_got_through_would_be_seen(store: Store, renderer: Renderer, seed: int) -> None:
    telling, held = told(store, seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(summaries, "shared_text", leaking)
        summary = summary_of(store, held)
    assert [word for word in said_by(summary) if word.startswith(PRIVATE)]
    words = words_on(render_summary(summary, renderer).pdf)
    assert [word for word in words if word.startswith(PRIVATE)]
    assert not set(words) <= frame() | set(telling.in_order())


def leaking(store: Store, session_id: str) -> SharedText:
    """Let the first of the private notes slip into the words that are shared."""
    body = notes.private_note(store, session_id).body  # type: ignore[arg-type]  # as the vault calls it
    return SharedText(session_id=session_id, agreed=body)  # type: ignore[arg-type]


@pytest.mark.rule(4, control=True)
def test_another_order_would_be_seen(store: Store, renderer: Renderer) -> None:
    from tests.documents import samples

    summary = samples.session_summary(further=samples.further())
    swapped = attrs.evolve(summary, focus=summary.agreed, agreed=summary.focus)
    right, wrong = (words_on(render_summary(one, renderer).pdf) for one in (summary, swapped))
    assert (sorted(right), right) != (sorted(wrong), wrong)
    assert sorted(right) == sorted(wrong)
