"""The language of the window: Qt's own texts and ours."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from coachdesk.errors import KnownError
from coachdesk.resources import resource_path


def install_translators(application: QCoreApplication, locale: QLocale) -> list[QTranslator]:
    """Load our texts (English has its plurals there) and Qt's for this locale; return what was found."""
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ours = str(resource_path("i18n"))
    wanted = (("qtbase", qt_folder, locale), ("coachdesk", ours, QLocale("en")), ("coachdesk", ours, locale))
    return [
        found for name, folder, spoken in wanted if (found := _install(application, name, folder, spoken))
    ]


def _install(application: QCoreApplication, name: str, folder: str, locale: QLocale) -> QTranslator | None:
    translator = QTranslator(application)
    if not translator.load(locale, name, "_", folder):
        return None
    application.installTranslator(translator)
    return translator


def error_text(error: KnownError) -> str:
    """Return what happened and what to do about it, translated."""
    parts = (QCoreApplication.translate("errors", part) for part in (error.message, error.hint) if part)
    return " ".join(parts).format(**error.facts)
