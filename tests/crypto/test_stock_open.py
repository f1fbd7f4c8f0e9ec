"""Opens a vault as `docs/vault-format.md` says, with libraries alone and nothing of ours."""

import json
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.crypto.backups.making import back_up
from coachdesk.models.store import Store
from coachdesk.sealing import new_seal
from tests.crypto.conftest import PASSPHRASE, Files
from tests.crypto.keychains import FakeStore, keychain_of

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "vault-format.md"

BY_WORDS = """
from mnemonic import Mnemonic
master = bytes(Mnemonic("english").to_entropy(secret.split()))
"""

BY_KEY_FILE = """
import hashlib, hmac, json, unicodedata
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")

lines = (folder / "practice.keys").read_bytes().splitlines(keepends=True)
assert lines[0] == b"CoachDesk key file\\n"
assert lines[3] == b"sha-256 " + hashlib.sha256(b"".join(lines[:3])).hexdigest().encode() + b"\\n"
keys = json.loads(lines[1])
slot = next(slot for slot in keys["slots"] if slot["kind"] == KIND)
nonce, ct = (bytes.fromhex(slot.pop(name)) for name in ("nonce", "ct"))
# wrapping
bound_to = canonical({"format": FORMAT, "vault": keys["vault"], "slot": slot})
master = AESGCMSIV(wrapping).decrypt(nonce, ct, bound_to)
mac = hmac.new(derived("key-file-mac", 32), lines[0] + lines[1], hashlib.sha256).hexdigest()
assert lines[2] == b"hmac-sha256 " + mac.encode() + b"\\n"
"""

ARGON2 = """
kdf = slot["kdf"]
assert (kdf["name"], kdf["version"]) == ("argon2id", 19)
salt, cost = bytes.fromhex(kdf["salt"]), {"iterations": kdf["t"], "lanes": kdf["p"], "memory_cost": kdf["m"]}
wrapping = Argon2id(salt=salt, length=32, **cost).derive(unicodedata.normalize("NFC", secret).encode())
"""

ENTRY = """
assert slot["kdf"] == {"name": "none"}
wrapping = bytes.fromhex(secret)
"""

BY_PASSPHRASE = 'KIND, FORMAT = "passphrase", 1' + BY_KEY_FILE.replace("# wrapping", ARGON2)
BY_KEYCHAIN = 'KIND, FORMAT = "keychain", 2' + BY_KEY_FILE.replace("# wrapping", ENTRY)

OPEN = """
import json, sys
from pathlib import Path
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlcipher3 import dbapi2

folder, secret = Path(sys.argv[1]), sys.argv[2]

def derived(use, length):
    return HKDF(SHA256(), length, None, b"coachdesk/v1/" + use.encode()).derive(master)

# way in

connection = dbapi2.connect(str(folder / "practice.db"))
key = derived("database-key", 32).hex() + derived("database-salt", 16).hex()
connection.execute(f"PRAGMA key = \\"x'{key}'\\"")
rows = dict(connection.execute("SELECT key, value FROM vault_meta"))
rows["application_id"] = connection.execute("PRAGMA application_id").fetchone()[0]
# more
rows["ours"] = [name for name in sys.modules if name.startswith("coachdesk")]
print(json.dumps(rows))
"""


@pytest.fixture
def entry(files: Files) -> str:
    """Return what the keychain keeps for a vault that it opens."""
    store = FakeStore()
    with vault.unlock(files.folder, PASSPHRASE) as opened:
        opened.add_keychain(keychain_of(store))
        assert list(store.entries) == [f"CoachDesk/{opened.vault_id}.{slot_ids(files)[-1]}"]
    return store.entries.popitem()[1]


def slot_ids(files: Files) -> list[str]:
    return [slot["id"] for slot in json.loads(files.keys.read_bytes().splitlines()[1])["slots"]]


def read_with_stock_tools(files: Files, way_in: str, secret: str, more: str = "") -> dict[str, object]:
    script = OPEN.replace("# way in\n", way_in).replace("# more\n", more)
    command = [sys.executable, "-c", script, str(files.folder), secret]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  (our own script)
    return dict(json.loads(ran.stdout))


@pytest.mark.parametrize(
    "way_in", [BY_WORDS, BY_PASSPHRASE, BY_KEYCHAIN], ids=["words", "passphrase", "keychain"]
)
def test_stock_tools_open_the_vault(files: Files, entry: str, way_in: str) -> None:
    secret = {BY_WORDS: files.words, BY_PASSPHRASE: PASSPHRASE, BY_KEYCHAIN: entry}[way_in]
    with vault.unlock(files.folder, PASSPHRASE) as opened:
        expected = {
            "vault_id": opened.vault_id,
            "format": "1",
            "generation": "0",
            "application_id": 1131365477,
        }
    assert read_with_stock_tools(files, way_in, secret) == expected | {"ours": []}


FROM_BACKUP = """
import hashlib, json, tempfile, zipfile

backup = next((folder / "backups").iterdir())
raw = backup.read_bytes()
assert hashlib.sha256(raw[:-64]).hexdigest().encode() == raw[-64:]
with zipfile.ZipFile(backup) as archive:
    members = {name: archive.read(name) for name in archive.namelist()}
folder = Path(tempfile.mkdtemp(dir=folder))
for name, content in members.items():
    (folder / name).write_bytes(content)
"""

OPEN_BACKUP = """
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

manifest = json.loads(members["manifest.json"])
for name, facts in manifest["members"].items():
    assert facts == {"size": len(members[name]), "sha256": hashlib.sha256(members[name]).hexdigest()}
nonce, sealed = (bytes.fromhex(manifest.pop(name)) for name in ("nonce", "sealed"))
bound_to = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode("ascii")
inventory = AESGCMSIV(derived("backup-inventory", 32)).decrypt(nonce, sealed, bound_to)

connection = dbapi2.connect(str(folder / "practice.db"))
key = derived("backup", 32).hex() + derived("backup-salt", 16).hex()
connection.execute(f"PRAGMA key = \\"x'{key}'\\"")
rows = dict(connection.execute("SELECT key, value FROM vault_meta"))
ours = [name for name in sys.modules if name.startswith("coachdesk")]
print(json.dumps({"rows": rows, "inventory": json.loads(inventory), "ours": ours}))
"""


@pytest.mark.parametrize(
    ("way_in", "by_words"), [(BY_WORDS, True), (BY_PASSPHRASE, False)], ids=["words", "passphrase"]
)
def test_stock_tools_open_a_backup(files: Files, way_in: str, by_words: bool) -> None:
    with vault.unlock(files.folder, PASSPHRASE) as opened:
        back_up(opened, datetime(2026, 5, 14, 8, 0, tzinfo=UTC))
    before, _ = OPEN.split("# way in\n")
    script = before + FROM_BACKUP + way_in + OPEN_BACKUP
    secret = files.words if by_words else PASSPHRASE
    command = [sys.executable, "-c", script, str(files.folder), secret]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  (our own script)
    found = json.loads(ran.stdout)
    assert found["rows"]["vault_id"] == opened.vault_id
    assert (found["inventory"], found["ours"]) == ({"rows": {"vault_meta": 3}}, [])


def test_the_document_names_every_label_and_setting(files: Files) -> None:
    from coachdesk.crypto.kdf import Subkey

    text = DOCUMENT.read_text(encoding="utf-8")
    assert [use.value for use in Subkey if f"`{use.value}`" not in text] == []
    with vault.unlock(files.folder, PASSPHRASE) as opened, closing(opened.connect()) as connection:
        journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    assert f"journal_mode = {journal.upper()}" in text


UNWRAP_SEAL = """
import hashlib
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.serialization import load_der_private_key
from cryptography.x509 import load_der_x509_certificate

found = "SELECT certificate, wrapped_key FROM seal_identity WHERE retired_at IS NULL"
certificate, wrapped = connection.execute(found).fetchone()
bound = {"certificate": hashlib.sha256(certificate).hexdigest(), "format": 1, "vault": rows["vault_id"]}
aad = json.dumps(bound, sort_keys=True, separators=(",", ":")).encode("ascii")
private = AESGCMSIV(derived("signing-key-wrap", 32)).decrypt(wrapped[:12], wrapped[12:], aad)
public = load_der_private_key(private, None).public_key()
rows["seal fits"] = public == load_der_x509_certificate(certificate).public_key()
"""


def test_stock_tools_open_the_key_of_the_seal(files: Files) -> None:
    with vault.unlock(files.folder, PASSPHRASE) as opened, closing(Store(opened.connect())) as store:
        new_seal(store, opened)
    found = read_with_stock_tools(files, BY_WORDS, files.words, more=UNWRAP_SEAL)
    assert (found["seal fits"], found["ours"]) == (True, [])
