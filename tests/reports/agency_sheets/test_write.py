from datetime import date

import openpyxl
import pandas as pd
import pytest

from guazheng_lib.ads.judge import judge
from guazheng_lib.casebook.life import life
from guazheng_lib.reports.agency_sheets.contents import AgencyFile
from guazheng_lib.reports.agency_sheets.plan import UNCHECKED, sheet_plan
from guazheng_lib.reports.agency_sheets.write import write_agency_sheets
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING

BROKING = "长期收二级建造师机电，3万一年，配合社保，不用坐班，加微信详谈"
CONTACTS = (("wechat", "abc"), ("phone", "0000-8475819"))
NO_LINKS = pd.DataFrame(columns=["subject", "name", "how", "ad_ids"])


def ad(text, number=1, **other):
    judged = judge(text)
    return {
        "ad_id": f"LT{number:04d}",
        "published_on": pd.Timestamp("2026-03-02"),
        "verdict": str(judged.verdict),
        "text": text,
        "spans": judged.spans,
        "reasons": judged.reasons,
        "file": "招聘信息.xlsx",
        "sheet": "Sheet1",
        "row": number + 1,
    } | other


def agency_file(*ads, links=NO_LINKS, status="", **agency):
    counts = pd.Series([each["verdict"] for each in ads]).value_counts()
    row = {
        "agency": "甲市知行人力资源服务有限公司",
        "agency_uscc": None,
        "licensed": True,
        "licence_no": "人服证字第99号",
        "county": "泊宁县",
        "ads": len(ads) + 3,
        **{flag: int(counts.get(flag, 0)) for flag in ("broker", "fake_job", "suspect")},
        "share": 0.25,
        "certificates": ["二级建造师"],
        "why": "1 条信息写了收证的价钱。",
        "first_on": pd.Timestamp("2026-03-02"),
        "last_on": pd.Timestamp("2026-04-02"),
    } | agency
    return AgencyFile(row, pd.DataFrame(list(ads)), links, status)


def written(tmp_path, *agencies):
    path = tmp_path / "中介核查表.xlsx"
    write_agency_sheets(agencies, path, county="泊宁县", as_of=date(2026, 6, 30))
    return openpyxl.load_workbook(path, rich_text=True)


def words(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_every_agency_has_a_sheet_and_a_line(tmp_path):
    book = written(tmp_path, agency_file(ad(BROKING)), agency_file(ad(BROKING), agency=None))
    assert book.sheetnames == ["目录", "1", "2"]
    assert "甲市知行人力资源服务有限公司" in words(book["目录"])
    assert sheet_plan().unnamed in words(book["目录"])
    for name in ("1", "2"):
        assert any(LEAD_IS_NO_FINDING in text for text in words(book[name]))


def test_beyond_the_most_an_agency_is_only_listed(tmp_path, monkeypatch):
    short = sheet_plan().model_copy(update={"most_agencies": 1})
    monkeypatch.setattr("guazheng_lib.reports.agency_sheets.write.sheet_plan", lambda: short)
    book = written(tmp_path, agency_file(ad(BROKING)), agency_file(ad(BROKING), agency="乙公司"))
    assert book.sheetnames == ["目录", "1"]
    assert "只列名" in words(book["目录"])


def test_the_words_of_a_verdict_stand_in_red(tmp_path):
    sheet = written(tmp_path, agency_file(ad(BROKING)))["1"]
    (cell,) = (c for row in sheet.iter_rows() for c in row if str(c.value) == BROKING)
    red = "".join(run.text for run in cell.value if getattr(run, "font", None) and run.font.b)
    assert "3万一年" in red
    assert "加" not in red.replace("加微信", "")


def test_what_speaks_for_an_ordinary_job_is_not_red(tmp_path):
    text = "一建挂靠3万一年，不用坐班，五险一金，双休"
    given = ad(text)
    assert "双休" in {text[span["start"] : span["end"]] for span in given["spans"]}
    sheet = written(tmp_path, agency_file(given))["1"]
    (cell,) = (c for row in sheet.iter_rows() for c in row if str(c.value) == text)
    red = "".join(run.text for run in cell.value if getattr(run, "font", None) and run.font.b)
    assert "一建挂靠" in red
    assert "双休" not in red


@pytest.mark.parametrize(
    ("changes", "asked", "not_asked"),
    [
        pytest.param({}, "broking", "publisher", id="收证的"),
        pytest.param({"fake_job": 1}, "truth", "publisher", id="虚假招聘的"),
        pytest.param({"broker": 0}, "licence", "broking", id="没有收证信息的不查收证"),
        pytest.param({"agency": None}, "publisher", "licence", id="没有写机构的先查是谁"),
    ],
)
def test_what_is_asked_follows_what_was_seen(changes, asked, not_asked):
    names = {check.name for check in agency_file(ad(BROKING), **changes).checks}
    assert asked in names
    assert not_asked not in names


@pytest.mark.parametrize(
    ("code", "asked", "not_asked"),
    [
        pytest.param("WORDING", "broking", "fees", id="用语像收证"),
        pytest.param("TRADE", "broking", "fees", id="说到收证"),
        pytest.param("FEE", "fees", "broking", id="先收费"),
    ],
)
def test_a_doubtful_one_asks_for_what_it_is_about(code, asked, not_asked):
    spans = [{"start": 0, "end": 2, "code": code}]
    names = {check.name for check in agency_file(ad("甲乙", verdict="suspect", spans=spans)).checks}
    assert asked in names and not_asked not in names


@pytest.mark.parametrize(
    ("licensed", "said"),
    [(True, "在许可名录内"), (False, "不在许可名录内"), (None, "未提供许可名录")],
)
def test_a_missing_list_calls_nobody_unlicensed(licensed, said):
    assert agency_file(ad(BROKING), licensed=licensed).licence == said


def test_hostile_text_stays_text_and_numbers_are_hidden(tmp_path):
    hostile = "=1+1 一建挂靠3万/年\x07 身份证 9 99999199001011 234 _x000D_"
    sheet = written(tmp_path, agency_file(ad(hostile), agency="=cmd|' /C calc'!A0"))["1"]
    found = words(sheet)
    assert any(text.startswith("=1+1 一建挂靠") for text in found)
    assert "=cmd|' /C calc'!A0" in found
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert not any("199001011" in text for text in found)


def test_a_number_that_the_excerpt_cuts_through_is_hidden(tmp_path):
    text = "一建挂靠3万/年" + "甲" * 3 + "999999199001011234" + "乙" * 600
    sheet = written(tmp_path, agency_file(ad(text)))["1"]
    assert not any("1990" in each for each in words(sheet))


def test_links_say_how_the_names_met(tmp_path):
    links = pd.DataFrame(
        [
            {
                "subject": "unit",
                "name": "甲市长河建设有限公司",
                "how": "信息写了用人单位",
                "ad_ids": ["LT0001"],
            },
            {"subject": "person", "name": "徐丙", "how": "姓名和单位都写了", "ad_ids": ["LT0001"]},
        ]
    )
    found = words(written(tmp_path, agency_file(ad(BROKING), links=links))["1"])
    assert {"单位", "人员", "甲市长河建设有限公司", "徐丙"} <= set(found)
    assert sheet_plan().no_links in words(written(tmp_path, agency_file(ad(BROKING)))["1"])


def test_every_check_has_a_basis_and_unread_law_says_so():
    plan = sheet_plan()
    for check in plan.checks:
        assert plan.basis_of(check)
    assert plan.bases["online_44"].shown.endswith(UNCHECKED)
    assert not plan.bases["market_34"].shown.endswith(UNCHECKED)
    assert {name for check in plan.checks for name in check.basis} == set(plan.bases)


def test_deposits_are_not_held_against_the_item_on_false_information():
    plan = sheet_plan()
    (fees,) = (check for check in plan.checks if check.name == "fees")
    assert "第（一）项" not in plan.basis_of(fees)


def test_how_it_is_reached_is_told_the_most_frequent_first():
    wechat, phone = ({"kind": kind, "value": value} for kind, value in CONTACTS)
    rows = [ad(BROKING, contacts=[phone]), ad(BROKING, 2, contacts=[wechat, phone])]
    assert agency_file(*rows).contacts == "电话 0000-8475819（2 条）、微信 abc（1 条）"
    assert agency_file(ad(BROKING)).contacts == "没有写"


def test_the_index_tells_the_case(tmp_path):
    opened, none = agency_file(ad(BROKING), status="待核查"), agency_file(ad(BROKING))
    found = words(written(tmp_path, opened, none)["目录"])
    assert "已立案件：待核查" in found and "没有立案件" in found


def test_measures_are_the_casebooks(tmp_path):
    sheet = written(tmp_path, agency_file(ad(BROKING)))["1"]
    offered = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    agency = [each.name for each in life().measures if "agency" in each.subjects]
    assert f'"{",".join(agency)}"' in offered
    assert all(len(formula) <= 255 for formula in offered)


def test_nothing_suspicious_is_said_plainly(tmp_path):
    assert "没有可疑的信息，不用核查。" in words(written(tmp_path)["目录"])


def test_the_same_content_gives_the_same_bytes(tmp_path):
    paths = [tmp_path / name for name in ("a.xlsx", "b.xlsx")]
    for path in paths:
        write_agency_sheets(
            [agency_file(ad(BROKING))], path, county="泊宁县", as_of=date(2026, 6, 30)
        )
    assert paths[0].read_bytes() == paths[1].read_bytes()
