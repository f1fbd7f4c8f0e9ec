"""Opens a vault as `docs/vault-format.md` says, with libraries alone and nothing of ours."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from tests.crypto.conftest import PASSPHRASE, Files

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "vault-format.md"

BY_WORDS = """
from mnemonic import Mnemonic
master = bytes(Mnemonic("english").to_entropy(secret.split()))
"""

BY_PASSPHRASE = """
import hashlib, hmac, json, unicodedata
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")

lines = (folder / "practice.keys").read_bytes().splitlines(keepends=True)
assert lines[0] == b"CoachDesk key file\\n"
assert lines[3] == b"sha-256 " + hashlib.sha256(b"".join(lines[:3])).hexdigest().encode() + b"\\n"
keys = json.loads(lines[1])
slot = keys["slots"][0]
nonce, ct = (bytes.fromhex(slot.pop(name)) for name in ("nonce", "ct"))
kdf = slot["kdf"]
assert (kdf["name"], kdf["version"]) == ("argon2id", 19)
salt, cost = bytes.fromhex(kdf["salt"]), {"iterations": kdf["t"], "lanes": kdf["p"], "memory_cost": kdf["m"]}
wrapping = Argon2id(salt=salt, length=32, **cost).derive(unicodedata.normalize("NFC", secret).encode())
bound_to = canonical({"format": 1, "vault": keys["vault"], "slot": slot})
master = AESGCMSIV(wrapping).decrypt(nonce, ct, bound_to)
mac = hmac.new(derived("key-file-mac", 32), lines[0] + lines[1], hashlib.sha256).hexdigest()
assert lines[2] == b"hmac-sha256 " + mac.encode() + b"\\n"
"""

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
rows["ours"] = [name for name in sys.modules if name.startswith("coachdesk")]
print(json.dumps(rows))
"""


@pytest.mark.parametrize(
    ("way_in", "by_words"), [(BY_WORDS, True), (BY_PASSPHRASE, False)], ids=["words", "passphrase"]
)
def test_stock_tools_open_the_vault(files: Files, way_in: str, by_words: bool) -> None:
    script = OPEN.replace("# way in\n", way_in)
    secret = files.words if by_words else PASSPHRASE
    command = [sys.executable, "-c", script, str(files.folder), secret]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  (our own script)
    with vault.unlock(files.folder, PASSPHRASE) as opened:
        expected = {
            "vault_id": opened.vault_id,
            "format": "1",
            "generation": "0",
            "application_id": 1131365477,
        }
    assert json.loads(ran.stdout) == expected | {"ours": []}


def test_the_document_names_every_label_and_setting(files: Files) -> None:
    from coachdesk.crypto.kdf import Subkey

    text = DOCUMENT.read_text(encoding="utf-8")
    assert [use.value for use in Subkey if f"`{use.value}`" not in text] == []
    with vault.unlock(files.folder, PASSPHRASE) as opened, closing(opened.connect()) as connection:
        journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    assert f"journal_mode = {journal.upper()}" in text
