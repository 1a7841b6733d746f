"""The ledger of events (案件台账): a chain of sealed entries on SQLite or PostgreSQL.

`reader` loads no database library: a point check takes only what it needs.
"""

from typing import TYPE_CHECKING

from guazheng_lib.terms.late import late

if TYPE_CHECKING:
    from guazheng_lib.casebook.ledger.ledger import Ledger
    from guazheng_lib.casebook.ledger.proof import Proof

__all__ = ["Ledger", "Proof"]

__getattr__ = late(__name__, {"Ledger": "ledger", "Proof": "proof"})
