"""The point check: who is found by what, what is told, what is not known, and no number shown."""

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from make import evidence, person_id, screened

from guazheng_lib.casebook import Casebook, Decision, Hand
from guazheng_lib.casebook.cases import person_case, unit_case
from guazheng_lib.casebook.events import CHINA
from guazheng_lib.runs.ask import Answer, ask
from guazheng_lib.runs.ask.answer import clean
from guazheng_lib.runs.parquet import write_screening, write_table
from guazheng_lib.screening import units
from guazheng_lib.terms.errors import RunError
from guazheng_lib.terms.identity import mask_id

TODAY = date(2026, 9, 30)
AT = datetime(2026, 9, 1, 9, tzinfo=CHINA)

WANG, OTHER_WANG, LI = person_id(1), person_id(2), person_id(3)
PASSPORT = "ED9999999"
FIRM, USCC = "甲市丁戊建筑工程有限公司", "91990101MA0000001X"
ELSEWHERE = "甲市庚辛装饰有限公司"
AGENCY = "甲市壬癸人力资源有限公司"
TEXT = "高价收一级建造师，挂靠不坐班，联系王经理"

PEOPLE = [
    {
        "person_id": WANG,
        "person_name": "王五",
        "certificate_no": "冀1130001",
        "registered_employer": FIRM,
        "registered_uscc": USCC,
        "level": "priority",
        "indicators": ["SI_OTHER"],
        "actual_employer": ELSEWHERE,
        "explanation": "社保由别处缴纳。",
        "evidence": [
            evidence(source="registrations", file="jia/名单.xlsx", sheet="甲", row=7),
            evidence(file="city/养老.csv", row=23, employer=ELSEWHERE),
        ],
    },
    {
        "person_id": OTHER_WANG,
        "person_name": "王五",
        "certificate_no": "建[造]212241300000228",
        "registered_employer": FIRM,
    },
    {"person_id": LI, "person_name": "李 四", "certificate_no": "冀1130003"},
    {"person_id": PASSPORT, "person_name": "约翰", "explanation": f"护照 {PASSPORT} 未查到。"},
]


def record(county: str, status: str = "done", **rows: int) -> str:
    counted = {kind: {"accepted": count} for kind, count in rows.items()}
    values = {"county": county, "status": status, "rows": counted}
    return json.dumps(values, ensure_ascii=False)


def publish(folder: Path, county: str, rows: list[dict[str, Any]], **sources: int) -> None:
    folder.mkdir(parents=True)
    screening = screened(*[{"county": county} | row for row in rows])
    write_screening(screening, folder / "screening.parquet")
    write_table(units(screening), folder / "units.parquet")
    (folder / "manifest.json").write_text(record(county, **sources), encoding="utf-8")


def publish_ads(folder: Path) -> None:
    folder.mkdir()
    at = TEXT.index("挂靠")
    ad = {"ad_id": "A1", "agency": AGENCY, "agency_uscc": None, "verdict": "broker", "score": 5.0}
    ad |= {"reasons": ["证书交易用语"], "spans": [{"start": at, "end": at + 2, "code": "TRADE"}]}
    ad |= {"group_id": "G1", "certificates": ["一级建造师"], "title": None, "text": TEXT}
    ad |= {"published_on": pd.Timestamp("2026-03-01"), "file": "a.xlsx", "sheet": "S", "row": 4}
    agency = {"agency": AGENCY, "agency_uscc": None, "licensed": False, "licence_no": None}
    agency |= {"county": None, "ads": 1, "broker": 1, "fake_job": 0, "suspect": 0, "share": 1.0}
    agency |= {"groups": 1, "certificates": ["一级建造师"], "first_on": None, "last_on": None}
    write_table(pd.DataFrame([ad]), folder / "ads.parquet")
    write_table(pd.DataFrame([agency]), folder / "agencies.parquet")


def case_of(row: dict[str, Any]) -> str:
    return person_case("甲县", row["person_id"], "二级注册建造师", row["certificate_no"])


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("全市 甲")
    outputs = root / "outputs"
    publish(outputs / "jia", "甲县", PEOPLE, registrations=4, social_insurance=9, safety_b=2)
    publish(outputs / "yi", "乙县", [{"person_name": "赵六", "person_id": person_id(9)}])
    (outputs / "bing").mkdir()
    (outputs / "bing" / "manifest.json").write_text(record("丙县", "failed"), encoding="utf-8")
    publish_ads(outputs / "city")
    (root / "data").mkdir()
    with Casebook(f"sqlite:///{root / 'data' / 'casebook.sqlite'}", user="核查员") as book:
        play(book)
    return root


def play(book: Casebook) -> None:
    case = case_of(PEOPLE[0])
    facts = {"county": "甲县", "person_name": "王五", "person_id": WANG}
    facts |= {"certificate_no": "冀1130001", "registered_employer": FIRM}
    facts |= {"profession": "二级注册建造师", "registered_uscc": USCC}
    opened = {"case": case, "step": "opened", "by": "收件员", "at": AT, "facts": facts}
    book.append(opened)
    complaint = {"county": "甲县", "received_on": "2026-09-02", "complaint_id": "投2026-7"}
    complaint |= {"content": f"举报{FIRM}使用挂证人员", "channel": "电话"}
    book.append({"case": "complaint:c1", "step": "received", "at": AT, "facts": complaint})
    decision = Decision(
        "confirmed",
        violation="注册单位与实际工作单位不符",
        measures=("责令限期整改", "单位通报"),
        verified_by="核查员",
        agency=AGENCY,
    )
    book.decide(case, decision, Hand("核查员", AT))
    former = facts | {"person_name": "孙七", "person_id": person_id(8), "certificate_no": "旧1"}
    book.append({"case": "person:ffffffffffff", "step": "opened", "at": AT, "facts": former})
    due = {"assigned_to": "一科", "due_on": "2026-09-20"}
    book.append({"case": "person:ffffffffffff", "step": "assigned", "at": AT, "facts": due})


def look(city: Path, query: str) -> Answer:
    return ask(query, outputs=city / "outputs", data=city / "data", today=TODAY)


def text(answer: Answer) -> str:
    return "\n".join(answer.lines())


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        pytest.param("王五 " + WANG[-4:], f"王五（{mask_id(WANG)}）", id="同名加末四位"),
        pytest.param(WANG, f"王五（{mask_id(WANG)}）", id="身份证号"),
        pytest.param(WANG.lower(), f"王五（{mask_id(WANG)}）", id="小写x"),
        pytest.param(f" {WANG[:6]} {WANG[6:]} ", f"王五（{mask_id(WANG)}）", id="号码中有空格"),
        pytest.param(WANG[-6:], f"王五（{mask_id(WANG)}）", id="末六位"),
        pytest.param("****" + WANG[-6:], f"王五（{mask_id(WANG)}）", id="星号加末位"),
        pytest.param("冀1130001", f"王五（{mask_id(WANG)}）", id="证书编号"),
        pytest.param("冀１１３０００１", f"王五（{mask_id(WANG)}）", id="全角证书编号"),
        pytest.param(case_of(PEOPLE[0])[7:15], f"王五（{mask_id(WANG)}）", id="短案件编号"),
        pytest.param(case_of(PEOPLE[0]), f"王五（{mask_id(WANG)}）", id="完整案件编号"),
        pytest.param("李四", f"李 四（{mask_id(LI)}）", id="姓名中的空格"),
        pytest.param(PASSPORT, f"约翰（{mask_id(PASSPORT)}）", id="护照"),
        pytest.param(FIRM, f"{FIRM}:", id="单位"),
        pytest.param("甲市丁戊 建筑工程有限公司", f"{FIRM}:", id="单位有空格"),
        pytest.param(USCC.lower(), f"{FIRM}:", id="信用代码"),
        pytest.param(unit_case("甲县", FIRM, USCC)[5:13], f"{FIRM}:", id="单位案件编号"),
        pytest.param("丁戊建筑", f"按名称相近的查。{FIRM}:", id="单位简称"),
        pytest.param("甲市丁戊建筑工程有限责任公司", f"{FIRM}:", id="组织形式写错"),
        pytest.param(AGENCY, f"{AGENCY}:", id="机构"),
        pytest.param("投2026-7", "投诉举报", id="投诉举报编号"),
        pytest.param("孙七", f"孙七（{mask_id(person_id(8))}）: 0 条注册", id="名单上已没有的人"),
    ],
)
def test_one_is_found(city: Path, query: str, heading: str):
    answer = look(city, query)
    assert heading in answer.heading
    assert answer.found == 1


def test_a_person_with_sources_case_and_gaps(city: Path):
    said = text(look(city, WANG))
    for words in (
        "线索级别：重点核查",
        "存疑指标：社保在其他单位",
        "jia/名单.xlsx · 工作表「甲」 · 第 7 行",
        "city/养老.csv · 第 23 行",
        "办理状态：认定",
        "2026-09-01 09:00 · 收件员 · 线索入册",
        "作出结论",
        "处理措施：责令限期整改",
        f"{FIRM}（认定）",
        f"{AGENCY}（线索）",
        "查无: 甲县已提供、其中没有此人的来源：安全员B证。",
        "没有参加比对：住房公积金",
        "没有此人注册的县区：乙县",
        "没有查: 丙县还没有排查结果",
        "须经核查并由人作出认定",
    ):
        assert words in said, words


def test_a_unit_with_people_case_and_complaints(city: Path):
    said = text(look(city, FIRM))
    assert "级别：重点核查 1" in said and "注册在该单位的人员（5 条）" in said
    assert f"【{FIRM}在甲县】" in said and f"【{FIRM}在乙县】" in said
    assert f"王五 · {mask_id(WANG)}" in said and ELSEWHERE in said
    assert "处理措施：单位通报" in said and "王五（认定）" in said
    assert "投2026-7 · 2026-09-02 · 电话" in said and "已登记" in said


def test_who_is_paid_there_and_registered_elsewhere(city: Path):
    said = text(look(city, ELSEWHERE))
    assert "疑似在该单位工作、注册在别处的人员（1 条）" in said and "王五" in said


def test_an_agency_with_the_words_of_its_advertisements(city: Path):
    said = text(look(city, AGENCY))
    assert "许可名录：不在名录内" in said and "「挂靠」" in said
    assert "a.xlsx · 工作表「S」 · 第 4 行" in said and "王五（认定）" in said


def test_a_term_that_has_passed(city: Path):
    assert "限期：2026-09-20（已逾期 10 天）" in text(look(city, "孙七"))


def test_several_are_listed_briefly(city: Path):
    answer = look(city, "王五")
    assert answer.found == 2 and "身份证末四位" in answer.heading
    assert [row[1] for row in answer.parts[0].rows] == [mask_id(WANG), mask_id(OTHER_WANG)]
    assert len(answer.parts) == 1


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("查无此人", "甲县、乙县", id="没有这个人"),
        pytest.param("' OR 1=1 --", "查无", id="注入"),
        pytest.param("%", "查无", id="通配符"),
        pytest.param("_五", "查无", id="单字通配符"),
        pytest.param("deadbeef", "查无", id="没有的案件编号"),
        pytest.param("999999198001010010", "校验码不符", id="校验码不符"),
    ],
)
def test_nothing_is_found(city: Path, query: str, words: str):
    answer = look(city, query)
    assert answer.heading.startswith("查无") and answer.found == 0
    assert words in text(answer)


def test_names_that_sound_alike_are_offered_not_told(city: Path):
    answer = look(city, "王伍")
    assert answer.found == 0 and [row[0] for row in answer.parts[0].rows] == ["王五", "王五"]


QUERIES = [WANG, "王五", FIRM, AGENCY, "约翰", PASSPORT, "李四", "查无此人", person_id(77)]


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_no_number_is_shown(city: Path, query: str):
    answer = look(city, query)
    shown = text(answer) + answer._repr_html_() + "".join(map(str, answer.tables()))
    for number in (WANG, OTHER_WANG, LI, PASSPORT, person_id(8), person_id(77)):
        assert number not in shown


def test_a_certificate_of_fifteen_digits_is_shown(city: Path):
    answer = look(city, OTHER_WANG)
    assert "建[造]212241300000228" in text(answer)
    assert "建[造]212241300000228" in look(city, FIRM)._repr_html_()


def test_the_same_in_tables(city: Path):
    answer = look(city, WANG)
    tables = {table.caption: table for table in answer.tables()}
    assert tables["注册 1 的依据"].frame["出处"].tolist()[1] == "city/养老.csv · 第 23 行"
    assert len(tables) == len(answer.parts)


def test_what_a_terminal_would_obey_is_taken_out():
    assert clean("甲\x1b[2J\u202e乙\n丙") == "甲[2J乙 丙"


def test_without_outputs_and_without_a_casebook(tmp_path: Path):
    answer = ask("王五", outputs=tmp_path / "o", data=tmp_path / "d", today=TODAY)
    said = text(answer)
    assert "查无「王五」" in said and "先运行 guazheng run" in said and "还没有案件台账" in said
    assert not (tmp_path / "d").exists()


def test_a_broken_result_is_named_and_the_rest_answers(city: Path, tmp_path: Path):
    publish(tmp_path / "o" / "jia", "甲县", PEOPLE)
    (tmp_path / "o" / "yi").mkdir()
    (tmp_path / "o" / "yi" / "screening.parquet").write_bytes(b"PAR1")
    said = text(ask(WANG, outputs=tmp_path / "o", data=tmp_path / "d", today=TODAY))
    assert "yi/screening.parquet 读不出来" in said and "1 条注册" in said


def test_a_file_that_is_no_casebook_is_named(city: Path, tmp_path: Path):
    (tmp_path / "casebook.sqlite").write_text("不是台账" * 99, encoding="utf-8")
    answer = ask("王五", outputs=city / "outputs", data=tmp_path, today=TODAY)
    assert "案件台账没有查" in text(answer) and answer.found == 2


def test_nothing_asked_for(tmp_path: Path):
    with pytest.raises(RunError, match="没有写要查什么"):
        ask("  ", outputs=tmp_path, data=tmp_path, today=TODAY)


def test_it_asks_by_itself_and_answers_without_what_is_slow_to_load(city: Path):
    code = (
        "import sys; from datetime import date; from pathlib import Path; import guazheng_lib.cli\n"
        "from guazheng_lib.runs.ask import ask\n"
        "root = Path(sys.argv[1])\n"
        "said = ask('冀1130001', outputs=root / 'outputs', data=root / 'data',"
        " today=date(2026, 9, 30))\n"
        "assert said.found == 1 and len(said.lines()) > 20\n"
        "print([m for m in ('pandas', 'pandera', 'sqlalchemy', 'openpyxl') if m in sys.modules])"
    )
    asked = [sys.executable, "-c", code, str(city)]
    ran = subprocess.run(asked, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.stdout.strip() == "[]", ran.stderr
