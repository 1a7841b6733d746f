from pathlib import Path

import pandas as pd
import pytest
from make import person_id
from sources.office import REGISTRATION_HEADING, registration

from guazheng_lib.sources import normalise, read_source
from guazheng_lib.sources.standing import insured_as, payment
from guazheng_lib.terms.identity import check_character

CITY = Path(__file__).resolve().parents[3] / "shared/sample_city"
A, B = "甲市丁戊建筑工程有限公司", "乙市己庚建设有限公司"


def listed(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(REGISTRATION_HEADING), dtype=object)


@pytest.mark.parametrize(
    ("status", "means"),
    [
        ("正常缴费", "paid"),
        ("", "paid"),
        ("暂停缴费", "unpaid"),
        ("中断", "unpaid"),
        ("参保终止", "unpaid"),
        ("停保", "unpaid"),
        ("欠费", "unpaid"),
        ("未到账", "unpaid"),
        ("缴费；未到账", "unpaid"),
        ("封存", "unpaid"),
        ("未暂停", "paid"),
        ("正常（未欠费）", "paid"),
        ("补缴", "back_paid"),
        ("欠费补缴", "back_paid"),
        ("已补缴", "back_paid"),
        ("未补缴", "unpaid"),
        ("恢复缴费", "paid"),
        ("参保缴费", "paid"),
    ],
)
def test_payment(status: str, means: str) -> None:
    assert payment(status) == means


@pytest.mark.parametrize(
    ("status", "means"),
    [("提取", "unpaid"), ("结息", "unpaid"), ("汇缴", "paid"), ("补缴", "back_paid")],
)
def test_business_of_the_housing_fund(status: str, means: str) -> None:
    assert payment(status, housing_fund=True) == means


@pytest.mark.parametrize(
    ("scheme", "status", "employer", "means"),
    [
        ("企业职工基本养老保险", "正常缴费", A, "employee"),
        ("机关事业单位养老保险", "正常缴费", "某市教育局", "public"),
        ("灵活就业养老保险", "正常", "", "flexible"),
        ("企业职工基本养老保险；个体身份", "正常", "", "flexible"),
        ("城乡居民基本养老保险", "正常", "个人", "resident"),
        ("企业职工基本养老保险", "退休待遇领取", A, "retired"),
        ("企业职工基本养老保险", "未退休", A, "employee"),
        ("企业职工基本养老保险", "正常", "甲区灵活就业人员专户", "flexible"),
        ("", "", "灵活用工人力资源有限公司", "employee"),
    ],
)
def test_standing(scheme: str, status: str, employer: str, means: str) -> None:
    assert insured_as(scheme, status, employer) == means


def test_one_certificate_of_several_specialties_is_one_registration() -> None:
    rows = [registration(1, 专业=name) for name in ("建筑工程", "市政公用工程", "建筑工程")]
    read = normalise("registrations", listed(*rows, registration(2)))
    assert read.table["specialty"].tolist() == ["建筑工程、市政公用工程", "建筑工程"]
    assert read.reconciliation[["accepted", "folded"]].to_numpy().tolist() == [[2, 2]]


def test_two_certificates_of_a_person_are_two_registrations() -> None:
    rows = listed(
        registration(1), registration(1, 注册类别="注册监理工程师", 注册证书编号="13000001")
    )
    assert len(normalise("registrations", rows).table) == 2


def test_one_certificate_of_two_persons_is_set_aside_for_both() -> None:
    shared = "冀2132022202300777"
    rows = [registration(n, 注册证书编号=shared) for n in (1, 2)]
    read = normalise("registrations", listed(*rows, registration(3)))
    assert read.table["person_id"].tolist() == [person_id(3)]
    assert read.quarantine["row"].tolist() == [1, 2]
    assert read.quarantine["reason"].str.contains("不同的人").all()


def test_one_certificate_at_two_employers_holds_where_it_was_registered_last() -> None:
    rows = listed(registration(1, 注册单位=A, 注册日期="2022-01-01"), registration(1, 注册单位=B))
    read = normalise("registrations", rows)
    assert read.table["registered_employer"].tolist() == [B]
    assert A in read.table["notes"].iloc[0]
    assert read.reconciliation["folded"].tolist() == [1]


def test_one_certificate_at_two_employers_on_one_day_cannot_be_told() -> None:
    read = normalise(
        "registrations", listed(registration(1, 注册单位=A), registration(1, 注册单位=B))
    )
    assert read.table["registered_employer"].tolist() == [A]
    assert read.quarantine["row"].tolist() == [2]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (13000001.0, "13000001"),
        ("00721536", "00721536"),
        (" 冀2132022202300001 ", "冀2132022202300001"),
    ],
)
def test_certificate_numbers_stay_as_written(number: object, shown: str) -> None:
    assert normalise("registrations", listed(registration(1, 注册证书编号=number))).table[
        "certificate_no"
    ].tolist() == [shown]


def test_what_is_unusual_is_a_note() -> None:
    rows = listed(
        registration(1, 注册证书编号="无号-7x"),
        registration(2, 有效期至="2033-03-01"),
        registration(3, 有效期至="某日"),
        registration(4, 有效期至="长期"),
        registration(5),
    )
    notes = normalise("registrations", rows).table["notes"].fillna("").tolist()
    assert [bool(note) for note in notes] == [True, True, True, False, False]


def _wrong_check(number: str) -> str:
    return number[:17] + ("1" if number[17] != "1" else "2")


BAD_IDS = {
    "lost": float(person_id(1)[:17] + "0"),
    "scientific": "1.30302E+17",
    "birth": (first := "99999919801301001") + check_character(first),
    "check": _wrong_check(person_id(1)),
    "short": person_id(1)[:17],
    "empty": None,
}


@pytest.mark.parametrize("cell", BAD_IDS.values(), ids=BAD_IDS)
def test_numbers_that_cannot_be_used_are_set_aside_and_masked(cell: object) -> None:
    read = normalise("registrations", listed(registration(1, 身份证号=cell)))
    assert read.reconciliation["quarantined"].tolist() == [1]
    assert read.quarantine["column"].tolist() == ["身份证号"]
    assert person_id(1)[6:15] not in str(read.quarantine["value"].iloc[0])


@pytest.mark.parametrize(
    "cell",
    [
        "'" + person_id(1),
        f"{person_id(1)[:6]} {person_id(1)[6:14]} {person_id(1)[14:]}",
        person_id(1).lower(),
    ],
)
def test_numbers_that_can_be_repaired(cell: str) -> None:
    assert normalise("registrations", listed(registration(1, 身份证号=cell))).table[
        "person_id"
    ].tolist() == [person_id(1)]


def test_a_wrong_credit_code_is_kept_and_marked() -> None:
    frame = pd.DataFrame(
        [[A, "91110000600037341L"], [B, "9111-0000 600037341x"], ["丙厂", None]],
        columns=["employer", "employer_uscc"],
    )
    read = normalise("enterprises", frame)
    assert read.table["employer_uscc"].tolist() == ["91110000600037341L", "91110000600037341X"]
    assert read.table["employer_uscc_valid"].tolist()[1] is False
    assert read.quarantine["reason"].tolist() == ["统一社会信用代码为空"]


def test_former_names_are_split() -> None:
    frame = pd.DataFrame(
        [[A, "91110000600037341L", "（甲厂，乙厂）"]],
        columns=["employer", "employer_uscc", "former_names"],
    )
    assert normalise("enterprises", frame).table["former_names"].tolist() == ["甲厂、乙厂"]


def test_a_correction_without_a_day_is_not_completed() -> None:
    columns = ["person_id", "action", "completed_on"]
    frame = pd.DataFrame(
        [
            [person_id(n), "注销", day]
            for n, day in enumerate((None, "整改中", "2024.10.31", "2024-13-41"), 1)
        ],
        columns=columns,
    )
    read = normalise("self_inspection", frame)
    assert read.table["completed_on"].notna().tolist() == [False, False, True]
    assert read.quarantine["row"].tolist() == [4]


def test_only_codes_for_employers() -> None:
    frame = pd.DataFrame(
        [[person_id(1), "00123", "202403"]], columns=["person_id", "单位编号", "month"]
    )
    table = normalise("social_insurance", frame).table
    assert table["employer_code"].tolist() == ["00123"]
    assert table["employer"].isna().all()


@pytest.mark.parametrize(("date", "month"), [("2024-03-05", None), (None, "202403")])
def test_attendance_by_day_and_by_month(date: object, month: object) -> None:
    frame = pd.DataFrame(
        [[person_id(1), "某项目", date, month]], columns=["person_id", "project", "date", "month"]
    )
    assert normalise("attendance", frame).table["month"].tolist() == ["2024-03"]


def test_a_canonical_table_is_read_as_it_is() -> None:
    once = normalise(
        "registrations", listed(registration(1), registration(2)), file="名单.xlsx"
    ).table
    again = normalise("registrations", once).table
    pd.testing.assert_frame_equal(again, once)


def test_read_twice_comes_from_the_cache(tmp_path: Path) -> None:
    listed(registration(1)).to_csv(tmp_path / "a.csv", index=False)
    kept = tmp_path / "cache"
    first, second = (
        read_source("registrations", "a.csv", base=tmp_path, cache=kept) for _ in range(2)
    )
    assert first.parquet == second.parquet
    pd.testing.assert_frame_equal(first.quarantine, second.quarantine)
    pd.testing.assert_frame_equal(first.reconciliation, second.reconciliation)
    assert len(list(kept.iterdir())) == 1


@pytest.mark.skipif(not CITY.exists(), reason="the sample city lies beside the checkout only")
def test_sample_city_loses_nobody() -> None:
    truth = pd.read_csv(CITY / "truth.csv", dtype=str)
    read = read_source("registrations", "*/*注册*.xlsx", base=CITY / "data")
    wanted = truth.loc[truth["levels"] != "quarantined", "certificate_no"]
    assert set(read.table["certificate_no"]) == set(wanted)
    assert len(read.quarantine) == (truth["levels"] == "quarantined").sum()
