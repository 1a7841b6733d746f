"""Worksheets with random human edits: accepted + returned = rows, always."""

import contextlib
import io
import shutil
import tempfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from make import screened
from openpyxl.cell.cell import MergedCell

from guazheng_lib.casebook import Casebook
from guazheng_lib.casebook.cases import case_of_key
from guazheng_lib.casebook.worksheet import reading
from guazheng_lib.casebook.worksheet.layout import sheet_layout
from guazheng_lib.reports.leads import write_leads
from guazheng_lib.sources.limits import Limits
from guazheng_lib.sources.reader import Reader
from guazheng_lib.terms.cells import put_text

LAYOUT = sheet_layout()
SHEET, HEADING, FIRST = LAYOUT.title, LAYOUT.heading_row, LAYOUT.heading_row + 1
NOW = datetime(2024, 12, 20, 9, tzinfo=timezone(timedelta(hours=8)))
LEADS = 5

MEANT = {
    "属实，拟认定": "confirmed",
    " 属 实 ": "confirmed",
    "不属于“挂证”": "excluded",
    "排除": "excluded",
    "数据错误或身份不符": "excluded",
    "自查自纠已整改": "rectified",
    "继续核查": "verifying",
}
"""What the outcomes written here mean; any other decides nothing."""

WRITTEN = {
    "outcome": [*MEANT, "属于挂证", "不属实", "=1+1", "  ", 1],
    "reason": [
        "租借、出租出借证书（印章）",
        "E1 退休人员",
        "e1",
        "一人两证",
        "变更注册正在办理",
        "@x",
    ],
    "measure": [
        "责令限期整改",
        "责令限期整改、单位通报",
        "责令机构限期整改",
        "变更注册",
        "整顿",
        "-1",
    ],
    "using_employer": ["甲市用证有限公司", "乙市用证有限公司"],
    "agency": ["甲市中介所", "+86"],
    "verified_by": ["张三", "李四", "　"],
    "verified_on": [date(2024, 12, 3), "2024.12.3", 45629, "昨天", date(2031, 1, 1)],
    "endorsed_by": ["李四", "王五"],
    "remark": ["附劳动仲裁裁决", "=cmd|' /C calc'!A0", "见附件"],
}
FILLABLE = sorted(WRITTEN)

rows = st.integers(FIRST, FIRST + LEADS - 1)
cell = st.sampled_from(FILLABLE).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(WRITTEN[name]))
)
likely = st.fixed_dictionaries(
    {
        "outcome": st.sampled_from(list(MEANT)),
        "reason": st.sampled_from(WRITTEN["reason"]),
        "verified_by": st.sampled_from(["张三", "李四"]),
    }
)
fills = st.tuples(st.just("fill"), rows, st.one_of(likely, st.lists(cell, max_size=6).map(dict)))
edits = st.one_of(
    fills,
    fills,
    st.tuples(st.just("copy"), rows, rows.map(lambda row: row + LEADS)),
    st.tuples(st.just("swap"), rows, rows),
    st.tuples(st.just("delete"), rows, st.none()),
    st.tuples(st.just("insert"), rows, st.none()),
    st.tuples(st.just("lose key"), rows, st.none()),
    st.tuples(
        st.just("change"), rows, st.sampled_from(["person_name", "person_id", "evidence", "status"])
    ),
    st.tuples(st.just("hide"), rows, st.none()),
    st.tuples(st.just("footer"), rows, st.sampled_from(["填表人：张三", "=1+1"])),
    st.tuples(st.just("new column"), rows, st.integers(2, 20)),
    st.tuples(st.just("lose column"), rows, st.sampled_from(["evidence", "agency", "person_name"])),
    st.tuples(st.just("lose sheets"), rows, st.none()),
    st.tuples(st.just("merge"), rows, st.sampled_from(["verified_by", "outcome", "person_name"])),
)
sheets = st.lists(edits, min_size=1, max_size=12)


class Human:
    """Edits a worksheet like one: by what the columns are called, wherever they are now."""

    def __init__(self, workbook):
        self.workbook, self.sheet = workbook, workbook[SHEET]

    @property
    def places(self):
        names = {column.title: column.name for column in LAYOUT.columns}
        heading = enumerate(self.sheet[HEADING], start=1)
        return {names[each.value]: at for at, each in heading if each.value in names}

    def do(self, what, row, more):
        getattr(self, "_" + what.replace(" ", "_"))(row, more)

    def _fill(self, row, said):
        for name, value in said.items():
            if name in self.places:
                self._put(self.sheet.cell(row, self.places[name]), value)

    def _put(self, at, value):
        if isinstance(at, MergedCell):
            return  # a cell that is merged into the one above takes nothing
        if isinstance(value, str):
            put_text(at, value)
        else:
            at.value = value

    def _values(self, row):
        return [each.value for each in self.sheet[row]]

    def _write(self, row, values):
        for at, value in enumerate(values, start=1):
            self._put(self.sheet.cell(row, at), value)

    def _copy(self, row, to):
        self._write(to, self._values(row))

    def _swap(self, row, other):
        one, two = self._values(row), self._values(other)
        self._write(row, two)
        self._write(other, one)

    def _delete(self, row, _):
        self.sheet.delete_rows(row)

    def _insert(self, row, _):
        self.sheet.insert_rows(row)

    def _lose_key(self, row, _):
        self._put(self.sheet.cell(row, self.places["key"]), None)

    def _change(self, row, name):
        if name in self.places:
            self._put(self.sheet.cell(row, self.places[name]), "改过的")

    def _hide(self, row, _):
        self.sheet.row_dimensions[row].hidden = True

    def _footer(self, _, text):
        self._put(self.sheet.cell(self.sheet.max_row + 2, 1), text)

    def _new_column(self, _, at):
        self.sheet.insert_cols(at)
        self.sheet.cell(HEADING, at).value = f"本科室用{at}"

    def _lose_column(self, _, name):
        if name in self.places:
            self.sheet.delete_cols(self.places[name])

    def _lose_sheets(self, _, __):
        for name in set(self.workbook.sheetnames) - {SHEET}:
            del self.workbook[name]

    def _merge(self, row, name):
        at = self.places.get(name, 1)
        if not any(area.min_col <= at <= area.max_col for area in self.sheet.merged_cells.ranges):
            self.sheet.merge_cells(None, row, at, row + 1, at)

    def _value(self, row, at):
        for area in self.sheet.merged_cells.ranges:
            if area.min_col == at and area.min_row <= row <= area.max_row:
                return self.sheet.cell(area.min_row, at).value
        return self.sheet.cell(row, at).value

    def rows(self):
        """Tell what the sheet now says: (key, officer's cells) of every row below the heading.

        Below the last cell that says anything there is no row, even if a merged cell reaches there.
        """
        written = (each.row for row in self.sheet.iter_rows() for each in row if each.value)
        for row in range(FIRST, max(written) + 1):
            said = {
                name: self._value(row, at)
                for name, at in self.places.items()
                if name in BY_OFFICER and str(self._value(row, at) or "").strip()
            }
            yield self.sheet.cell(row, self.places["key"]).value or "", said


BY_OFFICER = {column.name for column in LAYOUT.by_officer}


class Empty:
    """Kept out of sight: hypothesis writes what a failing test was given."""

    def __init__(self, sheet, ledger, numbers):
        self.sheet, self.ledger, self.numbers = sheet, ledger, numbers


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A worksheet of a few leads, and a casebook without a case."""
    folder = tmp_path_factory.mktemp("empty")
    frame = screened(*({"level": "priority"} for _ in range(LEADS)))
    sheet = write_leads(frame, folder / "leads.xlsx", county="甲县", as_of=date(2024, 11, 30))
    book = folder / "casebook.sqlite"
    Casebook(f"sqlite:///{book.as_posix()}").close()
    with Reader(Limits()) as reader, pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "Reader", lambda limits: contextlib.nullcontext(reader))
        yield Empty(sheet.read_bytes(), book, list(frame["person_id"]))


def check_the_laws(empty, edits):
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shutil.copy(empty.ledger, folder / "c.sqlite")
        human = Human(openpyxl.load_workbook(io.BytesIO(empty.sheet)))
        for edit in edits:
            human.do(*edit)
        human.workbook.save(folder / "交回.xlsx")
        url = f"sqlite:///{(folder / 'c.sqlite').as_posix()}"
        with Casebook(url, clock=lambda: NOW) as book:
            _check_one_sheet(book, folder, list(human.rows()), empty.numbers)


def _check_one_sheet(book, folder, rows, numbers):
    outcome = book.import_worksheet(folder / "交回.xlsx")
    assert outcome.accepted + outcome.returned == outcome.rows
    assert outcome.rows == sum(bool(said) for _, said in rows), outcome.lines()
    assert outcome.blank == sum(bool(key and not said) for key, said in rows)
    assert not any(number in line for number in numbers for line in outcome.lines())

    people = book.state().query("subject == 'person'")
    said = {
        (case_of_key(key), MEANT.get(s.get("outcome")), s.get("verified_by")) for key, s in rows
    }
    for case in people.itertuples():
        assert (case.case, case.status, case.verified_by) in said, "decided, and nobody said so"

    before = book.ledger.entries()
    again = book.import_worksheet(folder / "交回.xlsx")
    assert book.ledger.entries() == before, "the same sheet twice changes nothing"
    assert (again.accepted, again.returned) == (outcome.accepted, outcome.returned)
    assert (again.unchanged, again.path) == (again.accepted, outcome.path)
    if outcome.path is not None:
        back = book.import_worksheet(outcome.path)
        assert (back.rows, back.returned) == (outcome.rows, outcome.returned), back.lines()
        assert book.ledger.entries() == before
    book.verify()


LAST = FIRST + LEADS - 1
MERGED_PAST_THE_END = [
    ("merge", LAST, "verified_by"),
    ("fill", LAST, {"outcome": next(iter(MEANT)), "verified_by": "张三"}),
]


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=sheets)
@example(edits=MERGED_PAST_THE_END)
def test_every_row_is_accepted_returned_or_blank(empty, edits):
    check_the_laws(empty, edits)


@pytest.mark.slow
@pytest.mark.timeout(3600)
# The same thousand on every machine; the fast test above tries others each time.
@settings(
    max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
@given(edits=sheets)
def test_every_row_of_a_thousand_worksheets_is_accepted_returned_or_blank(empty, edits):
    check_the_laws(empty, edits)
