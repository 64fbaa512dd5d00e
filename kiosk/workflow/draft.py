"""The draft: the state of the machine as text, so that a crash resumes at the same step, an open question included."""

import json

from kiosk.domain.errors import DamagedError
from kiosk.workflow.states import Pending, State, TakingBack
from kiosk.workflow.values_as_json import from_json, to_json


def to_draft(state: State) -> str:
    """The state as text. A movement before the rules never reaches a draft: it is answered within one transaction."""
    if isinstance(state, Pending | TakingBack):
        raise TypeError(f"{type(state).__name__} ends within its transaction")
    return json.dumps(to_json(state), sort_keys=True, separators=(",", ":"))


def from_draft(text: str) -> State:
    """The state that `to_draft` wrote; raises DamagedError if the text is none."""
    try:
        state: State = from_json(State, json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedError(f"the draft of the last job cannot be read: {error}") from error
    return state
