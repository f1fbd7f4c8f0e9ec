"""The language of the window: Qt's own texts and ours."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from coachdesk.errors import KnownError
from coachdesk.resources import resource_path


def install_translators(application: QCoreApplication, locale: QLocale) -> None:
    """Load our texts (English has its plurals there) and Qt's for this locale."""
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ours = str(resource_path("i18n"))
    for name, folder in (("qtbase", qt_folder), ("coachdesk_en.qm", ours), ("coachdesk", ours)):
        translator = QTranslator(application)
        found = (
            translator.load(name, folder)
            if name.endswith(".qm")
            else translator.load(locale, name, "_", folder)
        )
        if found:
            application.installTranslator(translator)


def error_text(error: KnownError) -> str:
    """Return what happened and what to do about it, translated."""
    parts = (QCoreApplication.translate("errors", part) for part in (error.message, error.hint) if part)
    return " ".join(parts).format(**error.facts)
