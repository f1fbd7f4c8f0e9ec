"""Collect the English plurals from the sources, and compile them for Qt.

English needs no other translation: the text in the source is what is shown. A plural is written
`tr("%n session(s)", "", n)`; here "(s)" becomes two forms. A text without it stays as it is for
any number, unless FORMS has its two. `--check` writes nothing and fails where the committed files
are behind the sources.
"""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
NAME = "coachdesk_en"
TOOLS = Path(sys.executable).parent

# Texts whose plural is not made by an s.
FORMS = {"%n minutes": ("%n minute", "%n minutes"), "%n min": ("%n min", "%n min")}


def forms(source: str) -> tuple[str, str]:
    if source in FORMS:
        return FORMS[source]
    return source.replace("(s)", ""), source.replace("(s)", "s")


def collect(ts: Path) -> None:
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "coachdesk").rglob("*.py"))
    options = ("-pluralonly", "-locations", "none", "-silent", "-ts", str(ts))
    command = [TOOLS / "pyside6-lupdate", *sources, *options]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)


def fill_in(ts: Path) -> None:
    tree = ET.parse(ts)
    tree.getroot().set("language", "en")
    for message in tree.iter("message"):
        translation = message.find("translation")
        if translation is not None and message.get("numerus") == "yes":
            translation.attrib.pop("type", None)
            texts = forms(message.findtext("source", ""))
            for form, text in zip(translation.findall("numerusform"), texts, strict=True):
                form.text = text
    tree.write(ts, encoding="utf-8", xml_declaration=True)


def build(folder: Path) -> None:
    ts = folder / f"{NAME}.ts"
    ts.unlink(missing_ok=True)
    ts.write_text('<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="en"/>')
    collect(ts)
    fill_in(ts)
    command = [TOOLS / "pyside6-lrelease", "-silent", str(ts), "-qm", str(folder / f"{NAME}.qm")]
    subprocess.run(command, check=True, capture_output=True)


def main() -> int:
    if "--check" not in sys.argv:
        build(FOLDER)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        names = (f"{NAME}.ts", f"{NAME}.qm")
        behind = [n for n in names if (Path(folder) / n).read_bytes() != (FOLDER / n).read_bytes()]
    sys.stdout.write(f"run scripts/translations.py: {', '.join(behind)}\n" if behind else "")
    return 1 if behind else 0


if __name__ == "__main__":
    sys.exit(main())
