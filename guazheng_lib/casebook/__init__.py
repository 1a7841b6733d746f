"""The append-only ledger of cases (案件台账): what people decided on leads, and what followed.

A name is loaded when it is first asked for: a point check takes only what it needs.
"""

from typing import TYPE_CHECKING

from guazheng_lib.terms.late import late

if TYPE_CHECKING:
    from guazheng_lib.casebook.casebook import Casebook
    from guazheng_lib.casebook.decisions import Decision, Hand, decide
    from guazheng_lib.casebook.events import Event
    from guazheng_lib.casebook.place import casebook_url
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

__getattr__ = late(
    __name__,
    {
        "Casebook": "casebook",
        "Decision": "decisions",
        "Event": "events",
        "Hand": "decisions",
        "casebook_url": "place",
        "decide": "decisions",
        "fold": "states",
        "state_columns": "states",
    },
)
