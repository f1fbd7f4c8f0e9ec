"""The house in sentences; design and reasons stand in docs/design.md."""

from pathlib import Path

from tests.architecture.imports import PACKAGE, breaches, imports_of, modules, outside

DATABASE = ("sqlite_utils", "sqlcipher3", "sqlite3")
QT = ("PySide6", "shiboken6")


def without(place: str, *parts: str) -> list[Path]:
    return [path for path in modules(place) if not any(part in path.parts for part in parts)]


def test_errors_know_only_the_standard_library() -> None:
    assert outside(modules("errors")) == []


def test_entities_know_only_attrs_and_errors() -> None:
    assert outside(modules("models/entities"), "attrs", "coachdesk.errors", "coachdesk.models.entities") == []


def test_crypto_knows_no_qt_models_or_views() -> None:
    forbidden = (*QT, "coachdesk.models", "coachdesk.views", "coachdesk.documents")
    assert breaches(modules("crypto"), *forbidden) == []


def test_only_the_connection_imports_sqlcipher() -> None:
    files = [path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "crypto" / "connection.py"]
    assert breaches(files, "sqlcipher3") == []


def test_only_the_keychain_imports_keyring() -> None:
    files = [path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "crypto" / "keychain.py"]
    assert breaches(files, "keyring", "secretstorage") == []


def test_nobody_imports_plain_sqlite() -> None:
    assert breaches(list(PACKAGE.rglob("*.py")), "sqlite3") == []


def test_models_know_no_views_crypto_or_keyring() -> None:
    assert breaches(modules("models"), "coachdesk.views", "coachdesk.crypto", "keyring") == []


def test_only_lists_bring_qt_into_models() -> None:
    assert breaches(without("models", "lists"), *QT) == []


def test_lists_use_qtcore_alone() -> None:
    assert breaches(modules("models/lists"), "PySide6.QtWidgets", "PySide6.QtGui") == []


def test_documents_know_no_store_and_no_qt() -> None:
    forbidden = (*QT, *DATABASE, "coachdesk.models.store", "coachdesk.crypto", "coachdesk.views")
    assert breaches(modules("documents"), *forbidden) == []


def test_documents_use_entities_alone_of_the_models() -> None:
    ours = [f"coachdesk.{name}" for name in ("models.entities", "errors", "resources", "documents")]
    libraries = ("attrs", "typst", "segno", "pikepdf", "pyhanko", "pyhanko_certvalidator", "asn1crypto")
    assert outside(modules("documents"), *libraries, *ours) == []


def test_documents_know_no_files_of_the_vault() -> None:
    assert breaches(modules("documents"), "coachdesk.models.entities.attachment") == []


def test_views_know_no_database_and_no_keys() -> None:
    assert breaches(modules("views"), *DATABASE, "cryptography", "keyring", "coachdesk.crypto") == []


def test_spelling_knows_no_qt_no_models_and_no_views() -> None:
    forbidden = (*QT, *DATABASE, "coachdesk.models", "coachdesk.views", "coachdesk.crypto")
    assert breaches(modules("spelling"), *forbidden) == []


def test_workspace_knows_no_views() -> None:
    assert breaches(modules("workspace"), "coachdesk.views", "coachdesk.crypto") == []


def test_panels_do_not_import_panels_of_other_areas() -> None:
    building_blocks = ("widgets", "plots")
    folders = [path for path in (PACKAGE / "views").iterdir() if path.is_dir()]
    areas = [path for path in folders if path.name not in building_blocks]
    names = {f"coachdesk.views.{area.name}" for area in areas}
    for area in areas:
        others = sorted(names - {f"coachdesk.views.{area.name}"})
        assert breaches(modules(f"views/{area.name}"), *others, "coachdesk.views.main_window") == []


def test_nothing_but_the_command_line_imports_the_composition_root() -> None:
    files = [path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "cli.py"]
    assert breaches(files, "coachdesk.app") == []


def test_no_network_module_is_imported() -> None:
    forbidden = ("socket", "http", "urllib.request", "ssl", "requests", "aiohttp", "PySide6.QtNetwork")
    assert breaches(list(PACKAGE.rglob("*.py")), *forbidden) == []


def test_files_are_written_in_one_place() -> None:
    writers = [
        path.name
        for path in PACKAGE.rglob("*.py")
        if ".write_bytes(" in path.read_text(encoding="utf-8")
        or ".write_text(" in path.read_text(encoding="utf-8")
    ]
    assert writers == []


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    lazy = (
        "typst",
        "segno",
        "mnemonic",
        "zxcvbn",
        "markdown_it",
        "keyring",
        "pikepdf",
        "pyhanko",
        "asn1crypto",
        "bs4",
        "markdownify",
        "hunspell",
    )
    at_the_top = [
        f"{path.name}: {line}"
        for path in PACKAGE.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(tuple(f"{word} {name}" for word in ("import", "from") for name in lazy))
    ]
    assert at_the_top == []


def test_imports_are_really_read() -> None:
    assert "coachdesk.errors" in imports_of(PACKAGE / "files.py")
