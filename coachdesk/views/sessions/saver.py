"""Where the parts of a session's page find their saver."""

from coachdesk.views.widgets.saver import Job, PartSaver

__all__ = ["Job", "PartSaver"]
