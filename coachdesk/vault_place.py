"""What lies around a vault: programs that copy its folder, a network, copies left in conflict."""

import re
import sys
from enum import Enum
from pathlib import Path
from typing import Final

from attrs import frozen
from PySide6.QtCore import QStorageInfo

from coachdesk.views.start.synced import synced_by

# What each program keeps in the folder that it copies.
_MARKERS: Final = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
    ".SynologyWorkingDirectory": "Synology Drive",
}
# Types as Linux and macOS name them; a part before a dot says only who serves it.
_NETWORKS: Final = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "afs", "webdav", "davfs", "davfs2", "9p",
    "ceph", "glusterfs", "lustre", "ncpfs", "coda", "sshfs", "rclone", "gvfsd-fuse", "vmhgfs-fuse",
    "google-drive-ocamlfuse", "onedriver",
})  # fmt: skip
_DRIVE_REMOTE: Final = 4  # https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew
_OURS: Final = frozenset({"practice.db", "practice.keys"})
_IN_CONFLICT: Final = re.compile(r"practice[ ._(\-].*\.(db|keys)", re.IGNORECASE)


class Kind(Enum):
    """Whose the folder is besides the coach's."""

    OWN = "own"
    SYNCED = "synced"
    NETWORK = "network"


@frozen(kw_only=True)
class Place:
    """What was found; `service` names the program that copies the folder."""

    kind: Kind = Kind.OWN
    service: str = ""
    conflicts: tuple[str, ...] = ()


def look_around(folder: Path) -> Place:
    """Return what lies around a vault; reads the disk, and writes nothing."""
    conflicts = conflict_copies(folder)
    service = synced_by(folder) or _marked_by(folder)
    if service:
        return Place(kind=Kind.SYNCED, service=service, conflicts=conflicts)
    return Place(kind=Kind.NETWORK if is_on_network(folder) else Kind.OWN, conflicts=conflicts)


def conflict_copies(folder: Path) -> tuple[str, ...]:
    """Return the names of files that a copying program has put beside the vault's own."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return ()
    return tuple(name for name in names if _IN_CONFLICT.fullmatch(name) and name not in _OURS)


def is_on_network(folder: Path) -> bool:
    """Tell whether a folder is on another computer."""
    if sys.platform == "win32":
        return _is_remote_drive(folder)
    return is_network_type(bytes(QStorageInfo(str(folder)).fileSystemType().data()).decode())


def is_network_type(name: str) -> bool:
    """Tell whether a file system of this type, as the system names it, is on another computer."""
    return not _NETWORKS.isdisjoint({name, name.removeprefix("fuse.")})


def _is_remote_drive(folder: Path) -> bool:
    import ctypes

    drive = folder.drive
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (there on Windows alone)
    return drive.startswith("\\\\") or kernel.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE


def _marked_by(folder: Path) -> str:
    for part in (folder, *folder.parents):
        for marker, service in _MARKERS.items():
            try:
                if (part / marker).exists() and part != Path.home():
                    return service
            except OSError:
                continue
    return ""
