from coachdesk.models.entities.change import Kind
from coachdesk.models.model_headings import Model, models_of, use_model
from coachdesk.models.sessions import session
from coachdesk.models.store import Store
from tests.making import a_session, an_engagement


def test_a_session_remembers_its_models_once_each(store: Store) -> None:
    held = a_session(store, an_engagement(store))
    for model in (Model.OSKAR, Model.GROW, Model.OSKAR):
        written = use_model(store, session_id=held.id, model=model)
    assert models_of(session(store, held.id)) == (Model.GROW, Model.OSKAR)
    assert written.change.touches(Kind.SESSION)


def test_other_headings_of_a_session_are_no_models(store: Store) -> None:
    held = a_session(store, an_engagement(store))
    with store.transaction():
        store.db.execute("UPDATE session SET model_headings = 'GROWTH'")
    assert models_of(session(store, held.id)) == ()
