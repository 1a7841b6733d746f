"""Nine counties' forms made into the city's: nothing lost, nothing told twice, nothing hidden."""

from datetime import date

import openpyxl
import pandas as pd
import pytest
from form_cases import Cases, code
from hypothesis import given, settings
from hypothesis import strategies as st
from make import person_id

from guazheng_lib.casebook.form_rows import form_counts, form_rows
from guazheng_lib.reports.form.city_form import write_merged
from guazheng_lib.reports.form.from_casebook import casebook_form
from guazheng_lib.reports.form.merge import merge_forms, short_name, short_no
from guazheng_lib.reports.form.read import FormRead, read_forms
from guazheng_lib.reports.form.write import case_columns
from guazheng_lib.terms.errors import DocumentError

COUNTIES = [f"{name}县" for name in "甲乙丙丁戊己庚辛壬"]


def row(serial=1, **what_matters):
    return (
        dict.fromkeys(case_columns(), "")
        | {
            "person_name": f"某{serial}",
            "person_id": person_id(serial),
            "certificate_no": f"冀21320222023{serial:05d}",
            "registered_employer": "甲市丁戊建筑工程有限公司",
            "disposition": "处理中",
        }
        | what_matters
    )


def unit(name="乙公司", **what_matters):
    return dict.fromkeys(case_columns(), "") | {"using_employer": name} | what_matters


def filed(department, *rows):
    cells = [{"sheet": "汇总表", "row": number, **each} for number, each in enumerate(rows, 7)]
    frame = pd.DataFrame(cells, columns=["sheet", "row", *case_columns()])
    return FormRead(f"{department}/汇总表.xlsx", department, date(2025, 2, 3), frame)


def test_forms_that_have_nothing_in_common_stand_one_below_the_other():
    merged = merge_forms([filed("甲县住建局", row(1), row(2)), filed("乙县住建局", row(3))])
    assert merged.rows["person_name"].tolist() == ["某1", "某2", "某3"]
    assert (merged.conflicts, merged.folded) == ((), ())
    assert merged.lines() == [
        "合并 2 份汇总表：上报 3 行，相同合并 0 行，计入 3 行"
        "（3 人、3 个证书、0 家单位、0 家机构）；冲突 0 处"
    ]


ALIKE = {
    "一字不差": {},
    "证件号小写": {"person_id": person_id(1).lower()},
    "证件号带空格": {"person_id": f"{person_id(1)[:6]} {person_id(1)[6:]}"},
    "全角": {
        "registered_employer": "甲市丁戊建筑工程有限公司　",
        "certificate_no": "冀２１３２０２２２０２３００００１",
    },
}


@pytest.mark.parametrize("spelt", ALIKE.values(), ids=list(ALIKE))
def test_what_two_counties_tell_alike_is_one_row_and_said(spelt):
    merged = merge_forms([filed("甲县住建局", row(1)), filed("乙县住建局", row(1, **spelt))])
    assert merged.rows.to_dict("records") == [row(1)]
    assert merged.counts["合并"].tolist() == [0, 1]
    assert (
        "乙县住建局「汇总表」第 7 行 与 甲县住建局「汇总表」第 7 行 相同，合并为一行"
        in merged.lines()
    )


DIFFERENT = {
    "处理结果": ({"disposition": "已报送有权机关"}, ["disposition"]),
    "单位和备注": (
        {"registered_employer": "丙公司", "remark": "待核"},
        ["registered_employer", "remark"],
    ),
    "证件号抄错": ({"person_id": person_id(2)}, ["person_id"]),
    "缺证件号": ({"person_id": ""}, ["person_id"]),
}


@pytest.mark.parametrize(("told", "columns"), DIFFERENT.values(), ids=list(DIFFERENT))
def test_what_two_counties_tell_differently_stays_twice_and_is_listed(told, columns):
    merged = merge_forms([filed("甲县住建局", row(1), row(9)), filed("乙县住建局", row(1, **told))])
    assert merged.rows.to_dict("records") == [row(1), row(9), row(1, **told)]
    (conflict,) = merged.conflicts
    assert (list(conflict.columns), conflict.numbers) == (columns, (1, 3))
    line = str(conflict)
    assert "甲县住建局「汇总表」第 7 行 与 乙县住建局「汇总表」第 7 行" in line
    assert not any(hidden in line for hidden in (person_id(1), person_id(2), "某1", "冀2132"))


def test_one_county_may_contradict_itself():
    merged = merge_forms([filed("甲县住建局", row(1), row(1, remark="x"), row(1))])
    assert len(merged.rows) == 2 and merged.conflicts[0].columns == ("remark",)
    assert merged.counts[["上报", "合并", "计入", "冲突"]].to_numpy().tolist() == [[3, 1, 2, 2]]


def test_certificates_without_a_number_do_not_meet_by_it():
    rows = [row(serial, certificate_no="无") for serial in (1, 2)]
    assert merge_forms([filed("甲县住建局", *rows)]).conflicts == ()
    again = merge_forms([filed("甲县住建局", rows[0]), filed("乙县", rows[0] | {"remark": "x"})])
    assert len(again.conflicts) == 1


def test_a_unit_told_differently_is_a_conflict_by_its_name():
    forms = [filed("甲县住建局", unit(using_uscc=code(1))), filed("乙县住建局", unit())]
    merged = merge_forms(forms)
    assert len(merged.rows) == 2 and str(merged.conflicts[0]).startswith("乙公司：")


def test_who_has_not_filed_and_who_filed_twice_is_named():
    forms = [filed("甲市甲县住房和城乡建设局"), filed("丙局"), filed("丙局"), filed("")]
    expected = {"甲县": "甲县住建局", "乙县": "乙县住建局", "丙县": "丙局", "丁县": ""}
    merged = merge_forms(forms, expected)
    assert merged.missing == ("乙县", "丁县")
    assert "没有收到：乙县" in merged.lines()
    assert sum("交来 2 份" in line for line in merged.lines()) == 1


def test_no_form_at_all_is_refused():
    with pytest.raises(DocumentError, match="没有交来汇总表"):
        merge_forms([])


def test_a_row_lost_on_the_way_stops_the_merge(monkeypatch):
    from guazheng_lib.reports.form import merge as form_merge

    monkeypatch.setattr(form_merge, "texts_of", lambda rows: [])
    with pytest.raises(DocumentError, match="行数对不上：上报 1 行"):
        merge_forms([filed("甲县住建局", row(1))])


REPORTED = st.lists(
    st.tuples(st.integers(0, 8), st.integers(1, 6), st.sampled_from(["", "x", "ｘ", "y"])),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(reported=REPORTED)
def test_every_row_is_kept_or_folded_and_every_difference_listed(reported):
    forms = [
        filed(county, *(row(serial, remark=said) for of, serial, said in reported if of == place))
        for place, county in enumerate(COUNTIES)
    ]
    merged = merge_forms(forms)
    told = {(serial, said.replace("ｘ", "x")) for _, serial, said in reported}
    assert len(merged.rows) == len(told)
    assert len(merged.rows) + len(merged.folded) == len(reported)
    counts = merged.counts
    assert (counts["上报"] == counts["合并"] + counts["计入"]).all()
    ways = [sum(one == serial for one, _ in told) for serial in range(1, 7)]
    assert sorted(len(each.versions) for each in merged.conflicts) == sorted(
        number for number in ways if number > 1
    )


@pytest.fixture(scope="module")
def city():
    """Nine counties with cases of every kind; in two of them one certificate is reported alike."""
    cases = Cases()
    for place, county in enumerate(COUNTIES):
        for serial in range(place * 10 + 1, place * 10 + 6):
            case = cases.person(serial, county)
            said = ("拟建议撤销注册许可", "单位通报") if serial % 2 else ()
            cases.decide(case, measures=said, using_uscc=code(serial), agency="丙人力公司")
    return cases.frame()


def test_nine_counties_forms_are_the_citys_form_cell_by_cell(city, tmp_path):
    paths = [tmp_path / county / "汇总表.xlsx" for county in COUNTIES]
    for county, path in zip(COUNTIES, paths, strict=True):
        casebook_form(city, path, county, department=f"{county}住建局", filed_on=date(2025, 2, 3))
    merged = merge_forms(read_forms(paths), {county: f"{county}住建局" for county in COUNTIES})
    whole = form_rows(city)
    assert merged.rows.sort_values("person_id").to_dict("records") == (
        whole.sort_values("person_id").to_dict("records")
    )
    assert (merged.conflicts, merged.missing, merged.folded) == ((), (), ())
    written = write_merged(merged, tmp_path / "全市", department="甲市", filed_on=date(2025, 2, 4))
    (again,) = read_forms([written.form])
    assert again.rows[list(case_columns())].equals(merged.rows[list(case_columns())])
    assert form_counts(again.rows) == form_counts(whole) and form_counts(whole)["persons"] == 45
    assert openpyxl.load_workbook(written.form).sheetnames == ["汇总表"]


def test_what_has_to_be_settled_stands_beside_the_form_without_a_full_number(tmp_path):
    forms = [filed("甲县住建局", row(1)), filed("乙县住建局", row(1, person_id=person_id(2)))]
    written = write_merged(merge_forms(forms, {"丙县": "丙局"}), tmp_path, department="甲市")
    book = openpyxl.load_workbook(written.check)
    said = [str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line]
    assert book.sheetnames == ["冲突", "各县区", "其他"]
    assert [cell.value for cell in book["冲突"]["B"]] == ["汇总表序号", 1, 2]
    assert "丙县" in said and "甲县住建局「汇总表」第 7 行" in said
    assert not any(number in text for text in said for number in (person_id(1), person_id(2)))
    assert written.lines()[-1] == "已写出 汇总表.xlsx；冲突、没有收到的和待核对的列在 合并核对.xlsx"


@pytest.mark.parametrize(
    ("name", "shown"), [("某甲乙", "某某某"), ("某", "某某"), ("", "未写姓名")]
)
def test_a_name_is_shortened(name, shown):
    assert short_name(name) == shown
    assert short_no("12") == "…"


def test_the_form_from_the_casebook_says_what_it_holds_and_what_to_look_at(city, tmp_path):
    outcome = casebook_form(city, tmp_path / "汇总表.xlsx", "甲县", department="甲县住建局")
    first, *problems = outcome.lines()
    assert first == (
        "汇总表.xlsx：认定 5 人、5 个证书，涉及单位 5 家、中介机构 1 家，共 5 行；有 5 格请核对："
    )
    assert problems[0] == "序号 1（甲市丁戊建筑工程有限公司）「中介机构统一信用代码」：没有填"
    assert outcome.path.exists() and len(outcome.rows) == 5
    nobody = casebook_form(city, tmp_path / "空.xlsx", "无此县", department="无")
    assert nobody.lines() == ["空.xlsx：认定 0 人、0 个证书，涉及单位 0 家、中介机构 0 家，共 0 行"]
