"""Which step may be taken where (办案流程)."""

import pytest

from guazheng_lib.casebook.life import life, next_status, subject_of
from guazheng_lib.terms.errors import NotAllowedError

FACTS = {
    "county": "甲县",
    "assigned_to": "核查一组",
    "asked": "本人",
    "outcome": "excluded",
    "reason": "单位更名、合并",
    "verified_by": "核查员",
    "measures": ["变更注册"],
    "published": "网站",
    "told": "实际工作单位",
    "transferred": "公安机关",
    "received_on": "2024-11-01",
    "content": "举报",
    "answer": "已答复",
    "merged_into": "complaint:ab",
    "links": ["unit:ab"],
    "remark": "备注",
}


def said_at(step: str, **facts: object) -> dict[str, object]:
    """All that may be said at a step."""
    fields = life().fields
    return {
        name: value
        for name, value in (FACTS | facts).items()
        if not fields[name].only or step in fields[name].only
    }


# What is done about a lead, in which status, and what it then is: as the plan has it.
LEAD = """
              new     lead      assigned  verifying proposed  excluded  rectified confirmed
opened        lead    -         -         -         -         -         -         -
relisted      -       lead      assigned  verifying proposed  excluded  rectified confirmed
assigned      -       assigned  assigned  assigned  -         -         -         -
asked         -       verifying verifying verifying -         -         -         -
replied       -       -         -         verifying -         -         -         -
verifying     -       verifying verifying verifying -         -         -         -
proposed      -       proposed  proposed  proposed  -         -         -         -
endorsed      -       -         -         -         excluded  -         -         -
sent_back     -       -         -         -         verifying -         -         -
concluded     -       excluded  excluded  excluded  -         -         -         -
measure       -       -         -         -         -         excluded  rectified confirmed
published     -       -         -         -         -         -         -         confirmed
told          -       -         -         -         -         -         -         confirmed
transferred   -       -         -         -         -         -         -         confirmed
reopened      -       -         -         -         -         verifying verifying verifying
linked        -       lead      assigned  verifying proposed  excluded  rectified confirmed
amended       -       lead      assigned  verifying proposed  excluded  rectified confirmed
remarked      -       lead      assigned  verifying proposed  excluded  rectified confirmed
received      -       -         -         -         -         -         -         -
"""

COMPLAINT = """
              new         registered  referred    answered    merged
received      registered  -           -           -           -
referred      -           referred    referred    -           -
answered      -           answered    answered    -           -
merged        -           merged      merged      -           -
resumed       -           -           -           registered  registered
linked        -           registered  referred    answered    merged
remarked      -           registered  referred    answered    merged
concluded     -           -           -           -           -
"""


def cells(subject: str, table: str) -> list[object]:
    heading, *rows = [line.split() for line in table.strip().splitlines()]
    return [
        pytest.param(f"{subject}:ab", status, row[0], after, id=f"{subject}-{row[0]}-{status}")
        for row in rows
        for status, after in zip(heading, row[1:], strict=True)
    ]


ALL = [*cells("person", LEAD), *cells("unit", LEAD), *cells("complaint", COMPLAINT)]


@pytest.mark.parametrize(("case", "status", "step", "after"), ALL)
def test_what_may_be_done_where(case, status, step, after):
    if after != "-":
        assert next_status(case, status, step, said_at(step), why="因", basis="") == after
        return
    with pytest.raises(NotAllowedError) as caught:
        next_status(case, status, step, said_at(step), why="因", basis="")
    assert caught.value.remedy and "\n" not in str(caught.value)


@pytest.mark.parametrize("outcome", ["confirmed", "excluded", "rectified"])
@pytest.mark.parametrize(("step", "status"), [("concluded", "verifying"), ("endorsed", "proposed")])
def test_a_conclusion_decides_the_status(step, status, outcome):
    said = said_at(step, outcome=outcome)
    assert next_status("person:ab", status, step, said, why="", basis="") == outcome


@pytest.mark.parametrize("outcome", ["verifying", "属实", "revoked"])
def test_nothing_else_is_a_conclusion(outcome):
    with pytest.raises(NotAllowedError, match="这种结论"):
        said = said_at("concluded", outcome=outcome)
        next_status("person:ab", "lead", "concluded", said, why="", basis="")


NEEDS = [
    pytest.param(step, name, id=f"{step}-{name}")
    for step, done in life().steps.items()
    for name in done.needs
]


@pytest.mark.parametrize(("step", "name"), NEEDS)
def test_what_must_be_said_cannot_be_left_out(step, name):
    done = life().steps[step]
    case, status = f"{done.subjects[0]}:ab", next(iter(done.starts))
    status = "lead" if status == "any" else status
    said = {each: FACTS.get(each, "写明") for each in done.needs if each != "why"}
    texts = {"why": "因", "basis": ""}
    next_status(case, status, step, said, **texts)
    lacking = {each: value for each, value in said.items() if each != name}
    with pytest.raises(NotAllowedError, match="没有写明"):
        next_status(case, status, step, lacking, **(texts | ({"why": ""} if name == "why" else {})))


@pytest.mark.parametrize(
    ("case", "status", "step", "said"),
    [
        pytest.param("person:ab", "new", "verifying", "没有这个案件", id="没有案件"),
        pytest.param("person:ab", "lead", "opened", "已在册", id="再次入册"),
        pytest.param("person:ab", "confirmed", "concluded", "不能作出结论", id="已有结论"),
        pytest.param("person:ab", "lead", "flogged", "没有「flogged」这一步", id="没有这一步"),
        pytest.param("firm:ab", "new", "opened", "不是案件编号", id="不是编号"),
    ],
)
def test_the_reason_is_said(case, status, step, said):
    with pytest.raises(NotAllowedError, match=said):
        next_status(case, status, step, said_at(step), why="因", basis="")


def test_a_matter_unknown_is_refused():
    with pytest.raises(NotAllowedError, match="不认识的事项：colour"):
        next_status(
            "person:ab", "lead", "remarked", {"remark": "x", "colour": "红"}, why="", basis=""
        )


UNFIT = [
    pytest.param(
        "amended", {"measures": ["有权机关已决定撤销"]}, "更正不能写处理措施", id="措施绕过核对"
    ),
    pytest.param("amended", {"outcome": "excluded"}, "更正不能写结论", id="改待复核的结论"),
    pytest.param("remarked", {"remark": "x", "links": ["unit:a"]}, "备注不能写关联案件", id="关联"),
    pytest.param("remarked", {"remark": 3}, "备注不是文字", id="数字"),
    pytest.param("remarked", {"remark": ["x", "y"]}, "备注不是文字", id="一项的写成几项"),
    pytest.param("remarked", {"remark": "x", "channel": None}, "渠道不是文字", id="空值"),
    pytest.param("linked", {"links": ["unit:a", 3]}, "关联案件不是文字", id="几项里有数字"),
    pytest.param(
        "amended", {"deregistration_paper": "口头说明"}, "没有这种直接注销凭据", id="三类材料之外"
    ),
]


@pytest.mark.parametrize(("step", "said", "what"), UNFIT)
def test_what_a_step_may_not_say_is_refused_in_one_line(step, said, what):
    with pytest.raises(NotAllowedError, match=what) as caught:
        next_status("person:ab", "confirmed", step, said, why="因", basis="")
    assert "\n" not in str(caught.value)


def test_the_life_fits_together():
    whole = life()
    statuses = {*whole.statuses, "outcome", None}
    for name, step in whole.steps.items():
        assert step.to in statuses, name
        assert set(step.starts) <= {*whole.statuses, "new", "any"}, name
        assert set(step.needs) <= {*whole.fields, "why", "basis"}, name
    for name, field in whole.fields.items():
        assert set(field.only) <= set(whole.steps), name
    for measure in whole.measures:
        assert set(measure.after) <= set(whole.statuses), measure.name
        assert set(measure.needs) <= set(whole.fields), measure.name
        assert set(measure.not_for) <= set(whole.routes), measure.name
    assert set(whole.own_violations.values()) <= set(whole.violations)
    reached = {step.to for step in whole.steps.values()} | {"excluded", "rectified", "confirmed"}
    assert set(whole.statuses) <= reached
    assert [subject_of(f"{subject}:ab") for subject in whole.subjects] == list(whole.subjects)


def test_the_program_never_decides_a_revocation_itself():
    revoked = [measure for measure in life().measures if "已决定撤销" in measure.name]
    assert revoked and all("document_no" in measure.needs for measure in revoked)
