"""What lasts beyond a session: goals, the way taken, contact in between, rituals, endings, sets of prompts."""

from typing import Final

_STAMPS: Final = "created_at TEXT NOT NULL, updated_at TEXT NOT NULL"
_NAMED: Final = "TEXT NOT NULL CHECK (trim({column}) <> '')"
_OF_ENGAGEMENT: Final = "engagement_id TEXT NOT NULL REFERENCES engagement ON DELETE CASCADE"

# The agreed boundary of contact in between, how long nothing may be planned before it is noticed, when a
# promise was settled, and whether one that was carried twice was said to have the right size.
_COLUMNS: Final = """
ALTER TABLE engagement ADD COLUMN contact_words TEXT NOT NULL DEFAULT '';
ALTER TABLE engagement ADD COLUMN contact_most INTEGER;
ALTER TABLE engagement ADD COLUMN contact_per TEXT NOT NULL DEFAULT 'session';
ALTER TABLE engagement ADD COLUMN quiet_after_weeks INTEGER;
ALTER TABLE commitment ADD COLUMN settled_on TEXT;
ALTER TABLE commitment ADD COLUMN size_kept INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pledge ADD COLUMN settled_on TEXT;
UPDATE commitment SET settled_on = date(updated_at, 'localtime') WHERE state <> 'open';
UPDATE pledge SET settled_on = date(updated_at, 'localtime') WHERE state <> 'open';
CREATE INDEX commitment_settled ON commitment (settled_on);
CREATE INDEX pledge_settled ON pledge (settled_on);
"""

# A milestone that stands otherwise than ahead has turned once: when it was last written, as far as anybody knows.
_PATH: Final = f"""
CREATE TABLE goal (
  id TEXT PRIMARY KEY, {_OF_ENGAGEMENT}, words {_NAMED.format(column="words")}, measure TEXT NOT NULL,
  position INTEGER NOT NULL, set_on TEXT NOT NULL, ended_on TEXT, ended_because TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX goal_of_engagement ON goal (engagement_id, position);
CREATE TABLE goal_scaling (
  id TEXT PRIMARY KEY, goal_id TEXT NOT NULL REFERENCES goal ON DELETE CASCADE,
  session_id TEXT REFERENCES session ON DELETE SET NULL, on_day TEXT NOT NULL,
  value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10), words TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX scaling_of_goal ON goal_scaling (goal_id, on_day);
CREATE INDEX scaling_in_session ON goal_scaling (session_id);
CREATE TABLE milestone_turn (
  id TEXT PRIMARY KEY, milestone_id TEXT NOT NULL REFERENCES milestone ON DELETE CASCADE, turned_at TEXT NOT NULL,
  state_before TEXT NOT NULL, state_after TEXT NOT NULL, target_before TEXT, target_after TEXT,
  what_before TEXT NOT NULL, why TEXT NOT NULL, set_together INTEGER NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX turn_of_milestone ON milestone_turn (milestone_id, turned_at);
INSERT INTO milestone_turn
  SELECT id, id, updated_at, 'ahead', state, target_on, target_on, what, why, set_together,
    updated_at, updated_at
  FROM milestone WHERE state <> 'ahead';
CREATE TABLE session_theme (
  session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE, theme {_NAMED.format(column="theme")}, {_STAMPS},
  PRIMARY KEY (session_id, theme)) STRICT;
CREATE INDEX session_with_theme ON session_theme (theme);
"""

_BETWEEN: Final = f"""
CREATE TABLE contact (
  id TEXT PRIMARY KEY, {_OF_ENGAGEMENT}, client_id TEXT REFERENCES client ON DELETE CASCADE, at TEXT NOT NULL,
  by_coach INTEGER NOT NULL, channel TEXT NOT NULL, minutes INTEGER, words TEXT NOT NULL,
  counted INTEGER NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX contact_of_engagement ON contact (engagement_id, at);
CREATE INDEX contact_with_client ON contact (client_id);
CREATE TABLE between_check_in (
  id TEXT PRIMARY KEY, {_OF_ENGAGEMENT}, commitment_id TEXT REFERENCES commitment ON DELETE SET NULL,
  pledge_id TEXT REFERENCES pledge ON DELETE SET NULL, on_day TEXT NOT NULL, words {_NAMED.format(column="words")},
  mood TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX check_in_between ON between_check_in (engagement_id, on_day);
CREATE INDEX check_in_on_commitment ON between_check_in (commitment_id);
CREATE INDEX check_in_on_pledge ON between_check_in (pledge_id);
"""

# A ritual without an engagement is one of every client.
_RITUALS: Final = f"""
CREATE TABLE ritual (
  id TEXT PRIMARY KEY, engagement_id TEXT REFERENCES engagement ON DELETE CASCADE,
  name {_NAMED.format(column="name")}, moment TEXT NOT NULL, every INTEGER, on_day TEXT, steps TEXT NOT NULL,
  active INTEGER NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX ritual_of_engagement ON ritual (engagement_id);
CREATE TABLE ritual_time (
  id TEXT PRIMARY KEY, ritual_id TEXT NOT NULL REFERENCES ritual ON DELETE CASCADE, {_OF_ENGAGEMENT},
  session_id TEXT REFERENCES session ON DELETE SET NULL, on_day TEXT NOT NULL, skipped INTEGER NOT NULL,
  words TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX time_of_ritual ON ritual_time (ritual_id, on_day);
CREATE INDEX ritual_time_of_engagement ON ritual_time (engagement_id);
CREATE INDEX ritual_time_in_session ON ritual_time (session_id);
"""

_ENDINGS: Final = f"""
CREATE TABLE ending (
  engagement_id TEXT PRIMARY KEY REFERENCES engagement ON DELETE CASCADE, begun_on TEXT NOT NULL, closed_on TEXT,
  state_before TEXT NOT NULL, words TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE TABLE ending_step (
  {_OF_ENGAGEMENT}, step TEXT NOT NULL, done_on TEXT, skipped_because TEXT NOT NULL, {_STAMPS},
  PRIMARY KEY (engagement_id, step)) STRICT;
CREATE TABLE pause (
  id TEXT PRIMARY KEY, {_OF_ENGAGEMENT}, began_on TEXT NOT NULL, until TEXT, why TEXT NOT NULL, ended_on TEXT,
  welcome TEXT NOT NULL, state_before TEXT NOT NULL, {_STAMPS}) STRICT;
CREATE INDEX pause_of_engagement ON pause (engagement_id, began_on);
"""

_PROMPTS: Final = f"""
CREATE TABLE prompt_tag (
  prompt_key TEXT NOT NULL, tag {_NAMED.format(column="tag")}, {_STAMPS}, PRIMARY KEY (prompt_key, tag)) STRICT;
CREATE TABLE prompt_set (
  id TEXT PRIMARY KEY, name {_NAMED.format(column="name")}, {_STAMPS}) STRICT;
CREATE TABLE prompt_set_member (
  set_id TEXT NOT NULL REFERENCES prompt_set ON DELETE CASCADE, prompt_key TEXT NOT NULL, position INTEGER NOT NULL,
  {_STAMPS}, PRIMARY KEY (set_id, prompt_key)) STRICT;
CREATE INDEX prompt_use_that_opened ON prompt_use (prompt_key) WHERE trim(came_of) <> '';
CREATE TABLE lens_name (lens TEXT PRIMARY KEY, name {_NAMED.format(column="name")}, {_STAMPS}) STRICT;
"""

_FOUND: Final = "".join(
    f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table}\n"
    f"  BEGIN DELETE FROM search_entry WHERE kind = '{kind}' AND owner_id = old.id; END;\n"
    for table, kind in (
        ("goal", "goal"),
        ("contact", "contact"),
        ("between_check_in", "check-in"),
        ("feedback", "feedback"),
    )
)

# What is asked of all clients at once, whatever the number of their sessions.
_OVER_ALL: Final = """
CREATE INDEX session_held ON session (engagement_id, coalesce(began_at, planned_at))
  WHERE state = 'held' AND deleted_at IS NULL;
CREATE INDEX feedback_waiting ON feedback (given_on)
  WHERE how <> 'declined' AND (trim(answer) = '' OR told_on IS NULL);
"""

SCRIPT: Final = _COLUMNS + _PATH + _BETWEEN + _RITUALS + _ENDINGS + _PROMPTS + _FOUND + _OVER_ALL
