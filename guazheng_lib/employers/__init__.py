"""Take Chinese employer names apart, compare two, search a register (单位名称)."""

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
