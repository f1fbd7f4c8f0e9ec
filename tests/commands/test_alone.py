"""Each command in a process of its own: what it imports first must not depend on other tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coachdesk.sample.vault import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["vault", "export"], ["--to", "out.json"]),
        (["search"], ["tram"]),
        (["agreement"], ["Zoë", "--to", "out.pdf"]),
        (["summary"], ["Zoë", "--to", "out.pdf"]),
    ],
    ids=["export", "search", "agreement", "summary"],
)
def test_a_command_works_alone(sample: Path, tmp_path: Path, before: list[str], after: list[str]) -> None:
    command = [sys.executable, "-m", "coachdesk", *before, str(sample), *after, "--passphrase-file", "-"]
    ran = subprocess.run(  # noqa: S603  (our own)
        command,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
