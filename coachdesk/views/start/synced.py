"""Whether a folder is one that a program copies to other computers, told from its path alone."""

from pathlib import PurePath
from typing import Final

_SERVICES: Final = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "mega": "MEGA",
    "syncthing": "Syncthing",
}


def synced_by(folder: PurePath) -> str:
    """Return the name of the service that seems to copy this folder, or an empty text."""
    for part in folder.parts:
        name = part.casefold()
        for beginning, service in _SERVICES.items():
            if name == beginning or name.startswith((f"{beginning} ", f"{beginning}-", f"{beginning}(")):
                return service
    return ""
