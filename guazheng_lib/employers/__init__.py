"""Take Chinese employer names apart, compare two, search a register (单位名称)."""

from guazheng_lib.employers.index import EmployerIndex
from guazheng_lib.employers.pairs import compare_pairs
from guazheng_lib.employers.register import Registry

__all__ = ["EmployerIndex", "Registry", "compare_pairs"]
