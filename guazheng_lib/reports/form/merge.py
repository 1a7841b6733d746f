"""Nine counties' forms made into the city's (各县区汇总表合并), without a silent loss."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from guazheng_lib.casebook.form_rows import form_counts, id_key, is_of_person
from guazheng_lib.reports.form.checks import texts_of
from guazheng_lib.reports.form.read import FormRead
from guazheng_lib.reports.form.write import case_columns
from guazheng_lib.reports.layouts import form_layout
from guazheng_lib.terms.errors import DocumentError
from guazheng_lib.terms.text import fold_width

_FEWEST_DIGITS = 4
"""A certificate number has more; 无 or / in its place is none."""
_SHOWN = 5


@dataclass(frozen=True)
class Reported:
    """A row as a county reported it (上报的一行): which form, which row of it, which cells."""

    form: FormRead = field(repr=False)
    row: int
    sheet: str
    cells: Mapping[str, str] = field(repr=False)

    def __str__(self) -> str:
        """Say where it stands."""
        sheet = f"「{self.sheet}」" if self.sheet else ""
        return f"{self.form.department or self.form.file}{sheet}第 {self.row} 行"


@dataclass(frozen=True)
class Conflict:
    """One certificate, or one unit, told in different ways (冲突); every way stays in the form.

    Attributes:
        versions: the rows that differ, in the order of the forms.
        numbers: their numbers in the merged form.
        columns: the columns in which they differ.
    """

    versions: tuple[Reported, ...]
    numbers: tuple[int, ...]
    columns: tuple[str, ...]

    @property
    def whose(self) -> str:
        """Name the person and the certificate so that nobody else learns them (当事人)."""
        cells = self.versions[0].cells
        if not is_of_person(cells):
            return cells["using_employer"] or cells["agency"]
        return f"{short_name(cells['person_name'])}（证书 {short_no(cells['certificate_no'])}）"

    def __str__(self) -> str:
        """Say it on one line."""
        numbers = "、".join(map(str, self.numbers))
        titles = "、".join(form_layout().full_title(name) for name in self.columns)
        places = " 与 ".join(map(str, self.versions))
        return f"{self.whose}：{places} 不一致：{titles}；都保留（序号 {numbers}），请核定一条"


@dataclass(frozen=True)
class MergedForm:
    """The city's form (全市汇总表).

    Attributes:
        rows: `form.case_columns`, in the order of the forms.
        conflicts: what several rows tell differently.
        counts: one row a form: 部门, 文件, 上报, 合并, 计入, 冲突, 待核对.
        folded: rows that another row tells word for word, with that row.
        missing: the counties of which no form came.
        problems: what was noted while the forms were read.
    """

    rows: pd.DataFrame = field(repr=False)
    conflicts: tuple[Conflict, ...]
    counts: pd.DataFrame
    folded: tuple[tuple[Reported, Reported], ...]
    missing: tuple[str, ...]
    problems: tuple[str, ...]

    def lines(self) -> list[str]:
        """Say what was merged, what is missing and what differs (合并结果)."""
        named = form_counts(self.rows)
        said = [
            f"合并 {len(self.counts)} 份汇总表：上报 {len(self.rows) + len(self.folded)} 行，"
            f"相同合并 {len(self.folded)} 行，计入 {len(self.rows)} 行"
            f"（{named['persons']} 人、{named['certificates']} 个证书、{named['units']} 家单位、"
            f"{named['agencies']} 家机构）；冲突 {len(self.conflicts)} 处"
        ]
        said += [f"没有收到：{county}" for county in self.missing]
        said += [f"{again} 与 {first} 相同，合并为一行" for again, first in self.folded]
        return [*said, *map(str, self.conflicts), *self.problems]


def merge_forms(forms: Sequence[FormRead], expected: Mapping[str, str] | None = None) -> MergedForm:
    """Merge the counties' forms (合并汇总表).

    A certificate that two forms report alike is one row. Where they differ, both rows stay and the
    difference is listed: a person decides. Two persons with one certificate number differ.

    Args:
        forms: as read, in the order that the city's form keeps.
        expected: the department of each county that has to file.

    Raises:
        DocumentError: where no form came, or rows would be lost.
    """
    if not forms:
        raise DocumentError("没有交来汇总表", remedy="写明各县区汇总表的文件")
    reported = [each for form in forms for each in _reported(form)]
    first_of: dict[tuple[str, ...], Reported] = {}
    kept: list[Reported] = []
    folded: list[tuple[Reported, Reported]] = []
    for each in reported:
        first = first_of.setdefault(_folded_cells(each.cells), each)
        if first is each:
            kept.append(each)
        else:
            folded.append((each, first))
    _check_none_lost(forms, kept, folded)
    conflicts = _conflicts(kept)
    return MergedForm(
        rows=pd.DataFrame([each.cells for each in kept], columns=list(case_columns()), dtype="str"),
        conflicts=conflicts,
        counts=_counts(forms, kept, folded, conflicts),
        folded=tuple(folded),
        missing=tuple(_missing(forms, expected or {})),
        problems=(*_filed_twice(forms), *(each for form in forms for each in form.problems)),
    )


def short_name(name: str) -> str:
    """Shorten a name to its first character (姓某).

    >>> short_name("某甲乙")
    '某某某'
    """
    return name[:1] + "某" * max(len(name) - 1, 1) if name else "未写姓名"


def short_no(number: str) -> str:
    """Shorten a certificate's number to its end (证书尾号).

    >>> short_no("冀21320222023000010")
    '…00010'
    """
    return f"…{number[-_SHOWN:]}" if len(number) > _SHOWN else "…"


def _reported(form: FormRead) -> Iterable[Reported]:
    for row in texts_of(form.rows):
        cells = {name: row[name] for name in case_columns()}
        yield Reported(form, int(row["row"]), row["sheet"], cells)


def _folded_cells(cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_folded(name, cells[name]) for name in case_columns())


def _folded(name: str, text: str) -> str:
    return id_key(text) if name == "person_id" and text else fold_width(text).upper()


def _conflicts(kept: Sequence[Reported]) -> tuple[Conflict, ...]:
    groups: dict[tuple[str, ...], list[int]] = {}
    for place, each in enumerate(kept):
        groups.setdefault(_subject(each.cells), []).append(place)
    return tuple(_conflict(kept, places) for places in groups.values() if len(places) > 1)


def _conflict(kept: Sequence[Reported], places: Sequence[int]) -> Conflict:
    versions = tuple(kept[place] for place in places)
    columns = tuple(
        name
        for name in case_columns()
        if len({_folded(name, each.cells[name]) for each in versions}) > 1
    )
    return Conflict(versions, tuple(place + 1 for place in places), columns)


def _subject(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Tell what a row is about: a certificate, else a person, else a unit and an agency."""
    number = _folded("certificate_no", cells["certificate_no"])
    if sum(character.isdecimal() for character in number) >= _FEWEST_DIGITS:
        return ("certificate", number)
    if is_of_person(cells):
        owner = _folded("person_id", cells["person_id"]) or fold_width(cells["person_name"])
        return ("person", owner, number)
    return ("unit", fold_width(cells["using_employer"]), fold_width(cells["agency"]))


def _check_none_lost(forms: Iterable[FormRead], kept: Sequence[Any], folded: Sequence[Any]) -> None:
    received = sum(len(form.rows) for form in forms)
    if received != len(kept) + len(folded):
        raise DocumentError(
            f"合并前后行数对不上：上报 {received} 行，计入 {len(kept)} 行，合并 {len(folded)} 行",
            remedy="没有写出文件；请把各县区汇总表和这行提示交给维护人员",
        )


def _counts(
    forms: Iterable[FormRead],
    kept: Iterable[Reported],
    folded: Iterable[tuple[Reported, Reported]],
    conflicts: Iterable[Conflict],
) -> pd.DataFrame:
    into = [id(each.form) for each in kept]
    alike = [id(each.form) for each, _ in folded]
    differing = [id(each.form) for conflict in conflicts for each in conflict.versions]
    return pd.DataFrame(
        [
            {
                "部门": form.department,
                "文件": form.file,
                "上报": len(form.rows),
                "合并": alike.count(id(form)),
                "计入": into.count(id(form)),
                "冲突": differing.count(id(form)),
                "待核对": len(form.problems),
            }
            for form in forms
        ]
    )


def _missing(forms: Iterable[FormRead], expected: Mapping[str, str]) -> list[str]:
    departments = [fold_width(form.department) for form in forms if form.department]
    return [
        county
        for county, department in expected.items()
        if not any(
            each == fold_width(department) or fold_width(county) in each for each in departments
        )
    ]


def _filed_twice(forms: Iterable[FormRead]) -> list[str]:
    seen: dict[str, list[str]] = {}
    for form in forms:
        if form.department:
            seen.setdefault(fold_width(form.department), []).append(form.file)
    return [
        f"同一部门交来 {len(files)} 份：{'、'.join(files)}，都已计入；是重报的请去掉旧的再合并"
        for files in seen.values()
        if len(files) > 1
    ]
