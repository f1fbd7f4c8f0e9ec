"""The sample practice: invented people whose half year is told through the application's own verbs."""
