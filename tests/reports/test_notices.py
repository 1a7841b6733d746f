"""Notices and letters: who may stand in one, what is hidden, the office's own templates."""

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import docx
import pandas as pd
import pytest
import yaml
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from make import person_id

from guazheng_lib.casebook.cases import agency_case, complaint_case, person_case, unit_case
from guazheng_lib.casebook.events import NO_EVENT, Event, entry_of
from guazheng_lib.casebook.life import life
from guazheng_lib.casebook.states import fold
from guazheng_lib.params import Casework
from guazheng_lib.reports.notices import (
    export_templates,
    kind_of,
    notices,
    result_lines,
    templates_folder,
    write_notice,
)
from guazheng_lib.reports.notices.build_templates import build_template
from guazheng_lib.reports.notices.checks import document_text
from guazheng_lib.reports.notices.contents import numeral
from guazheng_lib.reports.notices.finish import DEMO_MARK, width
from guazheng_lib.reports.notices.kinds import placeholders, wording
from guazheng_lib.reports.notices.masking import anonymous_unit, clean_text, surname_only
from guazheng_lib.reports.notices.templates import SHIPPED
from guazheng_lib.terms.errors import DocumentError

GOLDEN = Path(__file__).with_name("golden") / "notices.yml"
CHINA = timezone(timedelta(hours=8))
ON = date(2026, 11, 23)
COUNTY, OTHER_COUNTY = "甲县", "乙县"
FIRM, FIRM_CODE = "甲市丁戊建筑工程有限公司", "91990102MA00000012"
ORGAN = "甲市甲县水务事业中心"
UNIT = unit_case(COUNTY, FIRM, FIRM_CODE)
AGENCY = agency_case("甲市庚辛人力资源有限公司")
COMPLAINT = complaint_case(COUNTY, "T-1", "2026-11-19", "举报")
FIGURES = {
    name: count
    for base, count in {
        "doubtful": "9",
        "excluded": "1",
        "rectified": "1",
        "confirmed": "4",
        "pending": "3",
    }.items()
    for name in (base, f"{base}_people")
}
EXTRA = {
    "interview": {"约谈时间": "2026年12月1日9时", "约谈地点": "市局三楼会议室"},
    "accountability": {"约谈日期": "2026年12月1日", "情节": "约谈后两个月仍未核查。"},
}


class Book:
    """A ledger in memory."""

    def __init__(self) -> None:
        self.entries = []

    def add(self, case, step, status, *, on=20, **facts):
        at = datetime(2026, 11, on, 9, tzinfo=CHINA)
        previous = self.entries[-1].seal if self.entries else NO_EVENT
        event = Event(case, step, "经办", at, facts=facts)
        self.entries.append(
            entry_of(event, seq=len(self.entries) + 1, status=status, previous=previous)
        )

    def person(self, n, name, *, profession="二级注册建造师", county=COUNTY, status="lead", **more):
        number, certificate = person_id(n), f"冀21320222026{n:05d}"
        case = person_case(county, number, profession, certificate)
        facts = {
            "county": county,
            "person_name": name,
            "person_id": number,
            "certificate_no": certificate,
            "profession": profession,
            "registered_employer": FIRM,
            "actual_employer": ORGAN,
            "indicators": "SI_OTHER SI_PUBLIC",
            "explanation": "2025年1月至2026年6月社会保险由甲市甲县水务事业中心缴纳。",
        }
        self.add(case, "opened", "lead", on=10, **(facts | more))
        if status == "confirmed":
            said = {"outcome": status, "violation": life().violations[0], "reason": "核查属实"}
            self.add(case, "concluded", status, **said)
            self.add(case, "measure", status, measures=["拟建议撤销注册许可"])
            self.add(case, "linked", status, links=[UNIT])
        elif status != "lead":
            self.add(case, "concluded", status, outcome=status, reason="数据有误")
        return case

    @property
    def state(self) -> pd.DataFrame:
        return fold(self.entries)


def book():
    made = Book()
    made.add(UNIT, "opened", "lead", county=COUNTY, name=FIRM, uscc=FIRM_CODE)
    made.add(UNIT, "concluded", "confirmed", violation=life().own_violations["unit"])
    made.add(UNIT, "measure", "confirmed", measures=["单位通报", "纳入资质动态核查"])
    made.add(AGENCY, "opened", "lead", county=COUNTY, name="甲市庚辛人力资源有限公司")
    made.add(COMPLAINT, "received", "registered", county=COUNTY, content="举报")
    return made


def a_city():
    made = book()
    made.confirmed = made.person(1, "徐丙", status="confirmed")
    made.second = made.person(2, "欧阳丙丁", status="confirmed", profession="一级注册建造师")
    made.architect = made.person(3, "赵戊己", status="confirmed", profession="一级注册建筑师")
    made.private = made.person(4, "钱庚", status="confirmed", indicators="SI_OTHER")
    made.lead = made.person(5, "孙辛壬")
    made.excluded = made.person(6, "李癸", status="excluded")
    made.rectified = made.person(7, "周子", status="rectified")
    made.elsewhere = made.person(8, "吴丑寅", county=OTHER_COUNTY, status="confirmed")
    return made


@pytest.fixture(scope="module")
def city():
    return a_city()


def write(kind, folder, source, **more):
    options = {"area": COUNTY, "department": "甲市甲县住房和城乡建设局", "on": ON, **more}
    options.setdefault("extra", EXTRA.get(kind, {}))
    return write_notice(kind, state=source.state, folder=folder, figures=FIGURES, **options)


def text(path):
    return document_text(path.read_bytes())


def by_hand(kind, source):
    cases = {"typical_case": [UNIT, source.confirmed], "deregistration": [source.lead]}
    return cases.get(kind, [])


def lines_of(paths):
    return {path.name: text(path).splitlines() for path in paths}


def document(*paragraphs, header=""):
    made = docx.Document()
    for words in paragraphs:
        made.add_paragraph(words)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


def own(office, kind, *paragraphs, **more):
    (office / kind_of(kind).template).write_bytes(document(*paragraphs, **more))
    return office


KINDS = [kind.name for kind in notices().kinds]
MASKED = [kind.name for kind in notices().kinds if "names" in kind.masks]


@pytest.fixture(scope="module")
def written(city, tmp_path_factory):
    """Every kind, written once."""
    folder = tmp_path_factory.mktemp("notices")
    return {kind: write(kind, folder, city, cases=by_hand(kind, city)) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda name: kind_of(name).title)
def test_each_kind_says_what_it_should(kind, written):
    golden = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))
    assert lines_of(written[kind]) == golden[kind]


@pytest.mark.parametrize("kind", KINDS, ids=lambda name: kind_of(name).title)
def test_no_identity_number_and_no_decision_of_others_in_any(kind, written):
    for path in written[kind]:
        whole = text(path)
        assert not re.search(r"\d{17}[\dX]", whole)
        assert "已撤销" not in whole and "{{" not in whole and "{%" not in whole
        assert not re.search(r"\d{15}", path.name)


def test_the_officer_is_told_what_is_left_to_do(written):
    (notice,) = result_lines(written["public_notice"])
    assert notice == "写出 公示-20261123-甲县.docx，待填写 3 处，待核 1 处"
    (letter,) = result_lines(written["unit_circular"])
    assert letter == "写出 单位通报-20261123-甲县.docx，待核 1 处"


@pytest.mark.parametrize("kind", MASKED, ids=lambda name: kind_of(name).title)
def test_masked_ones_hide_names_and_certificates(kind, tmp_path, city):
    (path,) = write(kind, tmp_path, city, cases=[city.confirmed, city.second])
    whole = text(path)
    assert "徐某" in whole and "欧阳某某" in whole
    for hidden in ("徐丙", "欧阳丙丁", "冀2132022202600001", person_id(1)):
        assert hidden not in whole


def test_the_public_notice_shows_six_and_two_only_where_asked(tmp_path, city):
    (plain,) = write("public_notice", tmp_path / "a", city, cases=[city.confirmed])
    (shown,) = write("public_notice", tmp_path / "b", city, cases=[city.confirmed], show_ids=True)
    masked = f"999999{'*' * 10}{person_id(1)[-2:]}"
    assert masked not in text(plain)
    assert masked in text(shown)


def test_a_public_one_keeps_what_stays_between_offices(tmp_path):
    made = book()
    case = made.person(1, "徐丙", status="confirmed")
    made.add(case, "measure", "confirmed", measures=["移送公安机关"])
    (notice,) = write("公示", tmp_path, made)
    (letter,) = write("transfer", tmp_path, made)
    assert "移送公安机关" not in text(notice) and "拟建议撤销注册许可" in text(notice)
    assert "移送公安机关" in text(letter)


REFUSED = [
    pytest.param("public_notice", "lead", "现在是“线索”", id="线索不公示"),
    pytest.param("public_notice", "excluded", "现在是“排除”", id="排除的不公示"),
    pytest.param("typical_case", "lead", "现在是“线索”", id="线索不作典型案例"),
    pytest.param("unit_circular", "confirmed", "是专业技术人员", id="通报写单位，不写人"),
    pytest.param("employer_letter", "private", "不是国家机关、事业单位人员", id="企业人员不告知"),
    pytest.param("discipline_letter", "private", "不发告知纪检监察机关函", id="企业人员不告知纪检"),
    pytest.param("discipline_letter", "lead", "现在是“线索”", id="线索不告知纪检"),
    pytest.param("self_check", "confirmed", "现在是“认定”", id="认定的不再发自查函"),
    pytest.param("self_check", "rectified", "现在是“自查已整改”", id="整改的不再发自查函"),
    pytest.param("transfer", "excluded", "现在是“排除”", id="排除的不移送"),
    pytest.param("public_notice", "elsewhere", "甲县没有案件", id="别的县区的案件"),
]


@pytest.mark.parametrize(("kind", "which", "said"), REFUSED)
def test_a_case_that_may_not_stand_in_it_is_refused(kind, which, said, tmp_path, city):
    with pytest.raises(DocumentError, match=said) as refused:
        write(kind, tmp_path, city, cases=[getattr(city, which)])
    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_one_bad_case_of_two_writes_nothing(tmp_path, city):
    with pytest.raises(DocumentError):
        write("public_notice", tmp_path, city, cases=[city.confirmed, city.lead])
    assert list(tmp_path.iterdir()) == []


WITHOUT = [
    pytest.param({"violation": ""}, "没有写明违法违规行为", id="没有违法违规行为"),
    pytest.param({"measures": []}, "没有写明处理措施", id="没有处理措施"),
]


@pytest.mark.parametrize(("facts", "said"), WITHOUT)
def test_what_a_public_notice_needs_must_be_said(facts, said, tmp_path):
    made = book()
    case = made.person(1, "徐丙")
    whole = {"violation": "注册单位与实际工作单位不符", "measures": ["拟建议撤销注册许可"]}
    made.add(case, "concluded", "confirmed", **(whole | facts))
    with pytest.raises(DocumentError, match=said):
        write("public_notice", tmp_path, made, cases=[case])


def test_without_cases_all_that_still_owe_it_are_taken(tmp_path):
    made = book()
    told = made.person(1, "徐丙", status="confirmed")
    made.person(2, "欧阳丙丁", status="confirmed")
    made.add(told, "told", "confirmed", told=["实际工作单位"])
    (letter,) = write("employer_letter", tmp_path, made)
    (other,) = write("discipline_letter", tmp_path, made)
    assert "徐丙" not in text(letter) and "欧阳丙丁" in text(letter)
    assert "徐丙" in text(other)
    (again,) = write("employer_letter", tmp_path, made, cases=[told])
    assert "徐丙" in text(again)
    with pytest.raises(DocumentError, match="没有可以写进公示的案件"):
        write("public_notice", tmp_path, book())


def test_typical_cases_are_chosen_by_people(tmp_path, city):
    with pytest.raises(DocumentError, match="没有指定案件"):
        write("typical_case", tmp_path, city)


def test_the_citys_notice_draws_on_every_county(tmp_path, city):
    (path,) = write("public_notice", tmp_path, city, area="甲市", is_city=True)
    assert "吴某某" in text(path) and "徐某" in text(path)


def test_a_county_without_cases_takes_nobody_elses(tmp_path, city):
    with pytest.raises(DocumentError, match="丙县没有可以写进公示的案件"):
        write("public_notice", tmp_path, city, area="丙县")


def test_a_file_that_an_officer_filled_in_stays(tmp_path, city):
    (first,) = write("interview", tmp_path, city)
    assert write("interview", tmp_path, city) == [first]
    first.write_bytes(document("已填写"))
    (second,) = write("interview", tmp_path, city)
    assert second.stem == f"{first.stem}（2）" and text(first).startswith("已填写")


def test_a_circular_on_a_unit_names_none_of_its_people(tmp_path, city):
    with pytest.raises(DocumentError, match="应隐去的姓名"):
        write("unit_circular", tmp_path, city, extra={"主送": "徐丙等"})


def test_a_letter_to_each_firm_holds_its_own_people_only(tmp_path):
    made = book()
    made.person(1, "徐丙")
    made.person(2, "欧阳丙丁", registered_employer="甲市壬癸市政工程有限公司")
    written = {path.name: text(path) for path in write("self_check", tmp_path, made)}
    assert len(written) == 2
    for name, whole in written.items():
        firm, person = (FIRM, "徐丙") if FIRM in name else ("甲市壬癸市政工程有限公司", "欧阳丙丁")
        assert firm in name and firm in whole and person in whole
        assert ("徐丙" in whole) + ("欧阳丙丁" in whole) == 1
        assert "存疑" in whole and "线索不等于违法事实" in whole and ORGAN not in whole


def test_architects_go_to_their_committee(tmp_path, city):
    first, second = write("transfer", tmp_path, city, cases=[city.confirmed, city.architect])
    assert "徐丙" in text(first) and "赵戊己" not in text(first)
    assert "省注册建筑师管理委员会：" in text(
        second
    ) and "《中华人民共和国注册建筑师条例》" in text(second)


def test_the_list_for_a_deregistration_also_without_a_case(tmp_path, city):
    (path,) = write("deregistration", tmp_path, city)
    whole = text(path)
    assert "申请人" not in whole
    assert all(paper in whole for paper in life().deregistration_papers)


def test_the_periods_are_the_offices(tmp_path, city):
    (usual,) = write("self_check", tmp_path, city)
    assert "20个工作日（待核）内" in text(usual)
    (own_period,) = write("self_check", tmp_path, city, office=Casework(periods={"answer": 15}))
    assert "15个工作日内" in text(own_period)


def test_the_weekly_counts_the_week_and_the_overdue(tmp_path, city):
    due = pd.DataFrame({"case": [city.lead, city.lead], "is_overdue": [True, False]})
    (path,) = write("weekly", tmp_path, city, due=due)
    whole = text(path)
    assert "本周（11月17日至11月23日）台账新入册线索0条；作出结论6条，其中认定4条" in whole
    assert "已逾期1条" in whole and "登记投诉举报1件，已答复0件" in whole
    (uncounted,) = write("weekly", tmp_path, city)
    assert "已逾期（请填写）条" in text(uncounted)


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        pytest.param({**FIGURES, "pending": "4"}, "账不平", id="账不平"),
        pytest.param({"doubtful": "9"}, "缺少数字", id="缺数字"),
        pytest.param(None, "缺少数字", id="没有数字"),
    ],
)
def test_the_weekly_needs_numbers_that_balance(figures, said, tmp_path, city):
    with pytest.raises(DocumentError, match=said):
        write_notice(
            "weekly",
            state=city.state,
            area=COUNTY,
            department="甲局",
            on=ON,
            folder=tmp_path,
            figures=figures,
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "extra", "said"),
    [
        pytest.param("interview", {}, "没有写明约谈时间、约谈地点", id="必须写明的没有写"),
        pytest.param("public_notice", {"联系人员": "甲"}, "最接近的是「联系人」", id="写错了名称"),
        pytest.param("没有这种", {}, "没有「没有这种」这种文书", id="没有这种文书"),
    ],
)
def test_what_is_given_with_it_is_checked(kind, extra, said, tmp_path, city):
    with pytest.raises(DocumentError, match=said):
        write(kind, tmp_path, city, extra=extra)


INJECTED = [
    "{{ 7*7 }}",
    "=1+1",
    "{% for x in y %}",
    "<w:p/>",
    "&amp;",
    "{_{ x }_}",
    "a\x07b\x0c\tc",
]


@pytest.mark.parametrize("value", INJECTED)
def test_what_comes_from_outside_stays_text(value, tmp_path):
    made = book()
    made.person(1, "徐丙", registered_employer=f"甲{value}公司")
    (path,) = write("self_check", tmp_path, made)
    expected = re.sub(r"[\x00-\x1f]", " ", value).replace("{_{", "{{").replace("}_}", "}}")
    assert f"甲{expected}公司" in text(path)


def test_a_demonstration_is_marked_whatever_the_template(tmp_path, office):
    made = book()
    made.person(1, "徐丙", status="confirmed", demo="演示")
    own(office, "public_notice", "{{ 部门 }}")
    (path,) = write("public_notice", tmp_path / "out", made, templates=office)
    assert text(path).splitlines()[0] == DEMO_MARK
    (real,) = write("public_notice", tmp_path / "out", book_with_one(), templates=office)
    assert DEMO_MARK not in text(real)


def book_with_one():
    made = book()
    made.person(1, "徐丙", status="confirmed")
    return made


def test_the_offices_own_template_wins(tmp_path, office):
    own(office, "public_notice", "本局公示 {{ 部门 }} {{ 名单[0].姓名 }}", header="红头{{ 县区 }}")
    (path,) = write("公示", tmp_path / "out", book_with_one(), templates=office)
    assert "本局公示 甲市甲县住房和城乡建设局 徐某" in text(path) and "红头甲县" in text(path)


BROKEN = [
    pytest.param(["{{ 部们 }}"], "不认识占位符「部们」，最接近的是「部门」", id="写错的占位符"),
    pytest.param(
        ["{%p for 行 in 名单 %}", "{{ 行.住址 }}", "{%p endfor %}"], "「住址」", id="名单里没有的"
    ),
    pytest.param(
        ["{%p for 行 in 名单 %}", "{{ 行.原因 }}", "{%p endfor %}"], "「原因」", id="公示不能写的"
    ),
    pytest.param(["{%p for 行 in 名单 %}", "甲"], "写法不对", id="没有结尾"),
    pytest.param(["{{ 部门 }"], "「{{ 部门 }」写法不对", id="括号不成对"),
    pytest.param(["{%p 循环 名单 %}"], "「{% 循环 名单 %}」写法不对", id="不是模板语言"),
    pytest.param(["｛｛ 部门 ｝｝"], "花括号要用半角", id="全角花括号"),
    pytest.param(["{ { 部门 } }"], "花括号要用半角", id="花括号中间有空格"),
    pytest.param(["{{ 件数 + 部门 }}"], "不能这样用", id="算不出来"),
    pytest.param(["{{ ''.__class__.__mro__ }}"], "不能这样用", id="运行程序"),
    pytest.param(["{% if 件数 %}甲", "乙{% endif"], "写法不对", id="没写完"),
]


@pytest.mark.parametrize(("paragraphs", "said"), BROKEN)
def test_a_broken_template_is_named_with_what_is_wrong(paragraphs, said, tmp_path, office):
    own(office, "public_notice", *paragraphs)
    with pytest.raises(DocumentError, match=re.escape(said)) as refused:
        write("public_notice", tmp_path / "out", book_with_one(), templates=office)
    assert "公示.docx" in str(refused.value) and "\n" not in str(refused.value)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0 old Word", b"PK\x03\x04"])
def test_a_template_that_is_no_word_file(content, tmp_path, office):
    (office / "公示.docx").write_bytes(content)
    with pytest.raises(DocumentError, match="不是 Word 文档"):
        write("public_notice", tmp_path / "out", book_with_one(), templates=office)


@pytest.mark.parametrize("name", ["公示(1).docx", "公示.doc", "公示.dotx"])
def test_a_misnamed_template_is_not_passed_over(name, tmp_path, office):
    (office / name).write_bytes(document("{{ 部门 }}"))
    with pytest.raises(DocumentError, match=re.escape("最接近的是「公示.docx」")):
        write("public_notice", tmp_path / "out", book_with_one(), templates=office)


LEAKS = [
    pytest.param({"paragraphs": ["徐 丙"]}, "应隐去的姓名", id="模板里写了姓名"),
    pytest.param({"header": "徐丙"}, "应隐去的姓名", id="页眉里写了姓名"),
    pytest.param({"paragraphs": [person_id(9)]}, "像证件号码的数字", id="模板里有证件号码"),
    pytest.param({"paragraphs": ["致电 138" + "0013 8000"]}, "像电话号码的数字", id="手机号码"),
    pytest.param({"paragraphs": ["账号 6222 0200 0000 0000 000"]}, "像银行账号的数字", id="账号"),
]


@pytest.mark.parametrize(("parts", "said"), LEAKS)
def test_what_must_be_hidden_stops_the_document(parts, said, tmp_path, office):
    own(
        office,
        "public_notice",
        *parts.get("paragraphs", ["{{ 部门 }}"]),
        header=parts.get("header", ""),
    )
    with pytest.raises(DocumentError, match=said) as refused:
        write("public_notice", tmp_path / "out", book_with_one(), templates=office)
    assert "徐" not in str(refused.value) and not re.search(r"\d{6}", str(refused.value))
    assert not (tmp_path / "out").exists()


def test_the_offices_own_telephone_may_stand(tmp_path):
    extra = {"联系电话": "0999-1234567"}
    (path,) = write("public_notice", tmp_path, book_with_one(), extra=extra)
    assert "0999-1234567" in text(path)


def test_a_telephone_is_no_way_round_the_check(tmp_path):
    extra = {"联系电话": f"0999-1234567 {person_id(1)}"}
    with pytest.raises(DocumentError, match="完整的证件号码"):
        write("public_notice", tmp_path, book_with_one(), extra=extra)


def test_the_office_may_be_the_real_employer(tmp_path):
    made = book()
    department = "甲市甲县住房和城乡建设局"
    case = made.person(1, "徐丙", status="confirmed", actual_employer=department)
    (path,) = write("typical_case", tmp_path, made, cases=[case], department=department)
    assert "实际工作单位是某机关" in text(path)


def test_an_identity_number_in_a_name_is_taken_out(tmp_path):
    made = book()
    made.person(1, f"徐丙 {person_id(1)}", registered_employer=f"甲公司{person_id(2)}")
    (path,) = write("self_check", tmp_path, made)
    assert "徐丙 （证件号码略）" in text(path) and "甲公司（证件号码略）：" in text(path)
    assert not re.search(r"\d{15}", path.name)


def test_a_week_is_a_week_in_china(tmp_path):
    made = book()
    made.person(1, "徐丙")
    late = datetime(2026, 11, 23, 17, tzinfo=UTC)  # the 24th in China
    facts = {"county": COUNTY, "person_name": "王丙丁"}
    event = Event(f"person:{'a' * 24}", "opened", "经办", late, facts=facts)
    seal = made.entries[-1].seal
    made.entries.append(entry_of(event, seq=99, status="lead", previous=seal))
    (path,) = write("weekly", tmp_path, made)
    assert "新入册线索0条" in text(path)
    (next_day,) = write("weekly", tmp_path, made, on=date(2026, 11, 24))
    assert "新入册线索1条" in text(next_day)


def test_a_certificate_number_that_is_an_identity_number_is_masked(tmp_path):
    made = book()
    made.person(1, "徐丙", certificate_no=person_id(1))
    (path,) = write("self_check", tmp_path, made)
    assert person_id(1) not in text(path) and f"999999{'*' * 10}" in text(path)


def test_a_certificates_fifteen_digits_are_its_own(tmp_path):
    made = book()
    made.person(1, "徐丙", certificate_no="建[造]212241300000228", status="confirmed")
    (path,) = write("transfer", tmp_path, made)
    assert "建[造]212241300000228" in text(path)
    (public,) = write("public_notice", tmp_path, made)
    assert "建[造]212241300000228" not in text(public)


def test_a_transfer_names_no_measure_that_is_no_opinion(tmp_path):
    made = book()
    case = made.person(1, "徐丙", status="confirmed")
    made.add(case, "measure", "confirmed", measures=["告知实际工作单位及纪检监察机关"])
    architect = made.person(2, "王丙", profession="一级注册建筑师")
    made.add(architect, "concluded", "confirmed", outcome="confirmed", violation="租借")
    made.add(architect, "measure", "confirmed", measures=["移送注册管理机构"])
    said = "".join(text(path) for path in write("transfer", tmp_path, made))
    assert "我单位意见：拟建议撤销注册许可。" in said and "我单位意见：依法依规处理。" in said


def test_officers_words_are_cleaned_in_letters(tmp_path):
    made = book()
    made.person(1, "徐丙", status="confirmed", explanation=f"本人{person_id(1)}，电话13800138000。")
    (path,) = write("transfer", tmp_path, made)
    assert "本人（证件号码略），电话（电话略）。" in text(path)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("徐丙", "徐某"),
        ("王丙丁", "王某某"),
        ("欧阳丙", "欧阳某"),
        ("司马丙丁", "司马某某"),
        ("欧阳", "欧某"),
        ("王 丙", "王某"),
        ("爱新觉罗丙丁", "爱新觉罗某某"),
        ("阿丙·丁戊", "阿某某"),
        ("李**", "李某某"),
        ("John Smith", "J某某"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_surname(name, masked):
    assert surname_only(name) == masked


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("甲市永固建筑工程有限公司", "某建筑工程有限公司"),
        ("甲市永固建筑工程有限公司第一分公司", "某建筑工程有限公司"),
        ("甲市乙区财政局", "某机关"),
        ("甲市乙区水务事业中心", "某事业单位"),
        ("永固工作室", "某单位"),
        ("", ""),
    ],
)
def test_a_unit_keeps_its_trade(name, hidden):
    assert anonymous_unit(name) == hidden


ID = person_id(1)
TEXTS = [
    pytest.param(f"身份证{ID}属实", "身份证（证件号码略）属实", id="证件号码"),
    pytest.param(f"{ID[:6]} {ID[6:14]} {ID[14:]}", "（证件号码略）", id="分段写的"),
    pytest.param("９９９９９９１９８００１０１００３Ｘ", "（证件号码略）", id="全角"),
    pytest.param("手机138 0013 8000。", "手机（电话略）。", id="分段手机"),
    pytest.param("座机(0335)1234567", "座机（电话略）", id="座机"),
    pytest.param("电话：12345678", "电话（电话略）", id="无区号"),
    pytest.param("卡号6222020000000000000转账", "卡号（账号略）转账", id="银行卡"),
    pytest.param("住在甲县某某路12号3单元501室，常年", "住在（住址略），常年", id="住址"),
    pytest.param("现住幸福小区3号楼2单元", "现住（住址略）", id="小区"),
    pytest.param("邮箱a.b@c.com", "邮箱（联系方式略）", id="邮箱"),
    pytest.param("微信号abc_123", "（联系方式略）", id="微信"),
    pytest.param("建办市函〔2019〕92号第①项", "建办市函〔2019〕92号第①项", id="文号不动"),
    pytest.param("2026年11月23日共18个月", "2026年11月23日共18个月", id="日期不动"),
    pytest.param("社会保险由甲市永固建筑公司缴纳", "社会保险由甲市永固建筑公司缴纳", id="单位不动"),
]


@pytest.mark.parametrize(("said", "cleaned"), TEXTS)
def test_free_text_is_cleaned(said, cleaned):
    assert clean_text(said) == cleaned


@settings(max_examples=200, deadline=None)
@given(
    st.text("甲乙，。 ab:：", max_size=8),
    st.integers(1, 400),
    st.sampled_from(["", " ", "-"]),
    st.text("甲乙，。 ：", max_size=8),
)
def test_no_identity_number_survives_in_free_text(before, serial, between, after):
    number = person_id(serial)
    written = between.join((number[:6], number[6:14], number[14:]))
    cleaned = clean_text(f"{before[:-1]}甲{written}{after}")
    assert written not in cleaned and number[6:14] not in cleaned


def test_the_signature_stands_centred_over_the_date_four_characters_from_the_right(tmp_path, city):
    for department in (
        "甲县住建局",
        "甲市甲县住房和城乡建设局",
        "甲市经济技术开发区城乡建设管理委员会",
    ):
        (path,) = write("interview", tmp_path, city, department=department)
        signature, dated = docx.Document(path).paragraphs[-2:]
        right = [
            float(each._p.pPr.ind.get(qn("w:rightChars"))) / 100 for each in (signature, dated)
        ]
        assert (signature.text, dated.text) == (department, "2026年11月23日")
        assert right[1] == 4
        middle = right[1] + width(dated.text) / 2
        assert right[0] == max(0, middle - width(department) / 2)


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize("kind", KINDS, ids=lambda name: kind_of(name).title)
def test_the_templates_are_as_built_and_in_official_form(kind):
    kept = (SHIPPED / kind_of(kind).template).read_bytes()
    assert unpacked(build_template(kind)) == unpacked(kept)
    made = docx.Document(io.BytesIO(kept))
    fonts = {
        run._element.rPr.rFonts.get(qn("w:eastAsia")) for p in made.paragraphs for run in p.runs
    }
    assert fonts <= {"方正小标宋简体", "仿宋_GB2312", "黑体"}


def test_exported_templates_are_kept_once_edited(tmp_path):
    written = export_templates(tmp_path)
    assert {path.name for path in written} == {
        "占位符说明.docx",
        *(kind.template for kind in notices().kinds),
    }
    (tmp_path / "公示.docx").write_bytes(document("本局的"))
    (tmp_path / "移送函.docx").unlink()
    assert [path.name for path in export_templates(tmp_path)] == ["移送函.docx"]
    assert "本局的" in text(tmp_path / "公示.docx")
    guide = text(tmp_path / "占位符说明.docx")
    for kind in notices().kinds:
        assert [name for name in placeholders(kind) if name not in guide] == []


def test_exported_templates_write_the_same(tmp_path, city):
    export_templates(tmp_path / "templates")
    (one,) = write("weekly", tmp_path / "a", city)
    (two,) = write("weekly", tmp_path / "b", city, templates=tmp_path / "templates")
    assert one.read_bytes() == two.read_bytes()


def test_the_folder_of_templates(tmp_path):
    assert templates_folder(tmp_path) is None
    (tmp_path / "templates").mkdir()
    assert templates_folder(tmp_path) == tmp_path / "templates"
    with pytest.raises(DocumentError, match="没有这个模板文件夹"):
        templates_folder(tmp_path, tmp_path / "nowhere")


def test_the_data_agree_with_the_life_of_a_case():
    titles = {field.title for field in life().fields.values()} | notices().computed.keys()
    standings = {status.standing for status in life().statuses.values()}
    measures = {measure.name for measure in life().measures}
    assert set(wording()) == set(KINDS)
    assert set(notices().internal_measures) <= measures
    assert set(notices().deregistration_papers) == set(life().deregistration_papers)
    for kind in notices().kinds:
        assert set(kind.shows) <= titles
        assert set(kind.standings) <= standings
        assert set(kind.needs) <= life().fields.keys()
        assert set(kind.basis) <= notices().basis.keys()
        assert not kind.public or set(kind.standings) == {"confirmed"}
        assert kind.owed is None or kind.owed.field in life().fields
    assert "已撤销" not in yaml.safe_dump(wording(), allow_unicode=True)


def test_numerals():
    assert [numeral(n) for n in (1, 9, 10, 11, 20, 21, 99, 100)] == [
        *("一", "九", "十", "十一", "二十", "二十一", "九十九", "100")
    ]


def test_a_kind_about_no_case_takes_none(tmp_path, city):
    with pytest.raises(DocumentError, match="进展快报不针对案件"):
        write("weekly", tmp_path, city, cases=[city.lead])


@pytest.mark.browser
def test_templates_saved_by_another_program_write_the_same_words(tmp_path, city):
    kinds = ("public_notice", "weekly", "transfer")
    shipped = [str(SHIPPED / kind_of(kind).template) for kind in kinds]
    print_with_libreoffice(shipped, tmp_path / "templates", "docx")
    for kind in kinds:
        ours = write(kind, tmp_path / "ours", city)
        theirs = write(kind, tmp_path / "theirs", city, templates=tmp_path / "templates")
        for one, other in zip(ours, theirs, strict=True):
            said = [
                [p.text.strip() for p in docx.Document(path).paragraphs] for path in (one, other)
            ]
            assert said[0] == said[1]
            signature = docx.Document(other).paragraphs[said[1].index("甲市甲县住房和城乡建设局")]
            assert signature.style.name == "署名"


def print_with_libreoffice(paths, folder, form):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*command, *paths], check=True, capture_output=True)


@pytest.mark.browser
def test_every_notice_prints(written, tmp_path):
    paths = [path for several in written.values() for path in several]
    print_with_libreoffice([str(path) for path in paths], tmp_path / "printed", "pdf")
    assert {path.stem for path in (tmp_path / "printed").glob("*.pdf")} == {
        path.stem for path in paths
    }


if __name__ == "__main__":  # writes the golden words anew; read every line of what changed
    made = a_city()
    with tempfile.TemporaryDirectory() as folder:
        said = {
            kind: lines_of(write(kind, Path(folder), made, cases=by_hand(kind, made)))
            for kind in KINDS
        }
    GOLDEN.write_text(
        "# 各种文书的全文，逐段；由 PYTHONPATH=tests python tests/reports/test_notices.py 写出。\n"
        + yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=10_000),
        encoding="utf-8",
        newline="\n",
    )
