"""Finding out whether the vault can be written again."""

from coachdesk.models.store import Store


def try_to_save(store: Store) -> None:
    """Change nothing, and save that.

    Raises:
        StorageError: it can't be written yet.
    """
    with store.transaction():
        pass
