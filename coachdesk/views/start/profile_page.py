"""Who the coach is: a name is enough."""

from coachdesk.errors import InvalidInputError
from coachdesk.i18n import error_text
from coachdesk.models.entities.people import CoachProfile
from coachdesk.theme import Theme
from coachdesk.views.profile_form import ProfileForm
from coachdesk.views.start.background import Worker
from coachdesk.views.start.step import Step


class ProfilePage(Step):
    """The coach's profile; after it, `profile` holds what was typed."""

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__(
            self.tr("About you"),
            self.tr(
                "Your name stands on agreements and summaries. All else can wait, and can be changed later."
            ),
        )
        self.form = ProfileForm(theme, worker)
        self.column.addWidget(self.form)
        self.profile: CoachProfile | None = None

    def next_text(self) -> str:
        """Return what the button that ends the setup says."""
        return self.tr("&Open my desk")

    def focus_first(self) -> None:
        """Put the cursor where the name goes."""
        self.form.name.setFocus()

    def go_on(self) -> None:
        """Take the profile, or say what can't be taken."""
        try:
            self.profile = self.form.profile()
        except InvalidInputError as error:
            self.show_problem(error_text(error))
            self.focus_first()
            return
        self.show_problem("")
        self.completed.emit()
