"""The sample practice: invented people whose half year is told through the application's own verbs."""

# First of ours: sqlite_utils takes the driver that it finds prepared there.
import coachdesk.crypto.connection  # noqa: F401  (for what its import does)
