"""A quarantine workbook mended and handed back: it replaces what it mends, and nothing else."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import person_id
from openpyxl.worksheet.worksheet import Worksheet
from sources.mending import balance, fill, outcomes, read, rework, sent_out
from sources.office import registration, registrations, text, workbook

from guazheng_lib.sources import Limits, read_source
from guazheng_lib.sources.assemble import Assembled, assemble
from guazheng_lib.sources.locate import Located, locate
from guazheng_lib.sources.mended import MendedLine
from guazheng_lib.sources.reader import Reader
from guazheng_lib.terms.errors import GuazhengError
from guazheng_lib.terms.tables import SourceKind

FIRM = "甲市丁戊建筑工程有限公司"
REGISTRATIONS = SourceKind.REGISTRATIONS


def write(data: Path, *rows: tuple[Any, ...]) -> Path:
    return workbook(data / "名单.xlsx", registrations(*rows))


def wrong_id(n: int) -> str:
    right = person_id(n)
    return right[:-1] + ("1" if right[-1] != "1" else "2")


class Lasting(Reader):
    """A reader process that outlives its `with`: starting one takes longer than a test."""

    def __exit__(self, *_: object) -> None:
        """Leave it running."""


@pytest.fixture(autouse=True, scope="module")
def one_reader() -> Iterator[None]:
    """Read in one process for the whole module, as a run does for all its files."""
    lasting = Lasting(Limits())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("guazheng_lib.sources.read.Reader", lambda _: lasting)
        yield
    Reader.__exit__(lasting, None, None, None)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Three registrations, of which the second and third have a wrong number."""
    write(
        tmp_path,
        registration(1),
        registration(2, 身份证号=wrong_id(2)),
        registration(3, 身份证号=float(person_id(3)[:17])),
    )
    return tmp_path


@pytest.fixture
def back(data: Path) -> Path:
    """The quarantine workbook of those two, nothing filled in yet."""
    return sent_out(read(data), data / "退回.xlsx")


def test_a_mended_row_takes_its_place(data: Path, back: Path) -> None:
    fill(back, person_id(2), person_id(3))
    mended = read(data, back)
    assert mended.table["person_id"].tolist() == [person_id(1), person_id(2), person_id(3)]
    assert mended.table["row"].tolist() == [2, 3, 4]
    assert mended.table["notes"].isna().tolist() == [True, False, False]
    assert mended.table["notes"].tolist()[1:] == ["已按待改清单改正"] * 2
    assert balance(mended) == [4, 3, 0, 0, 1]
    assert outcomes(mended) == ["taken", "taken"]
    assert mended.quarantine.empty


def test_nothing_filled_in_is_nothing(data: Path, back: Path) -> None:
    plain, mended = read(data), read(data, back)
    assert mended.mended.empty
    assert mended.quarantine.equals(plain.quarantine)
    assert mended.table.equals(plain.table)


def test_partly_filled_in(data: Path, back: Path) -> None:
    fill(back, None, person_id(3))
    mended = read(data, back)
    assert mended.quarantine["row"].tolist() == [3]
    assert balance(mended) == [4, 2, 0, 1, 1]


def _sorted(book: openpyxl.Workbook) -> None:
    sheet = book["待改清单"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for row, line in enumerate(reversed(lines), start=2):
        for column, value in enumerate(line, start=1):
            sheet.cell(row, column).value = value


def _title_rows(book: openpyxl.Workbook) -> None:
    book["待改清单"].insert_rows(1, 2)
    book["待改清单"]["A1"] = "请各科室于本周五前改好"


def _further_column(book: openpyxl.Workbook) -> None:
    book["待改清单"].insert_cols(3)
    book["待改清单"]["C1"] = "科室"
    book["待改清单"]["C2"] = "建管科"


def _renamed(book: openpyxl.Workbook) -> None:
    book["待改清单"].title = "已改好"


def _moved_sheet(book: openpyxl.Workbook) -> None:
    book.create_sheet("封面", 0)["A1"] = "改正情况"


def _visible_columns_spoilt(book: openpyxl.Workbook) -> None:
    for row in book["待改清单"].iter_rows(min_row=2, max_col=9):
        for cell in row:
            cell.value = "已改"


def _copied_line(book: openpyxl.Workbook) -> None:
    sheet = book["待改清单"]
    sheet.append([cell.value for cell in sheet[2]])


def _guarded(book: openpyxl.Workbook) -> None:
    sheet = book["待改清单"]
    place = [cell.value for cell in sheet[1]].index("改正为") + 1
    for row in (2, 3):
        sheet.cell(row, place).value = f" ’{sheet.cell(row, place).value.lower()} "


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_sorted, id="行换了次序"),
        pytest.param(_title_rows, id="上面加了标题行"),
        pytest.param(_further_column, id="加了一列"),
        pytest.param(_renamed, id="工作表改了名"),
        pytest.param(_moved_sheet, id="前面加了封面"),
        pytest.param(_visible_columns_spoilt, id="看得见的列改乱了"),
        pytest.param(_copied_line, id="一行复制了两遍"),
        pytest.param(_guarded, id="号码前有引号和空格"),
    ],
)
def test_what_people_do_to_the_workbook(
    data: Path, back: Path, change: Callable[[openpyxl.Workbook], None]
) -> None:
    rework(fill(back, person_id(2), person_id(3)), change)
    mended = read(data, back)
    assert balance(mended) == [4, 3, 0, 0, 1]
    assert set(outcomes(mended)) == {"taken"}


def test_a_line_deleted_is_a_line_not_mended(data: Path, back: Path) -> None:
    rework(fill(back, person_id(2), person_id(3)), lambda book: book["待改清单"].delete_rows(2))
    assert read(data, back).quarantine["row"].tolist() == [3]


def test_the_same_twice_is_the_same(data: Path, back: Path) -> None:
    fill(back, person_id(2), person_id(3))
    twice = fill(back, target=data / "又一份.xlsx")
    once, again = read(data, back), read(data, back, twice)
    assert again.table.equals(once.table)
    assert balance(again) == balance(once)
    assert outcomes(again) == ["taken"] * 4


def test_two_that_differ_cancel_each_other(data: Path, back: Path) -> None:
    fill(back, person_id(2), person_id(3))
    other = fill(back, person_id(7), None, target=data / "另一份.xlsx")
    mended = read(data, back, other)
    assert mended.quarantine["row"].tolist() == [3]
    assert sorted(outcomes(mended)) == ["conflict", "conflict", "taken"]
    reasons = mended.mended.set_index("workbook")["reason"]
    assert reasons["另一份.xlsx"] == "与「退回.xlsx」第 2 行改得不一样"


@pytest.mark.parametrize(
    ("value", "outcome", "reason"),
    [
        pytest.param(float(person_id(2)[:17]), "refused", "15 位以后已丢失", id="按数字填写"),
        pytest.param("9.99999E+17", "still_wrong", "科学计数法", id="科学计数法"),
        pytest.param(wrong_id(5), "still_wrong", "校验码", id="校验码还是不符"),
        pytest.param(wrong_id(2), "still_wrong", "校验码", id="填的还是原值"),
        pytest.param("见原件", "still_wrong", "不是证件号码", id="填的不是号码"),
    ],
)
def test_a_wrong_mending_is_never_guessed(
    data: Path, back: Path, value: object, outcome: str, reason: str
) -> None:
    mended = read(data, fill(back, value))
    assert balance(mended) == [4, 1, 0, 2, 1]
    assert outcomes(mended) == [outcome]
    assert reason in mended.mended["reason"][0]


def test_a_second_mending_builds_on_the_first(data: Path, back: Path) -> None:
    first = fill(back, wrong_id(5), person_id(3))
    again = sent_out(read(data, first), data / "再退.xlsx")
    second = fill(again, person_id(5))
    mended = read(data, first, second)
    assert mended.table["person_id"].tolist()[1] == person_id(5)
    assert outcomes(mended) == ["taken"] * 3
    without = read(data, second)
    assert outcomes(without) == ["unknown"]
    assert without.quarantine["row"].tolist() == [3, 4]


def test_a_row_with_two_faults_is_mended_one_after_the_other(tmp_path: Path) -> None:
    write(tmp_path, registration(1, 身份证号="1", 注册单位=None))
    first = fill(sent_out(read(tmp_path), tmp_path / "一.xlsx"), person_id(1))
    once = read(tmp_path, first)
    assert once.quarantine["field"].tolist() == ["注册单位"]
    second = fill(sent_out(once, tmp_path / "二.xlsx"), FIRM)
    assert read(tmp_path, first, second).table["registered_employer"].tolist() == [FIRM]


@pytest.mark.parametrize(
    "named", ["注册证书编号", "证书编号", "certificate_no", "注册证书编号（新）"]
)
def test_another_column_than_the_one_at_fault(tmp_path: Path, named: str) -> None:
    write(tmp_path, registration(1), registration(2, 注册证书编号="冀2132022202300001"))
    back = sent_out(read(tmp_path), tmp_path / "退回.xlsx")
    mended = read(tmp_path, fill(back, None, "冀2132022202300002", other=[None, named]))
    assert mended.table["certificate_no"].tolist() == ["冀2132022202300001", "冀2132022202300002"]
    wrong_person = fill(back, None, person_id(1), other=[None, "身份证号"])
    assert balance(read(tmp_path, wrong_person)) == [3, 1, 1, 0, 1]


def test_a_column_that_the_table_lacks(data: Path, back: Path) -> None:
    mended = read(data, fill(back, person_id(2), other=["护照号"]))
    assert outcomes(mended) == ["unknown"]
    assert "没有「护照号」这一列" in mended.mended["reason"][0]


def _same_place_another_person(data: Path) -> None:
    write(data, registration(1), registration(6, 身份证号=wrong_id(2)), registration(3))


def _value_differs(data: Path) -> None:
    write(data, registration(1), registration(2, 身份证号=wrong_id(4)), registration(3))


def _row_inserted(data: Path) -> None:
    write(data, registration(1), registration(4), registration(2, 身份证号=wrong_id(2)))


def _mended_at_the_source(data: Path) -> None:
    write(data, registration(1), registration(2), registration(3))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_same_place_another_person, id="同一行换了人"),
        pytest.param(_value_differs, id="原值变了"),
        pytest.param(_row_inserted, id="前面多了一行"),
        pytest.param(_mended_at_the_source, id="原文件已改好"),
    ],
)
def test_a_line_that_fits_nothing_any_more_is_told(
    data: Path, back: Path, change: Callable[[Path], None]
) -> None:
    fill(back, person_id(2))
    change(data)
    plain, mended = read(data), read(data, back)
    assert mended.table.equals(plain.table)
    assert outcomes(mended) == ["unknown"]
    assert mended.mended[["file", "row", "field"]].to_numpy().tolist() == [
        ["名单.xlsx", "3", "身份证号"]
    ]


def test_an_empty_number_of_another_person_is_not_filled_in(tmp_path: Path) -> None:
    write(tmp_path, registration(1, 身份证号=None))
    back = fill(sent_out(read(tmp_path), tmp_path / "退回.xlsx"), person_id(1))
    assert read(tmp_path, back).table["person_id"].tolist() == [person_id(1)]
    write(tmp_path, registration(2, 身份证号=None))
    assert outcomes(read(tmp_path, back)) == ["unknown"]


INSURANCE = ("身份证号", "单位名称", "起始年月", "终止年月")


@pytest.mark.parametrize(
    ("row", "field", "value", "months"),
    [
        pytest.param(
            (FIRM, "2024-13", "2024-06"), "from_month", "2024-01", ["2024-01", "2024-06"], id="起始"
        ),
        pytest.param(
            (FIRM, "2024-05", "2024-01"), "to_month", "2024-06", ["2024-05", "2024-06"], id="截止"
        ),
        pytest.param((FIRM, None, None), "from_month", "2024-05", ["2024-05", None], id="空月份"),
        pytest.param(
            (None, "2024-05", "2024-06"), "employer", FIRM, ["2024-05", "2024-06"], id="空单位"
        ),
    ],
)
def test_months_and_payers(
    tmp_path: Path, row: Sequence[str | None], field: str, value: str, months: list[str | None]
) -> None:
    text(tmp_path / "社保.csv", [INSURANCE, (person_id(1), *row)])
    of = {"file": "社保.csv", "kind": "social_insurance"}
    aside = read(tmp_path, **of)
    assert f":{field}:2:" in aside.quarantine["key"][0]
    back = fill(sent_out(aside, tmp_path / "退回.xlsx"), value)
    mended = read(tmp_path, back, **of).table
    told = [None if cell != cell else cell for cell in mended.iloc[0][["from_month", "to_month"]]]
    assert told == months
    assert mended["employer"].tolist() == [FIRM]


def test_a_unit_told_only_by_its_number_is_mended_there(tmp_path: Path) -> None:
    rows = [("身份证号", "单位编号", "缴费月份"), (person_id(1), None, "2024-01")]
    text(tmp_path / "社保.csv", [*rows, (person_id(2), "1001", "2024-01")])
    of = {"file": "社保.csv", "kind": "social_insurance"}
    aside = read(tmp_path, **of)
    assert aside.quarantine["column"].tolist() == ["单位编号"]
    back = fill(sent_out(aside, tmp_path / "退回.xlsx"), "1002")
    assert read(tmp_path, back, **of).table["employer_code"].tolist() == ["1002", "1001"]


def test_lines_of_other_files_are_passed_over(data: Path, back: Path) -> None:
    fill(back, person_id(2))
    (data / "别的.xlsx").write_bytes((data / "名单.xlsx").read_bytes())
    other = read(data, back, file="别的.xlsx")
    assert other.mended.empty
    assert other.quarantine["row"].tolist() == [3, 4]


def test_the_cache_knows_what_is_mended(data: Path, back: Path, tmp_path: Path) -> None:
    def kept() -> list[str]:
        result = read_source(
            "registrations", "名单.xlsx", base=data, cache=tmp_path / "work", mended="*退*.xlsx"
        )
        return result.table["person_id"].tolist()

    assert kept() == [person_id(1)]
    fill(back, person_id(2))
    assert kept() == [person_id(1), person_id(2)]
    fill(back, person_id(5))
    assert kept() == [person_id(1), person_id(5)]
    back.unlink()
    assert kept() == [person_id(1)]


def _foreign(path: Path) -> None:
    workbook(path, [("姓名", "改正为"), ("某甲", "1")])


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:900])


def _other_version(path: Path) -> None:
    rework(path, lambda book: _set(book["说明"], "guazheng-quarantine/0"))


def _set(sheet: Worksheet, value: str) -> None:
    sheet["B1"] = value


def _without_key(path: Path) -> None:
    rework(path, lambda book: book["待改清单"].delete_cols(book["待改清单"].max_column))


def _gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        pytest.param(_foreign, "不是本程序写出的待改清单", id="外来的表"),
        pytest.param(_torn, "不完整或已损坏", id="断掉的文件"),
        pytest.param(_other_version, "别的版本", id="别的版本"),
        pytest.param(_without_key, "「读回键」", id="读回键删了"),
        pytest.param(_gone, "找不到文件", id="写明的文件不在"),
    ],
)
def test_a_workbook_that_cannot_be_used_is_one_line(
    data: Path, back: Path, harm: Callable[[Path], None], said: str
) -> None:
    harm(fill(back, person_id(2)))
    with pytest.raises(GuazhengError, match=said) as told:
        read(data, back)
    assert "退回.xlsx" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_list_with_nothing_to_mend_may_come_back(data: Path) -> None:
    write(data, registration(1))
    assert read(data, sent_out(read(data), data / "空.xlsx")).mended.empty


def test_no_number_in_keys_and_results(data: Path, back: Path) -> None:
    mended = read(data, fill(back, person_id(2), wrong_id(3)))
    told = mended.mended.to_csv() + mended.quarantine.to_csv() + read(data).quarantine.to_csv()
    assert not any(number in told for n in (1, 2, 3) for number in (person_id(n), wrong_id(n)))
    line = MendedLine("退回.xlsx", 2, "", person_id(2))
    assert person_id(2) not in repr(line)


VALUES = st.sampled_from(
    [*(person_id(n) for n in range(1, 8)), wrong_id(3), "\x01999999198001010", "=1+1", "作废", FIRM]
)
COLUMNS = st.sampled_from(["", "", "身份证号", "注册证书编号", "注册单位", "没有的列", "有效期至"])
ROWS = [
    registration(1),
    registration(1, 专业="市政"),
    registration(2, 身份证号=wrong_id(2)),
    registration(3, 身份证号=None),
    registration(4, 注册证书编号="冀2132022202300001"),
    registration(5, 注册单位=None),
]


@pytest.fixture(scope="module")
def located(tmp_path_factory: pytest.TempPathFactory) -> list[Located]:
    """The sheet of `ROWS`, read once."""
    path = workbook(tmp_path_factory.mktemp("表") / "名单.xlsx", registrations(*ROWS))
    with Reader(Limits()) as reader:
        return locate(REGISTRATIONS, [reader.read(path, "名单.xlsx")], {})


def assembled(located: list[Located], lines: Sequence[MendedLine]) -> Assembled:
    return assemble(REGISTRATIONS, located, lines)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_every_row_has_its_place_whatever_is_mended(
    located: list[Located], data: st.DataObject
) -> None:
    """Lists are written, filled in at random and handed back, three times over."""
    lines: list[MendedLine] = []
    plain = mended = assembled(located, lines)
    for round_ in range(3):
        keys = mended.quarantine["key"].tolist()
        filled = st.lists(st.tuples(st.sampled_from(keys or ["坏"]), VALUES, COLUMNS), max_size=5)
        for row, (key, value, other) in enumerate(data.draw(filled), start=2):
            lines.append(MendedLine(f"{round_}.xlsx", row, key, value, other))
        mended = assembled(located, lines)
    counts, before = (each.reconciliation.iloc[0, 3:].tolist() for each in (mended, plain))
    assert counts[0] == sum(counts[1:]) == before[0]
    assert counts[4] == before[4]
    assert len(mended.quarantine) == counts[3]
    assert len(mended.mended) == sum(line.key != "坏" for line in lines)
    shuffled = assembled(located, data.draw(st.permutations(lines)))
    assert shuffled.table.equals(mended.table)
    assert shuffled.mended.equals(mended.mended)
