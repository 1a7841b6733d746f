"""The blocks of a source brought together (汇总): folded, checked, every row accounted for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import pandas as pd

from guazheng_lib.sources.blame import Blame, quarantine
from guazheng_lib.sources.build import build
from guazheng_lib.sources.locate import Located
from guazheng_lib.sources.mend import mend, mended_table
from guazheng_lib.sources.mended import MendedLine
from guazheng_lib.sources.registrations import fold
from guazheng_lib.sources.result import empty_quarantine
from guazheng_lib.terms.errors import EmptySourceError, Place, UnbalancedError
from guazheng_lib.terms.tables import RECONCILIATION_COLUMNS, SOURCES, SourceKind

_PLACE = ("file", "sheet", "row")
_TRACE = ["_home", "_part", "_position"]

Refused = Mapping[int, tuple[str, str]]


@dataclass(frozen=True)
class Assembled:
    """A source as read, still in memory (读入汇总): see `SourceResult`."""

    table: pd.DataFrame
    quarantine: pd.DataFrame
    reconciliation: pd.DataFrame
    mended: pd.DataFrame


def assemble(
    kind: SourceKind, located: Sequence[Located], mended: Sequence[MendedLine] = ()
) -> Assembled:
    """Bring the rows of all sheets of a source together (汇总各表).

    Args:
        kind: what the files are about.
        located: the sheets with their data rows.
        mended: the lines of workbooks that came back, for rows of these files.

    Raises:
        EmptySourceError: where the registrations hold no row at all.
        UnbalancedError: where a row was lost on the way.
    """
    located, answers = mend(located, mended)
    usable, aside = _built(located)
    table, refused = _folded(kind, usable)
    aside += _refused(located, usable, refused)
    counts = _reconciled(kind, located, usable, table, aside)
    quarantined = _typed(pd.concat(aside, ignore_index=True) if aside else empty_quarantine())
    if kind is SourceKind.REGISTRATIONS and table.empty and quarantined.empty:
        raise EmptySourceError(
            "注册人员名单里没有一行数据",
            place=Place(located[0].grid.file),
            remedy="核对是否交错了空表，补交名单",
        )
    final = table.drop(columns=_TRACE).reset_index(drop=True)
    table = SOURCES[kind].table.validate(_numbered(kind, final))
    return Assembled(table, quarantined, counts, mended_table(answers, quarantined))


def _built(located: Sequence[Located]) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    tables, aside = [], []
    for home, sheet in enumerate(located):
        for part, block in enumerate(sheet.blocks):
            built = build(block)
            tables.append(built.table.assign(_home=home, _part=part, _position=built.table.index))
            aside.append(built.quarantine)
    return pd.concat(tables, ignore_index=True), [frame for frame in aside if not frame.empty]


def _folded(kind: SourceKind, usable: pd.DataFrame) -> tuple[pd.DataFrame, Refused]:
    told = [name for name in usable.columns if name not in (*_PLACE, *_TRACE)]
    table = usable[~usable.duplicated(told)]
    if kind is not SourceKind.REGISTRATIONS:
        return table, {}
    folding = fold(table)
    return folding.table, folding.refused


def _refused(
    located: Sequence[Located], usable: pd.DataFrame, refused: Refused
) -> list[pd.DataFrame]:
    """List the rows that another row contradicts, as their own sheet shows them."""
    blames: dict[tuple[int, int], Blame] = {}
    traces = usable.loc[list(refused), _TRACE].to_numpy(dtype=int).tolist()
    for (home, part, position), (field, reason) in zip(traces, refused.values(), strict=True):
        block = located[home].blocks[part]
        blame = blames.setdefault((home, part), Blame(block.cells.index))
        blame.field[position], blame.reason[position] = field, reason
    return [quarantine(located[h].blocks[part], blame) for (h, part), blame in blames.items()]


def _reconciled(
    kind: SourceKind,
    located: Sequence[Located],
    usable: pd.DataFrame,
    table: pd.DataFrame,
    aside: Sequence[pd.DataFrame],
) -> pd.DataFrame:
    """Count every row of every sheet (读入对账)."""
    rows = []
    used, kept = (frame["_home"].value_counts() for frame in (usable, table))
    for home, sheet in enumerate(located):
        grid = sheet.grid
        listed = sum(_on_sheet(frame, grid.file, grid.sheet) for frame in aside)
        data = sum(len(block.rows) for block in sheet.blocks)
        accepted = int(kept.get(home, 0))
        counts = (accepted, data - listed - accepted, listed, sheet.non_data)
        if sum(counts) != grid.read or counts[1] < 0 or accepted > int(used.get(home, 0)):
            raise UnbalancedError(
                f"读取 {grid.read} 行，各项之和是 {sum(counts)} 行，对不上",
                place=Place(grid.file, grid.sheet),
                remedy="这是程序的缺陷，请把文件的版式告诉维护者",
            )
        rows.append((str(kind), grid.file, grid.sheet, grid.read, *counts))
    return _typed(pd.DataFrame(rows, columns=list(RECONCILIATION_COLUMNS)))


def _on_sheet(frame: pd.DataFrame, file: str, sheet: str | None) -> int:
    here = frame["file"] == file
    of_sheet = frame["sheet"].isna() if sheet is None else frame["sheet"] == sheet
    return int((here & of_sheet).sum())


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Give the columns their types, also where there is no row."""
    numbers = {"row", "read", "accepted", "folded", "quarantined", "non_data"}
    return frame.astype({n: "int64" if n in numbers else "str" for n in frame.columns})


def _numbered(kind: SourceKind, table: pd.DataFrame) -> pd.DataFrame:
    """Give an advertisement without a number one that stays the same from run to run."""
    if kind is not SourceKind.JOB_ADS:
        return table
    places = table["file"] + "\x1f" + table["sheet"].fillna("") + "\x1f" + table["row"].astype(str)
    made = places.map(lambda place: "ad-" + sha256(place.encode()).hexdigest()[:12])
    return table.assign(ad_id=table["ad_id"].fillna(made))
