"""What lets an agreement live: reviews, evidence of signatures, sponsor reports, seals, forms, own clause sets.

A retention period and the fields of a sponsor report belong to what is signed, so the triggers that
keep a signed version as it is are made anew with them; so is the one of signatures, with what was
drawn or scanned.
"""

from typing import Final

from coachdesk.models.migrations.m0001_first_practice import FROZEN, REFUSE, is_fixed

_STAMPS: Final = "created_at TEXT NOT NULL, updated_at TEXT NOT NULL"

_COLUMNS: Final = """
ALTER TABLE client ADD COLUMN guardian TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement_version ADD COLUMN keep_months INTEGER;
ALTER TABLE agreement_version ADD COLUMN report_fields TEXT NOT NULL DEFAULT '[]';
ALTER TABLE signature ADD COLUMN evidence_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE shared_document ADD COLUMN protection TEXT NOT NULL DEFAULT 'plain';
ALTER TABLE shared_document ADD COLUMN pages_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE version_pdf ADD COLUMN kind TEXT NOT NULL DEFAULT 'agreement';
"""

_SIGNED_STAYS: Final = f"""
DROP TRIGGER signed_version_stays;
CREATE TRIGGER signed_version_stays BEFORE UPDATE ON agreement_version
  WHEN {is_fixed("old.id")} AND (
    (new.id, new.agreement_id, new.number, new.language, new.effective_on, new.review_on, new.reason,
     new.supersedes_id, new.content_hash, new.parties, new.keep_months, new.report_fields, new.created_at) IS NOT
    (old.id, old.agreement_id, old.number, old.language, old.effective_on, old.review_on, old.reason,
     old.supersedes_id, old.content_hash, old.parties, old.keep_months, old.report_fields, old.created_at)
    OR old.state IN {FROZEN} AND new.state <> old.state
       AND NOT (old.state = 'signed' AND new.state IN ('superseded', 'withdrawn')))
  {REFUSE}
DROP TRIGGER signature_is_only_voided;
CREATE TRIGGER signature_is_only_voided BEFORE UPDATE ON signature
  WHEN (SELECT state IN {FROZEN} FROM agreement_version WHERE id = old.version_id)
    OR old.voided_at IS NOT NULL OR new.voided_at IS NULL
    OR (new.id, new.version_id, new.party, new.signer, new.name, new.method, new.place, new.signed_at,
        new.statement, new.content_hash, new.chain_hash, new.evidence_hash, new.created_at) IS NOT
       (old.id, old.version_id, old.party, old.signer, old.name, old.method, old.place, old.signed_at,
        old.statement, old.content_hash, old.chain_hash, old.evidence_hash, old.created_at)
  {REFUSE}
CREATE TABLE signature_evidence (
  signature_id TEXT PRIMARY KEY REFERENCES signature ON DELETE CASCADE, media_type TEXT NOT NULL,
  file_name TEXT NOT NULL, content BLOB NOT NULL, {_STAMPS}) STRICT;
CREATE TRIGGER evidence_comes_with_its_signature BEFORE INSERT ON signature_evidence
  WHEN EXISTS (SELECT 1 FROM signature_evidence WHERE signature_id = new.signature_id)
    OR (SELECT s.evidence_hash = '' OR v.state IN {FROZEN} FROM signature s
        JOIN agreement_version v ON v.id = s.version_id WHERE s.id = new.signature_id)
  {REFUSE}
CREATE TRIGGER evidence_stays BEFORE UPDATE ON signature_evidence
  {REFUSE}
CREATE TRIGGER evidence_is_not_removed BEFORE DELETE ON signature_evidence
  WHEN EXISTS (SELECT 1 FROM signature WHERE id = old.signature_id)
  {REFUSE}
"""

_REVIEWS: Final = f"""
CREATE TABLE review_point (
  id TEXT PRIMARY KEY, engagement_id TEXT NOT NULL REFERENCES engagement ON DELETE CASCADE, kind TEXT NOT NULL,
  due_on TEXT, due_after_session INTEGER, cause TEXT NOT NULL, about TEXT NOT NULL, state TEXT NOT NULL,
  held_at TEXT, outcome TEXT NOT NULL, words TEXT NOT NULL,
  version_id TEXT REFERENCES agreement_version ON DELETE SET NULL,
  new_version_id TEXT REFERENCES agreement_version ON DELETE SET NULL, {_STAMPS}) STRICT;
CREATE INDEX review_of_engagement ON review_point (engagement_id, state);
CREATE INDEX review_by_day ON review_point (state, due_on);
CREATE INDEX review_of_version ON review_point (version_id);
CREATE INDEX review_led_to ON review_point (new_version_id);
CREATE TABLE review_answer (
  review_id TEXT NOT NULL REFERENCES review_point ON DELETE CASCADE,
  clause_id TEXT NOT NULL REFERENCES clause ON DELETE CASCADE, answer TEXT NOT NULL, words TEXT NOT NULL,
  {_STAMPS}, PRIMARY KEY (review_id, clause_id)) STRICT;
CREATE INDEX review_answer_on_clause ON review_answer (clause_id);
CREATE TABLE noticed (
  id TEXT PRIMARY KEY, engagement_id TEXT NOT NULL REFERENCES engagement ON DELETE CASCADE, kind TEXT NOT NULL,
  noticed_on TEXT NOT NULL, words TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX noticed_in_engagement ON noticed (engagement_id, kind, noticed_on);
CREATE INDEX session_of_engagement_by_state ON session
  (engagement_id, state, number, coalesce(began_at, planned_at)) WHERE deleted_at IS NULL;
"""

_REPORTS: Final = f"""
CREATE TABLE sponsor_report (
  id TEXT PRIMARY KEY, engagement_id TEXT NOT NULL REFERENCES engagement ON DELETE CASCADE,
  version_id TEXT REFERENCES agreement_version ON DELETE SET NULL, number INTEGER NOT NULL, language TEXT NOT NULL,
  sponsor TEXT NOT NULL, parts TEXT NOT NULL, content_hash TEXT NOT NULL, approvals TEXT NOT NULL, left_at TEXT,
  {_STAMPS}, UNIQUE (engagement_id, number)) STRICT;
CREATE INDEX report_of_version ON sponsor_report (version_id);
CREATE TRIGGER report_that_left_stays BEFORE UPDATE ON sponsor_report
  WHEN old.left_at IS NOT NULL AND
    (new.id, new.engagement_id, new.number, new.language, new.sponsor, new.parts, new.content_hash, new.approvals,
     new.created_at) IS NOT
    (old.id, old.engagement_id, old.number, old.language, old.sponsor, old.parts, old.content_hash, old.approvals,
     old.created_at)
  BEGIN SELECT RAISE(ABORT, 'handed-out text does not change'); END;
"""

_SEALS_AND_FORMS: Final = f"""
CREATE TABLE seal_identity (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, certificate BLOB NOT NULL, wrapped_key BLOB NOT NULL, retired_at TEXT,
  {_STAMPS}) STRICT;
CREATE TABLE take_home_form (
  id TEXT PRIMARY KEY, version_id TEXT NOT NULL REFERENCES agreement_version ON DELETE CASCADE,
  client_id TEXT NOT NULL REFERENCES client ON DELETE CASCADE, language TEXT NOT NULL, questions TEXT NOT NULL,
  made_at TEXT NOT NULL, returned_at TEXT, {_STAMPS}) STRICT;
CREATE INDEX form_of_version ON take_home_form (version_id);
CREATE INDEX form_of_client ON take_home_form (client_id);
"""

_SETS: Final = f"""
CREATE TABLE clause_set (
  id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (trim(name) <> ''), language TEXT NOT NULL, based_on TEXT NOT NULL,
  {_STAMPS}) STRICT;
CREATE TABLE set_clause (
  id TEXT PRIMARY KEY, set_id TEXT NOT NULL REFERENCES clause_set ON DELETE CASCADE, position INTEGER NOT NULL,
  key TEXT NOT NULL, layer TEXT NOT NULL, heading TEXT NOT NULL, prompt TEXT NOT NULL, suggestion TEXT NOT NULL,
  audience TEXT NOT NULL, core INTEGER NOT NULL, kinds TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX clause_of_set ON set_clause (set_id, position);
"""

SCRIPT: Final = _COLUMNS + _SIGNED_STAYS + _REVIEWS + _REPORTS + _SEALS_AND_FORMS + _SETS
