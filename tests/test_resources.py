from coachdesk.resources import resource_folder, resource_path, resource_text, resource_toml


def test_the_folder_holds_what_ships() -> None:
    kinds = {path.name for path in resource_folder().iterdir()}
    assert {"fonts", "icons", "documents", "clauses", "themes", "i18n", "sample"} <= kinds


def test_a_text_and_a_table_can_be_read() -> None:
    assert resource_text("icons", "lock.svg").lstrip().startswith("<")
    assert resource_toml("themes", "light.toml")["shade"] == "light"


def test_every_font_and_icon_comes_with_its_licence() -> None:
    assert list(resource_path("fonts").glob("LICENSE-*.txt"))
    assert resource_path("icons", "LICENSE.txt").exists()


def test_no_icon_ships_that_nobody_shows() -> None:
    from tests.architecture.imports import PACKAGE

    sources = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    unused = [path.stem for path in resource_path("icons").glob("*.svg") if f'"{path.stem}' not in sources]
    assert unused == []
