from importlib import import_module

import pytest

from coachdesk.pages import PANELS
from coachdesk.views.widgets.page import Page


@pytest.mark.parametrize("place", PANELS)
def test_every_place_has_its_page(place: str) -> None:
    module, name = PANELS[place]
    assert issubclass(getattr(import_module(f"coachdesk.views.{module}"), name), Page)
