"""The proof that nobody changed the ledger (台账验证)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from guazheng_lib.casebook.events import NO_EVENT, seal_of
from guazheng_lib.terms.errors import BrokenChainError

_REMEDY = "不要再往里记；从备份恢复，并查清谁动过台账文件"


@dataclass(frozen=True)
class Proof:
    """What a whole chain comes to (验证结果): how many entries, and the last one's seal.

    Whoever noted it elsewhere, on paper or in a report sent, can later prove the ledger against it.
    """

    entries: int
    seal: str


def prove(
    rows: Iterable[Sequence[Any]], head: tuple[int, str] | None, noted: Proof | None = None
) -> Proof:
    """Follow the chain from the first entry to the last (验证).

    Args:
        rows: the entries' values in their order, the seal last.
        head: the place and seal of the last entry, as the ledger keeps them beside the entries.
        noted: a former proof that the ledger must still contain.

    Raises:
        BrokenChainError: names the first entry that does not follow from those before it.
    """
    seal, last = NO_EVENT, 0
    for row in rows:
        last += 1
        if row[0] != last:
            raise _broken(f"第 {last} 条账页缺失")
        if row[-1] != _sealed(seal, tuple(row[:-1])):
            raise _broken(f"第 {last} 条账页与它的哈希不符：这一条或前一条被改动过")
        seal = row[-1]
        if noted is not None and noted.entries == last and noted.seal != seal:
            raise _broken(f"第 {last} 条账页的哈希和当时记下的不同：到这一条为止被改写过")
    _check_end(last, seal, head)
    if noted is not None and noted.entries > last:
        raise _broken(f"第 {last + 1} 条账页缺失：当时记下的有 {noted.entries} 条")
    return Proof(last, seal)


def _check_end(last: int, seal: str, head: tuple[int, str] | None) -> None:
    if head is None:
        raise _broken(f"第 {last + 1} 条账页缺失：账尾的记录没有了")
    if head[0] > last:
        raise _broken(f"第 {last + 1} 条账页缺失：应有 {head[0]} 条")
    if head != (last, seal):
        raise _broken(f"第 {last} 条账页与账尾的记录不符：被改动过，或不是由本程序记的")


def _sealed(previous: str, values: tuple[Any, ...]) -> str:
    try:
        return seal_of(previous, values)
    except (TypeError, ValueError):  # not even text: the program writes no such entry
        return ""


def _broken(what: str) -> BrokenChainError:
    return BrokenChainError(what, remedy=_REMEDY)
