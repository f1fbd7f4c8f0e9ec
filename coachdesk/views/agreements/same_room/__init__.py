"""The screen turned to the client: one agreement, in large type, and nothing else."""
