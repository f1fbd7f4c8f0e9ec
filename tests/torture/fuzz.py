"""What a stranger's file can do to us: `python -m tests.torture.fuzz TARGET SECONDS`, guided by coverage.

A target takes any bytes; whatever it raises that is not a KnownError, takes longer than a second
or takes 100 MB is a finding, and ends the run with the input that did it.
"""

import hashlib
import io
import json
import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from attrs import frozen

from coachdesk.errors import KnownError

LONGEST_S: Final = 1.0
MOST_MEMORY_KIB: Final = 100 * 1024
_STANDS_BACK: Final = 10  # it takes all of a processor that others, who have less to do, may want
_HANGING_S: Final = 30  # by the clock, on a machine that has other things to do
_LONGEST_INPUT: Final = 16_384
_MASTER: Final = bytes(range(32))
_VAULT_ID: Final = "0f" * 16


@frozen
class Target:
    """What takes the bytes, and inputs to begin with."""

    take: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]


def take_keys(data: bytes) -> None:
    """Read a key file as it is, and as who changes one would leave it, with its checksum right again."""
    from coachdesk.crypto.kdf import Cost
    from coachdesk.crypto.keyfile import parse, serialise
    from coachdesk.crypto.secret import Secret

    for raw in (data, _with_right_sum(data)):
        try:
            signed = parse(raw)
            genuine = signed.is_genuine(Secret(_MASTER))
            for cost in (getattr(slot, "cost", Cost()) for slot in signed.keys.slots):
                cost.refuse_bombs()
        except KnownError:
            continue
        if genuine and serialise(signed.keys, Secret(_MASTER)) != raw:
            raise AssertionError("a key file of another shape was taken for ours")


def _with_right_sum(data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)[:3]
    content = b"".join(lines)
    return content + b"sha-256 " + hashlib.sha256(content).hexdigest().encode() + b"\n"


def keys_seeds() -> list[bytes]:
    """Return key files of ours."""
    from coachdesk.crypto.kdf import Cost
    from coachdesk.crypto.keyfile import KeyFile, serialise
    from coachdesk.crypto.secret import Secret
    from coachdesk.crypto.slots import seal, seal_for_keychain

    master = Secret(_MASTER)
    cheap = Cost(memory_kib=64, iterations=1, lanes=1)
    slot = seal(master, "heron quarry lemon tide", cheap, _VAULT_ID)
    both = (slot, seal_for_keychain(master, Secret(bytes(32)), _VAULT_ID))
    files = [KeyFile(vault_id=_VAULT_ID, generation=7, slots=slots) for slots in ((slot,), both)]
    return [serialise(keys, master) for keys in files]


def take_kit(data: bytes) -> None:
    """Read the words of a kit; those that are taken must come out the same."""
    from coachdesk.crypto.recovery import master_from, words_of

    try:
        master = master_from(data.decode("utf-8", errors="replace"))
    except KnownError:
        return
    if master_from(" ".join(words_of(master))) != master:
        raise AssertionError("words that do not lead back to their key")


def kit_seeds() -> list[bytes]:
    """Return words as people write them down."""
    from coachdesk.crypto.recovery import words_of
    from coachdesk.crypto.secret import Secret

    words = words_of(Secret(_MASTER))
    numbered = [f"{number}. {word.upper()}" for number, word in enumerate(words, start=1)]
    return [" ".join(words).encode(), "\n".join(numbered).encode(), " ".join(w[:4] for w in words).encode()]


def take_backup(data: bytes) -> None:
    """Read a backup as it is, and one whose manifest, members and checksum fit the bytes."""
    for raw in (data, _packed(data)):
        with tempfile.TemporaryDirectory(dir=_memory()) as folder:
            path = Path(folder) / "x.coachdesk-backup"
            path.write_bytes(raw)
            _read_backup(path)


def _read_backup(path: Path) -> None:
    from coachdesk.crypto.backups import archive

    def silent(_done: int, _total: int) -> None:
        return

    with suppress(KnownError):  # who reads on nevertheless must not fall over either
        archive.check_checksum(path, silent)
    try:
        label = archive.read_label(path)
        archive.check_keys(path, label, archive.read_keys(path))
        archive.unpack_database(path, label, io.BytesIO(), silent)
    except KnownError:
        return


def _packed(data: bytes) -> bytes:
    """Return an archive with these bytes as manifest, database and key file, with lengths that fit."""
    target = io.BytesIO()
    manifest, _, rest = data.partition(b"\0")
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in (
            ("practice.db", rest),
            ("practice.keys", rest[:200]),
            ("manifest.json", manifest),
        ):
            packed.writestr(name, content)
    return target.getvalue()


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  (a file system in memory)


def backup_seeds() -> list[bytes]:
    """Return an archive of ours, and what `_packed` makes one of."""
    member = {"size": 3, "sha256": hashlib.sha256(b"abc").hexdigest()}
    manifest = json.dumps(
        {
            "format": 1,
            "generation": 7,
            "made": "2026-05-14T08:00:00Z",
            "members": {"practice.db": member, "practice.keys": member},
            "nonce": "00" * 12,
            "reader": 1,
            "sealed": "00" * 32,
            "vault": _VAULT_ID,
        },
        sort_keys=True,
        separators=(",", ":"),
    ).encode()
    return [manifest + b"\0abc", _packed(manifest + b"\0abc")]


def take_form(data: bytes) -> None:
    """Read a form that came back."""
    from coachdesk.documents.returned_form import read_form

    try:
        form = read_form(data)
    except KnownError:
        return
    if any("\x00" in text for text in form.answers.values()):
        raise AssertionError("an answer that is not fit to be kept")


def form_seeds() -> list[bytes]:
    """Return a form without its pages, with a table of contents as text and as a stream."""
    import pikepdf

    saved = []
    for mode in (pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate):
        target = io.BytesIO()
        with pikepdf.new() as pdf:
            field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=f"{'0' * 36}/{'1' * 36}", V="Grüße")
            pdf.add_blank_page()
            script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
            pdf.Root.OpenAction = script
            pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)])
            pdf.save(target, object_stream_mode=mode)
        saved.append(target.getvalue())
    return saved


TARGETS: Final[Mapping[str, Target]] = {
    "keys": Target(take_keys, keys_seeds),
    "kit": Target(take_kit, kit_seeds),
    "backup": Target(take_backup, backup_seeds),
    "form": Target(take_form, form_seeds),
}


def measured(take: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """Return a target that also takes a second of the processor, or a new height of memory, for a finding."""

    def take_and_measure(data: bytes) -> None:
        before, began = _highest_memory_kib(), time.process_time()
        take(data)
        took, grown = time.process_time() - began, _highest_memory_kib() - before
        if grown > MOST_MEMORY_KIB:
            raise MemoryError(f"{grown} KiB")
        if took > LONGEST_S:
            raise TimeoutError(f"{took:.1f} s")

    return take_and_measure


def _highest_memory_kib() -> int:
    """Return the most memory this program ever held; `getrusage` may tell of the one that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(status.split("VmHWM:", 1)[1].split(maxsplit=1)[0])


def main(name: str, seconds: int) -> None:
    """Fuzz until the time is over."""
    import atheris

    with atheris.instrument_imports(include=["coachdesk", "json", "zipfile", "mnemonic", "pikepdf"]):
        target = TARGETS[name]
        seeds = target.seeds()
        for seed in seeds:
            target.take(seed)
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds):
            (Path(corpus) / str(number)).write_bytes(seed)
        limits = [f"-max_total_time={seconds}", f"-timeout={_HANGING_S}", f"-max_len={_LONGEST_INPUT}"]
        quiet = ["-rss_limit_mb=1024", f"-artifact_prefix={corpus}/", "-print_final_stats=1", "-verbosity=0"]
        atheris.Setup([sys.argv[0], corpus, *limits, *quiet], measured(target.take))
        atheris.Fuzz()


if __name__ == "__main__":
    os.nice(_STANDS_BACK)
    main(sys.argv[1], int(sys.argv[2]))
