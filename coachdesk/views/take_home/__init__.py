"""The form that a client takes home, and its way back."""
