import random
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import person_id
from sources.office import REGISTRATION_HEADING, registration, registrations, text, workbook

from guazheng_lib.sources import SourceJob, SourceResult, normalise, read_source, read_sources
from guazheng_lib.terms.errors import GuazhengError
from guazheng_lib.terms.tables import SOURCES, SourceKind

SI_HEADING = ("姓名", "社会保障号码", "单位名称", "缴费年月", "险种类型", "缴费状态")
FIRM = "甲市丁戊建筑工程有限公司"


def paid(n: int = 1, **what_matters: Any) -> tuple[Any, ...]:
    row = dict(
        zip(
            SI_HEADING,
            (f"某{n}", person_id(n), FIRM, "202403", "企业职工基本养老保险", "正常缴费"),
            strict=True,
        )
    )
    return tuple((row | what_matters)[name] for name in SI_HEADING)


def told(path: Path, kind: str = "registrations", **options: Any) -> pd.DataFrame:
    return placeless(read_source(kind, path, **options))


def placeless(read: SourceResult | GuazhengError) -> pd.DataFrame:
    assert isinstance(read, SourceResult), read
    return read.table.drop(columns=["file", "sheet", "row"])


def counts(path: Path, kind: str = "registrations") -> list[list[int]]:
    read = read_source(kind, path).reconciliation
    return read[["read", "accepted", "folded", "quarantined", "non_data"]].to_numpy().tolist()


LIST = registrations(*(registration(n) for n in range(1, 6)))


ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")


def test_text_in_any_encoding_and_delimiter_is_the_same_table(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", LIST)
    jobs = [SourceJob(SourceKind.REGISTRATIONS, ("a.xlsx",))]
    for n, (encoding, mark) in enumerate(product(ENCODINGS, ",\t;|，")):
        text(tmp_path / f"{n}.txt", LIST, encoding, mark)
        jobs.append(SourceJob(SourceKind.REGISTRATIONS, (f"{n}.txt",)))
    plain, *others = [placeless(read) for read in read_sources(jobs, base=tmp_path)]
    for other in others:
        pd.testing.assert_frame_equal(other, plain)


def test_workbook_under_another_name_and_parquet(tmp_path: Path) -> None:
    plain = told(workbook(tmp_path / "a.xlsx", LIST))
    (tmp_path / "b.xls").write_bytes((tmp_path / "a.xlsx").read_bytes())
    frame = framed(LIST)
    frame.to_parquet(tmp_path / "c.parquet")
    for name in ("b.xls", "c.parquet"):
        pd.testing.assert_frame_equal(told(tmp_path / name), plain)
    pd.testing.assert_frame_equal(
        normalise("registrations", frame).table.drop(columns=["file", "sheet", "row"]), plain
    )


def test_title_rows_offset_columns_and_footers(tmp_path: Path) -> None:
    rows = [
        ["甲县注册人员名单"],
        [None, None, "统计口径：2024年"],
        [None, *REGISTRATION_HEADING],
        *([None, *registration(n)] for n in (1, 2)),
        [],
        [None, *REGISTRATION_HEADING],
        [None, "二、其他人员"],
        [None, *registration(3)],
        [None, 4],
        [None, "小 计", 3],
        [None, "填表人：某", None, "审核人：某", None, "2024年11月30日"],
        ["注：1. 本表一式两份"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows, merged=["A1:J1"])
    assert counts(path) == [[13, 3, 0, 0, 10]]
    assert list(read_source("registrations", path).table["row"]) == [4, 5, 9]


def test_heading_in_two_merged_rows(tmp_path: Path) -> None:
    top = ["序号", "姓名", "身份证号", "注册信息", None, None, "注册单位", None, "有效期至"]
    low = [
        None,
        None,
        None,
        "类别",
        "专 业",
        "证书\n编号*",
        "名称",
        "统一社会信用代码（18位）",
        None,
    ]
    row = [
        1,
        "某甲",
        person_id(1),
        "二级注册建造师",
        "建筑工程",
        "冀2132022202300001",
        FIRM,
        "x1",
        "2026.3",
    ]
    merged = ["A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:H2", "I2:I3", "A1:I1"]
    path = workbook(tmp_path / "a.xlsx", [["名单"], top, low, row], merged=merged)
    table = read_source("registrations", path).table
    assert table[
        ["registered_employer", "registered_uscc", "profession", "specialty"]
    ].to_numpy().tolist() == [[FIRM, "X1", "二级注册建造师", "建筑工程"]]
    assert table["valid_until"].iloc[0] == pd.Timestamp("2026-03-31")
    assert counts(path) == [[4, 1, 0, 0, 3]]


def test_cells_merged_down_are_filled_and_others_are_not(tmp_path: Path) -> None:
    rows = registrations(
        registration(1, 注册证书编号="冀2132022202300001"),
        registration(
            1,
            序号=None,
            姓名=None,
            身份证号=None,
            注册类别="一级注册建造师",
            注册证书编号="冀1132022202300002",
        ),
        registration(2, 姓名=None),
    )
    path = workbook(tmp_path / "a.xlsx", rows, merged=["A2:A3", "B2:B3", "C2:C3"])
    read = read_source("registrations", path)
    assert list(read.table["person_id"]) == [person_id(1)] * 2
    assert list(read.quarantine["reason"]) == ["姓名为空"]


def test_several_sheets_and_files_and_a_cover(tmp_path: Path) -> None:
    cover = [["甲县"], ["填表说明：请如实填写"]]
    workbook(
        tmp_path / "a.xlsx",
        cover,
        registrations(registration(1)),
        [],
        registrations(registration(2)),
    )
    workbook(tmp_path / "b.xlsx", registrations(registration(3), registration(1)))
    read = read_source("registrations", "*.xlsx", base=tmp_path)
    assert list(read.table["person_id"]) == [person_id(n) for n in (1, 2, 3)]
    assert read.reconciliation["non_data"].tolist() == [2, 1, 0, 1, 1]
    assert read.reconciliation["folded"].tolist() == [0, 0, 0, 0, 1]


def test_a_sheet_that_goes_on_without_a_heading(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", registrations(registration(1)), [registration(2), registration(3)]
    )
    assert counts(path) == [[2, 1, 0, 0, 1], [2, 2, 0, 0, 0]]


def test_stacked_sections_with_other_columns(tmp_path: Path) -> None:
    other = ("注册单位", "注册证书编号", "注册类别", "身份证号", "姓名")
    place = [REGISTRATION_HEADING.index(name) for name in other]
    second = [[registration(2)[n] for n in place]]
    path = workbook(
        tmp_path / "a.xlsx", [*registrations(registration(1)), ["二、"], other, *second]
    )
    assert list(read_source("registrations", path).table["person_name"]) == ["某乙", "某丙"]
    assert counts(path) == [[5, 2, 0, 0, 3]]


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(len(REGISTRATION_HEADING))), extra=st.booleans())
def test_order_of_columns_does_not_matter(order: list[int], extra: bool) -> None:
    plain = framed(LIST)
    shuffled = plain.iloc[:, order].assign(**({"附注": "附注"} if extra else {}))
    read = [placeless(normalise("registrations", frame)) for frame in (shuffled, plain)]
    pd.testing.assert_frame_equal(*read)


def framed(rows: list[Any]) -> pd.DataFrame:
    """Lay rows under their heading, short ones filled up."""
    heading, *below = rows
    full = [[*row, *[None] * (len(heading) - len(row))] for row in below]
    return pd.DataFrame(full, columns=list(heading), dtype=object)


JUNK = [
    [],
    ["合计", 3],
    ["填表人：某"],
    ["二、续"],
    ["备注"],
    [None, "乱写", None, "不知何物"],
    [7],
    registration(1, 身份证号="1"),
]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), n=st.integers(0, 9))
def test_every_row_is_accounted_for(seed: int, n: int) -> None:
    dice = random.Random(seed)
    rows = (
        [registration(dice.randrange(1, 5)) for _ in range(n)]
        + dice.choices(JUNK, k=6)
        + [registration(9)]
    )
    dice.shuffle(rows)
    read = normalise("registrations", framed([REGISTRATION_HEADING, *rows]))
    sums = read.reconciliation[["accepted", "folded", "quarantined", "non_data"]].sum(axis=1)
    assert (sums == read.reconciliation["read"]).all()
    assert read.reconciliation["read"].sum() == len(rows)
    assert len(read.table) == read.reconciliation["accepted"].sum()
    assert len(read.quarantine) == read.reconciliation["quarantined"].sum()


HEADINGS = [
    (
        "social_insurance",
        "person_id",
        "公民身份号码 证件号码 社会保障号 居民身份证号码 身份号码 个人身份证"
        " 身份证号码（18位） *身份证号*",
    ),
    ("social_insurance", "employer", "参保单位 缴费单位 单位全称 用人单位 企业全称 参保单位名称"),
    ("housing_fund", "employer", "缴存单位 缴存单位名称 单位名称"),
    ("social_insurance", "month", "费款所属期 缴费年月 所属期 业务年月 对应费款所属期 3、缴费月份"),
    ("housing_fund", "month", "汇缴年月 缴存年月"),
    (
        "registrations",
        "registered_employer",
        "受聘企业 聘用单位 执业单位 所在单位 注册单位名称 企业名称",
    ),
    ("registrations", "profession", "注册类别 资格类别 证书类型 职业资格 注册资格"),
    ("registrations", "certificate_no", "注册证书编号 注册号 证书号 证书编号"),
    ("safety_b", "certificate_no", "B证编号 证书编号 安全生产考核合格证书编号"),
]


@pytest.mark.parametrize(("kind", "field", "words"), HEADINGS)
def test_usual_spellings(kind: str, field: str, words: str) -> None:
    from guazheng_lib.sources.headers import Vocabulary

    vocabulary = Vocabulary(SourceKind(kind), {})
    for word in words.split():
        place = vocabulary.field_of((word,))
        assert place is not None and place[0] == field, word


def test_headings_that_are_easily_confused(tmp_path: Path) -> None:
    heading = (
        "编号",
        "企业法人姓名",
        "姓名",
        "身份证号",
        "B证编号",
        "注册类别",
        "证书编号",
        "实际工作单位",
        "单位名称",
        "单位编号",
        "统一社会信用代码",
    )
    row = (
        7,
        "某法人",
        "某甲",
        person_id(1),
        "冀建安B(2019)0000001",
        "注册监理工程师",
        "13000001",
        "别处有限公司",
        FIRM,
        "0099",
        "9111",
    )
    table = read_source("registrations", text(tmp_path / "a.csv", [heading, row])).table
    assert table[
        ["person_name", "certificate_no", "registered_employer", "registered_uscc"]
    ].to_numpy().tolist() == [["某甲", "13000001", FIRM, "9111"]]


@pytest.mark.parametrize("kind", list(SourceKind))
def test_no_word_stands_for_two_fields_of_a_kind(kind: SourceKind) -> None:
    from guazheng_lib.sources.words import _LISTS, fold_heading, load

    own: dict[str, str] = {}
    for name in _LISTS.get(kind, (str(kind),)):
        for field, words in load("headers.yml").get(name, {}).items():
            assert field in SOURCES[kind].fields, field
            for word in words.split():
                form = fold_heading(word)[0]
                assert own.setdefault(form, field) == field, word


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("202403", ("2024-03", "2024-03")),
        (202403, ("2024-03", "2024-03")),
        ("2024年3月", ("2024-03", "2024-03")),
        ("2024/3", ("2024-03", "2024-03")),
        ("2024.10", ("2024-10", "2024-10")),
        (2024.11, ("2024-11", "2024-11")),
        (2024.03, ("2024-03", "2024-03")),
        (date(2024, 3, 1), ("2024-03", "2024-03")),
        (45352, ("2024-03", "2024-03")),
        ("202307-202411", ("2023-07", "2024-11")),
        ("2023年7月至2024年11月", ("2023-07", "2024-11")),
        ("2023-07—至今", ("2023-07", None)),
        ("2023-07-2024-11", ("2023-07", "2024-11")),
        ("2023.07.01-2024.11.30", ("2023-07", "2024-11")),
        ("20230701-20241130", ("2023-07", "2024-11")),
    ],
)
def test_months_and_spells(cell: object, months: tuple[str, str | None]) -> None:
    frame = pd.DataFrame(
        {"person_id": [person_id(1)], "employer": [FIRM], "month": pd.Series([cell], dtype=object)}
    )
    row = normalise("social_insurance", frame).table.iloc[0]
    assert (
        row["from_month"],
        row["to_month"] if isinstance(row["to_month"], str) else None,
    ) == months


@pytest.mark.parametrize(
    ("month", "start", "end", "reason"),
    [
        ("202413", None, None, "写法不认识"),
        (2024.1, None, None, "1 月还是 10 月"),
        (None, "202405", "202403", "早于"),
        (None, None, None, "为空"),
        ("某月", None, None, "不是月份"),
        (None, "202401", "202414", "写法不认识"),
        ("202405-202403", None, None, "早于"),
    ],
)
def test_months_that_are_set_aside(month: object, start: object, end: object, reason: str) -> None:
    frame = pd.DataFrame(
        [[person_id(1), FIRM, month, start, end]],
        columns=["person_id", "employer", "month", "from_month", "to_month"],
        dtype=object,
    )
    read = normalise("social_insurance", frame)
    assert len(read.table) == 0
    assert reason in read.quarantine["reason"].iloc[0]


@pytest.mark.parametrize("end", [None, "至今", "长期", "99991231", "—", ""])
def test_an_open_end_is_still_paid(end: object) -> None:
    frame = pd.DataFrame(
        [[person_id(1), FIRM, "202301", end]],
        columns=["person_id", "employer", "from_month", "to_month"],
    )
    table = normalise("housing_fund", frame).table
    assert table["from_month"].tolist() == ["2023-01"]
    assert table["to_month"].isna().all()


def test_a_text_month_that_lost_its_zero(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.csv", [SI_HEADING, paid(1, 缴费年月="2024.1"), paid(1, 缴费年月="2024.09")]
    )
    assert counts(path, "social_insurance") == [[3, 1, 0, 1, 1]]


def test_rows_of_flexible_workers_need_no_employer(tmp_path: Path) -> None:
    rows = [
        SI_HEADING,
        paid(1, 单位名称=None, 险种类型="灵活就业养老保险"),
        paid(2, 单位名称="灵活就业人员"),
        paid(3, 单位名称="个人", 险种类型="城乡居民基本养老保险"),
        paid(4, 单位名称=None, 缴费状态="退休待遇领取"),
        paid(5, 单位名称=None),
    ]
    read = read_source("social_insurance", text(tmp_path / "a.csv", rows))
    assert read.table["insured_as"].tolist() == ["flexible", "flexible", "resident", "retired"]
    assert read.table["employer"].isna().all()
    assert read.quarantine["row"].tolist() == [6]


def test_text_rows_are_numbered_by_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('正文,标题\n"第一行\n第二行",甲\n\n第二则,乙\n', "utf-8")
    read = read_source("job_ads", tmp_path / "a.csv")
    assert read.table["row"].tolist() == [2, 5]
    assert read.table["text"].iloc[0] == "第一行\n第二行"
    assert read.table["ad_id"].is_unique


def test_a_stray_quotation_mark_swallows_nothing(tmp_path: Path) -> None:
    rows = [
        SI_HEADING,
        paid(1, 姓名='"某'),
        *(paid(1, 缴费年月=f"20{n:02d}01") for n in range(10, 99)),
    ] * 5
    path = text(tmp_path / "a.csv", [*rows[:-1], paid(2)])
    assert counts(path, "social_insurance")[0][0] == 455


def test_same_as_above(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", [SI_HEADING, paid(1), paid(2, 单位名称="同上", 缴费年月="〃")])
    table = read_source("social_insurance", path).table
    assert table["employer"].tolist() == [FIRM, FIRM]
    assert table["from_month"].tolist() == ["2024-03", "2024-03"]


def test_names_that_look_like_nothing_survive(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.csv",
        [SI_HEADING, paid(1, 姓名="NA"), paid(2, 姓名="null"), paid(3, 姓名="=1+1")],
    )
    assert read_source("social_insurance", path).table["person_name"].tolist() == [
        "NA",
        "null",
        "=1+1",
    ]


def test_names_that_are_easy_to_lose_in_a_guess(tmp_path: Path) -> None:
    heading = ["参保人公民身份号码", "所在缴费单位名称", "费款所属期年月"]
    path = text(tmp_path / "a.csv", [heading, [person_id(1), FIRM, "202403"]])
    assert len(read_source("social_insurance", path).table) == 1
