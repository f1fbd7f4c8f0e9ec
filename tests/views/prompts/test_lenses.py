from coachdesk.models.entities.prompt import Lens
from tests.drivers.library import LibraryDriver


def test_a_lens_is_renamed_everywhere_on_the_page_and_taken_back(library: LibraryDriver) -> None:
    panel = library.panel
    library.go_to("contracting-this-hour")
    panel.more.action("lenses").trigger()
    library.answer("the ground")
    assert library.at_hand.lens_names == {Lens.FOUNDATION: "the ground"}
    assert "the ground" in [panel.filters.lens.itemText(at) for at in range(panel.filters.lens.count())]
    assert "lens: the ground" in panel.detail.facts.text()
    library.undo()
    assert library.at_hand.lens_names == {}
    assert "lens: foundation" in panel.detail.facts.text()


def test_the_form_offers_the_coachs_own_names(library: LibraryDriver) -> None:
    library.panel.more.action("lenses").trigger()
    library.answer("the ground")
    library.panel.write_own()
    assert library.panel.wording.form.lens.itemText(0) == "the ground"


def test_an_empty_line_keeps_the_name_it_came_with(library: LibraryDriver) -> None:
    library.panel.more.action("lenses").trigger()
    library.answer("")
    assert library.at_hand.lens_names == {}
    assert not library.panel.ask.isVisible()
