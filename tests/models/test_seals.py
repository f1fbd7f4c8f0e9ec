import pytest

from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.profile import save_profile
from coachdesk.models.seals import Holder, make_seal, seal_in_force, seals
from coachdesk.models.store import Store


class Maker:
    """Makes certificates that are numbers, and notes for whom."""

    def __init__(self) -> None:
        self.holders: list[Holder] = []

    def __call__(self, holder: Holder) -> tuple[bytes, bytes]:
        self.holders.append(holder)
        return f"certificate {len(self.holders)}".encode(), f"key {len(self.holders)}".encode()


@pytest.fixture
def maker() -> Maker:
    return Maker()


def test_at_first_there_is_none(store: Store) -> None:
    assert seal_in_force(store) is None


def test_it_is_made_for_the_coach_and_the_practice(store: Store, maker: Maker) -> None:
    save_profile(store, profile=CoachProfile(name="Ines Vogt", practice_name="Weite"))
    made = make_seal(store, make=maker)
    assert maker.holders == [Holder("Ines Vogt", "Weite")]
    assert made.change.kinds == {Kind.SEAL}
    assert seal_in_force(store) == made.value


def test_without_a_profile_it_is_nobodys(store: Store, maker: Maker) -> None:
    assert make_seal(store, make=maker).value.name == "–"


def test_a_new_one_retires_the_former_and_deletes_its_key(store: Store, maker: Maker) -> None:
    former, new = (make_seal(store, make=maker).value for _ in range(2))
    assert seal_in_force(store) == new
    kept = seals(store)[1]
    assert (kept.id, kept.certificate, kept.wrapped_key) == (former.id, former.certificate, b"")
    assert kept.retired_at == store.now()


def test_a_seal_that_can_t_be_made_leaves_the_former_in_force(store: Store, maker: Maker) -> None:
    former = make_seal(store, make=maker).value

    def fail(_holder: Holder) -> tuple[bytes, bytes]:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        make_seal(store, make=fail)
    assert seals(store) == (former,)


def test_a_key_is_not_shown_in_a_log(store: Store, maker: Maker) -> None:
    assert b"key 1".decode() not in repr(make_seal(store, make=maker).value)
