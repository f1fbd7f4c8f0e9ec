import ctypes
import sys
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from coachdesk.vault_place import Kind, conflict_copies, is_network_type, is_on_network, look_around

OURS = ("practice.db", "practice.db-journal", "practice.keys", "practice.keys.bak", ".lock")


def put(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).touch()
    return folder


def test_our_own_files_are_in_no_conflict(tmp_path: Path) -> None:
    assert conflict_copies(put(tmp_path, *OURS, "letter.txt", "Thumbs.db", ".DS_Store")) == ()


@pytest.mark.parametrize(
    "name",
    [
        "practice (Ines Vogt's conflicted copy 2026-11-20).db",
        "practice (conflicted copy 2026-11-20 093000).keys",
        "practice.sync-conflict-20261120-093000-ABCDEFG.db",
        "practice (1).db",
        "practice 2.db",
        "practice-STUDIO.db",
        "practice_conf(1).db",
        "Practice (Case Conflict).db",
    ],
)
def test_a_copy_in_conflict_is_named(tmp_path: Path, name: str) -> None:
    assert conflict_copies(put(tmp_path, *OURS, name)) == (name,)


def test_a_folder_that_is_gone_has_none(tmp_path: Path) -> None:
    assert look_around(tmp_path / "gone").conflicts == ()


@pytest.mark.parametrize(
    ("marker", "service"), [(".stfolder", "Syncthing"), (".nextcloudsync.log", "Nextcloud")]
)
def test_what_a_copying_program_keeps_tells_of_it(tmp_path: Path, marker: str, service: str) -> None:
    put(tmp_path, marker)
    place = look_around(put(tmp_path / "papers" / "MyPractice.coachdesk"))
    assert (place.kind, place.service) == (Kind.SYNCED, service)


def test_the_name_of_the_folder_tells_of_it(tmp_path: Path) -> None:
    place = look_around(put(tmp_path / "OneDrive - Vogt Coaching" / "MyPractice.coachdesk"))
    assert (place.kind, place.service) == (Kind.SYNCED, "OneDrive")


def test_a_folder_of_this_computer_is_the_coachs_own(tmp_path: Path) -> None:
    assert look_around(put(tmp_path / "MyPractice.coachdesk")).kind is Kind.OWN


@pytest.mark.parametrize(
    "kind", ["nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "webdav", "9p"]
)
def test_a_network_is_known_by_its_type(kind: str) -> None:
    assert is_network_type(kind)


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "apfs", "ntfs", "tmpfs", "fuseblk", "vfat", "", "zfs"])
def test_a_disk_is_no_network(kind: str) -> None:
    assert not is_network_type(kind)


def test_the_type_is_the_systems(tmp_path: Path) -> None:
    assert not is_on_network(tmp_path)


def test_a_vault_on_a_network_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachdesk.vault_place.is_on_network", lambda _folder: True)
    assert look_around(put(tmp_path / "MyPractice.coachdesk")).kind is Kind.NETWORK


@pytest.mark.parametrize(
    ("path", "kind", "is_remote"),
    [(r"\\studio\papers\Vault", 3, True), (r"S:\Vault", 4, True), (r"C:\Vault", 3, False)],
)
def test_windows_tells_a_network_by_the_drive(
    monkeypatch: pytest.MonkeyPatch, path: str, kind: int, is_remote: bool
) -> None:
    kernel = SimpleNamespace(GetDriveTypeW=lambda _drive: kind)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert is_on_network(PureWindowsPath(path)) is is_remote  # type: ignore[arg-type]  # a path of Windows, anywhere
