"""Fail when a module that must be covered whole, branches too, is not."""

import json
import sys
from pathlib import Path

WHOLE = (
    "coachdesk/backup_",
    "coachdesk/crypto/",
    "coachdesk/documents/",
    "coachdesk/models/document_check",
    "coachdesk/models/schema",
    "coachdesk/models/store",
    "coachdesk/models/upgrade",
)


def main(report: str) -> int:
    files = json.loads(Path(report).read_text(encoding="utf-8"))["files"]
    gaps = [
        f"{name}: {entry['summary']['percent_covered']:.1f} %"
        for name, entry in sorted(files.items())
        if name.startswith(WHOLE) and entry["summary"]["percent_covered"] < 100  # noqa: PLR2004
    ]
    gaps += [f"{prefix}: none" for prefix in WHOLE if not any(name.startswith(prefix) for name in files)]
    sys.stdout.write("\n".join(["Covered in part, and should be whole:", *gaps]) + "\n" if gaps else "")
    return 1 if gaps else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
