from pathlib import PurePosixPath, PureWindowsPath

import pytest

from coachdesk.views.start.synced import synced_by


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (PurePosixPath("/home/mira/Dropbox/MyPractice.coachdesk"), "Dropbox"),
        (PureWindowsPath(r"C:\Users\Mira\OneDrive - Halden AG\Documents\MyPractice.coachdesk"), "OneDrive"),
        (PurePosixPath("/Users/mira/Library/Mobile Documents/com~apple~CloudDocs/Practice"), "iCloud Drive"),
        (PurePosixPath("/home/mira/nextcloud/practice"), "Nextcloud"),
        (PurePosixPath("/home/mira/Documents/MyPractice.coachdesk"), ""),
        (PurePosixPath("/home/mira/Dropboxes of old/practice"), ""),
        (PurePosixPath("/home/omega/practice"), ""),
    ],
)
def test_a_synced_folder_is_told_by_its_path(folder: PurePosixPath, service: str) -> None:
    assert synced_by(folder) == service
