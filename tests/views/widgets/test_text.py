from pytestqt.qtbot import QtBot

from coachdesk.views.widgets.text import ElidedLabel, Quote


def test_a_line_gives_way_and_shows_all_of_itself_as_a_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("Mira " * 40)
    qtbot.addWidget(label)
    label.resize(60, 20)
    assert label.text().endswith("…")
    assert label.toolTip() == ("Mira " * 40).strip()


def test_what_looks_like_markup_is_shown_as_it_was_typed(qtbot: QtBot) -> None:
    label = ElidedLabel("<b>Mira</b> " * 20)
    qtbot.addWidget(label)
    label.resize(60, 20)
    assert "&lt;b&gt;Mira" in label.toolTip()


def test_a_line_gives_way_to_its_margins_too(qtbot: QtBot) -> None:
    label = ElidedLabel("Mira " * 40)
    qtbot.addWidget(label)
    label.setContentsMargins(60, 0, 0, 0)
    label.resize(160, 20)
    label.show()
    assert label.fontMetrics().horizontalAdvance(label.text()) <= 100


def test_a_quotation_that_has_no_place_yet_is_no_window(qtbot: QtBot) -> None:
    quote = Quote("I was in the yard at six")
    qtbot.addWidget(quote)
    assert not quote.isVisible()
