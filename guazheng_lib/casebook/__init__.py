"""The append-only ledger of cases (案件台账): what people decided on leads, and what followed."""

from guazheng_lib.casebook.casebook import Casebook, casebook_url
from guazheng_lib.casebook.decisions import Decision, Hand, decide
from guazheng_lib.casebook.events import Event
from guazheng_lib.casebook.states import fold, state_columns

__all__ = [
    "Casebook",
    "Decision",
    "Event",
    "Hand",
    "casebook_url",
    "decide",
    "fold",
    "state_columns",
]
