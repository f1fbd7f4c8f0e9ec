import attrs
import pytest

from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.session import SummaryField
from coachdesk.models.entities.sharing import DocumentHeading, DocumentPromise
from coachdesk.models.named_others import others_named
from coachdesk.models.recipients import Member, Recipients
from tests.documents import samples

ANA = Member(id=ClientId("ana"), display_name="Ana Ruiz")
BEN = Member(id=ClientId("ben"), display_name="Benedikt Okafor", preferred_name="Ben")
LUKASZ = Member(id=ClientId("lukasz"), display_name="Łukasz Wróbel")
GROUP = Recipients(members=(ANA, BEN, LUKASZ), apart=True)


def named(words: str, everyone: Recipients = GROUP) -> tuple[str, ...]:
    return others_named(samples.session_summary(agreed=words), everyone, ANA.id)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("As Ben said: stop.", ("Ben",)),
        ("what benedikt  okafor asked", ("Ben",)),
        ("Benedikt’s question", ("Ben",)),
        ("lukasz and Ben", ("Ben", "Łukasz Wróbel")),
        ("A bench in the shade, Benno, unbenannt", ()),
        ("Ana Ruiz asked", ()),
        ("Okafor alone is nobody’s name here", ()),
    ],
)
def test_another_name_is_found_as_a_whole_word(words: str, found: tuple[str, ...]) -> None:
    assert named(words) == found


def test_names_are_no_matter_where_all_may_be_named() -> None:
    assert named("As Ben said", attrs.evolve(GROUP, apart=False)) == ()


def test_two_of_one_first_name_are_told_apart() -> None:
    other = Member(id=ClientId("other"), display_name="Ana Kern")
    group = Recipients(members=(ANA, other), apart=True)
    assert named("Ana said so", group) == ()
    assert named("Ana Kern said so", group) == ("Ana Kern",)


@pytest.mark.parametrize(
    "part",
    [
        {"pledge": DocumentPromise(what="Call Ben")},
        {"commitment": DocumentPromise(what="Ask", how_we_will_know="Ben knows")},
        {"further": (DocumentPromise(what="Write to Ben", by_coach=True),)},
        {"headings": (DocumentHeading(field=SummaryField.FOCUS, words="What Ben asked"),)},
        {"free_line": "Greet Ben"},
    ],
)
def test_a_name_is_found_wherever_words_are_printed(part: dict[str, object]) -> None:
    assert others_named(samples.session_summary(**part), GROUP, ANA.id) == ("Ben",)
