"""Take Chinese employer names apart, compare two, search a register (单位名称).

A name is loaded when it is first asked for: a point check compares names without pandas.
"""

from typing import TYPE_CHECKING

from guazheng_lib.terms.late import late

if TYPE_CHECKING:
    from guazheng_lib.employers.index import EmployerIndex
    from guazheng_lib.employers.kinds import EmployerKind, employer_kind, employer_kinds
    from guazheng_lib.employers.pairs import compare_pairs
    from guazheng_lib.employers.register import Registry

__all__ = [
    "EmployerIndex",
    "EmployerKind",
    "Registry",
    "compare_pairs",
    "employer_kind",
    "employer_kinds",
]

__getattr__ = late(
    __name__,
    {
        "EmployerIndex": "index",
        "EmployerKind": "kinds",
        "Registry": "register",
        "compare_pairs": "pairs",
        "employer_kind": "kinds",
        "employer_kinds": "kinds",
    },
)
