"""Write the pages of `docs/` that the program itself can tell: terms, parameters, rules, signs.

`make docs` runs it; `tests/test_docs.py` compares what stands in the folder with what it writes.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guazheng_lib.ads.signs.entries import CONCEPT_FILES, Entry, Role, entries_of
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.casebook.life import life
from guazheng_lib.casebook.periods.clocks import UNCERTAIN, Clock, When, periods
from guazheng_lib.params import Casework, CountyParams, Thresholds
from guazheng_lib.reports.agency_sheets.plan import sheet_plan
from guazheng_lib.reports.notices.export import HOW_TO
from guazheng_lib.reports.notices.kinds import Kind, notices, placeholders, said_of
from guazheng_lib.screening.rules import RULES
from guazheng_lib.sources.words import spellings
from guazheng_lib.terms import catalogue
from guazheng_lib.terms.catalogue import EXEMPTIONS, INDICATORS, LEVELS, RELATIONS
from guazheng_lib.terms.identity import IdType
from guazheng_lib.terms.insurance import InsuredAs, Payment
from guazheng_lib.terms.tables import SOURCES, Screening, SourceKind, column_titles

FOLDER = Path(__file__).resolve().parent
SHOWN_SPELLINGS = 6
SHOWN_EXAMPLES = 3
_ROLES = {
    Role.SUBJECT: "证书",
    Role.RAISE: "证书交易的迹象",
    Role.WORDING: "用语",
    Role.LURE: "招揽",
    Role.FAKE: "虚假招聘的迹象",
    Role.CLEAR: "正常语境",
    Role.PLAIN: "不计分",
}
_NOTE = "<!-- 由 docs/generate.py 生成，请勿手改；改程序里的目录后执行 make docs。 -->"


def terms() -> str:
    """Write the words that officers read (术语表)."""
    return _page(
        "术语表",
        f"**{catalogue.LEAD_IS_NO_FINDING}**",
        "## 线索级别",
        _table(("代码", "名称", "意思"), _terms(LEVELS)),
        "## 存疑指标",
        _table(("代码", "名称", "意思"), _terms(INDICATORS)),
        "## 原则上不认定的情形（建办市函〔2019〕92号）",
        _table(
            ("代码", "名称", "意思", "佐证材料"),
            ((code, term.title, term.meaning, term.documents) for code, term in EXEMPTIONS.items()),
        ),
        "## 单位关系",
        _table(("代码", "名称"), RELATIONS.items()),
        "## 招聘信息判断",
        _table(("代码", "名称"), ((word, word.zh) for word in Verdict)),
        "## 缴费与证件",
        _table(
            ("代码", "名称"),
            ((word, word.zh) for kind in (Payment, InsuredAs, IdType) for word in kind),
        ),
        "## 排查结果的列（screening.parquet）",
        _table(("列", "名称"), column_titles(Screening).items()),
    )


def params() -> str:
    """Write the keys of a parameter file (参数说明)."""
    return _page(
        "参数说明",
        "每个县区一个 `params/<县区>.yml`；`params/_city.yml` 的各项为各县区共用，县区文件里可改。"
        "路径相对数据文件夹。写了不认识的键会报错，并指出最接近的键。",
        _table(("键", "说明", "不写时"), _fields(CountyParams)),
        "## thresholds（阈值）",
        _table(("键", "说明", "不写时"), _fields(Thresholds)),
        "## casework（办案规则）",
        _table(("键", "说明", "不写时"), _fields(Casework)),
        "## window（比对期）",
        "`window: {from: 2023-07, to: 2024-11}`，首尾两月都算在内。",
        "## sources（来源）与 columns（列名）",
        "来源名称见 [来源与表头](sources.md)。表头认不出来时才需要写 `columns`，"
        "例如 `columns: {registrations: {person_id: 证件编码}}`。",
    )


def sources() -> str:
    """Write what each source is and how its headings may be spelled (来源与表头)."""
    return _page(
        "来源与表头",
        "只有注册人员（registrations）必须有；每多一个来源，就多一批可以查的内容。"
        "“认得的表头”只列常见的几种，空格、括号、序号、换行不影响识别。",
        *(part for kind in SourceKind for part in _source(kind)),
    )


def rules() -> str:
    """Write the rules with their basis and sources (排查规则)."""
    return _page(
        "排查规则",
        f"**{catalogue.LEAD_IS_NO_FINDING}** 缺少所需来源的规则不运行，并在结果里列明。",
        _table(
            ("指标", "名称", "什么情况", "依据", "需要的来源", "建议核实", "权重"),
            (
                (
                    rule.code,
                    rule.zh,
                    INDICATORS[rule.code].meaning,
                    rule.basis,
                    "、".join(kind.zh for kind in rule.needs),
                    rule.advice,
                    f"{rule.weight:g}",
                )
                for rule in RULES.values()
            ),
        ),
    )


def legal_periods() -> str:
    """Write the periods and the duties of a case with their basis (期限)."""
    known = periods()
    return _page(
        "期限和不能漏办的事",
        "程序按台账里的事件算期限，不另外保存；`guazheng casebook due` 列出。"
        f"标“{UNCERTAIN}”的原文还没有核到，以本单位核定的为准："
        "在 `params/_city.yml` 的 `casework` 里写 `periods: {answer: 15}` 改数值，"
        "`days_off`、`days_on` 写本地的休息日和调休日。",
        "起算当日不算；按月、按年的到对应的那一天，没有那一天的到月底；末日是节假日的也不顺延，宁早不迟。"
        "工作日按国家公布的节假日算，还没有公布的年份按周一至周五算，并在清单里写明。"
        "案件上写明了限期（`due_on`）的以写明的为准；延长的用“延长期限”一步，写明哪一项、到哪天和理由。",
        "## 期限",
        _table(
            ("名称", "期限", "从哪一步起算", "到哪一步为止", "长短", "依据", "核对"),
            (_period(name, clock) for name, clock in known.clocks.items()),
        ),
        "“处罚时效”离期满不到半年才列出；陈述申辩、申请听证、公示异议是对方的期限，期满自然终止，不算逾期。"
        f"报送截止日取参数 `report_due`：{known.report.title}（{known.report.basis}）。",
        "## 没有期限、但不能漏办的事",
        _table(
            ("名称", "事项", "对象", "要办的", "依据"),
            (
                (
                    f"`{name}`",
                    duty.title,
                    "、".join(life().subjects[each] for each in duty.subjects),
                    "、".join(owed.name for owed in duty.owed) or "—",
                    duty.basis,
                )
                for name, duty in known.duties.items()
            ),
        ),
    )


def _period(name: str, clock: Clock) -> tuple[str, ...]:
    ends = [_when(when) for when in clock.stops]
    ends += [life().statuses[each].title for each in clock.until]
    return (
        f"`{name}`",
        clock.title,
        _since(clock),
        "、".join(ends),
        clock.span,
        clock.basis,
        "" if clock.certain else UNCERTAIN,
    )


def _since(clock: Clock) -> str:
    steps = "、".join(_when(when) for when in clock.starts)
    if not clock.from_fact:
        return steps
    day = f"写明的{life().fields[clock.from_fact].title}"
    return f"{steps}（以{day}为准）" if steps else day


def _when(when: When) -> str:
    return "、".join(when.among) if when.among else life().steps[when.step].title


def notice_kinds() -> str:
    """Write the kinds of notices and letters, and what their templates may use (文书)."""
    data = notices()
    return _page(
        "文书",
        f"**{catalogue.LEAD_IS_NO_FINDING}** 线索不公布、不通报、不移送；"
        "写出文书不等于已经公布或发出，公布、告知、移送由经办人另行登记。",
        "完整的证件号码不写进任何文书；写出前再查一遍，有证件号码、不是本单位的电话、银行账号、"
        "应隐去的姓名或单位的，不写出并说明。同名文件已在且内容不同的，另存一份，不覆盖。",
        "## 种类",
        _table(
            ("文书", "用途", "用于", "份数", "遮去", "依据", "必须给出"),
            (_notice(kind) for kind in data.kinds),
        ),
        "## 自己的模板",
        "导出随程序的模板，在 Word 里改文字和版式。",
        *HOW_TO,
        "名单里只有该种文书可以写的事项；写了别的占位符，写文书时会指出来。",
        "### 每份文书都可以用",
        _table(("占位符", "意思"), data.placeholders.items()),
        *(part for kind in data.kinds for part in _placeholders(kind)),
        "## 依据",
        _table(("依据", "核对"), ((one.text, one.state) for one in data.basis.values())),
    )


def case_life() -> str:
    """Write what a case can be and what can be done with it (办案流程)."""
    data = life()
    return _page(
        "办案流程",
        f"**{catalogue.LEAD_IS_NO_FINDING}**",
        "## 办理状态",
        _table(("代码", "名称", "报告里计入"), _statuses()),
        "## 步骤",
        "`guazheng casebook step 案件编号 步骤 --fact 事项=内容` 里写名称或代码都行。",
        _table(("代码", "名称", "对象", "在什么状态下", "之后", "必须写明"), _steps()),
        "## 处理措施",
        _table(("措施", "对象", "什么结论之后", "必须写明", "不适用"), _measures()),
        "## 另行办理的人员",
        _table(("人员", "办法"), ((route.title, route.advice) for route in data.routes.values())),
        "## 违法违规行为",
        _table(("行为",), ((each,) for each in data.violations)),
        "## 92号文以外的排除原因",
        _table(("原因",), ((each,) for each in data.exclusions)),
        "## 事项",
        _table(("代码", "名称", "只在这些步骤写", "只能写"), _facts()),
    )


def _statuses() -> Iterable[tuple[str, str, str]]:
    standings = {"pending": "在办", "closed": "不计入"}
    for name, status in life().statuses.items():
        outcome = life().statuses.get(status.standing)
        counted = standings.get(status.standing) or (outcome.title if outcome else "")
        yield name, status.title, counted


def _steps() -> Iterable[tuple[str, ...]]:
    data, plain = life(), {"why": "事由", "basis": "依据"}
    for name, step in data.steps.items():
        subjects = "、".join(data.subjects[each] for each in step.subjects)
        starts = "、".join(_status(each) for each in step.starts)
        needs = "、".join(plain.get(each) or data.fields[each].title for each in step.needs)
        yield name, step.title, subjects, starts, _status(step.to or ""), needs


def _measures() -> Iterable[tuple[str, ...]]:
    data = life()
    for measure in data.measures:
        yield (
            measure.name,
            "、".join(data.subjects[each] for each in measure.subjects),
            "、".join(_status(each) for each in measure.after),
            "、".join(data.fields[each].title for each in measure.needs),
            "、".join(data.routes[each].title for each in measure.not_for),
        )


def _facts() -> Iterable[tuple[str, ...]]:
    data = life()
    for name, field in data.fields.items():
        steps = "、".join(data.steps[each].title for each in field.only)
        yield name, field.title, steps, "、".join(field.among)


def _status(name: str) -> str:
    told = {"": "不变", "new": "没有案件", "any": "任何状态", "outcome": "结论"}
    return told.get(name) or life().statuses[name].title


def ad_signs() -> str:
    """Write what advertisements are judged by, and what an agency is checked for (招聘信息)."""
    heading = ("代码", "名称", "作用", "含义", "例子", "依据")
    plan = sheet_plan()
    checks = ((check.title, check.look_at, plan.basis_of(check)) for check in plan.checks)
    return _page(
        "招聘信息的判断依据",
        f"**{catalogue.LEAD_IS_NO_FINDING}** 程序只看文字：先把变形的写法还原，再找下面的说法，"
        "按训练出的权重相加，再看整段用语像不像证书中介。拿不准的判为“存疑，需人工看”；"
        "公开宣传、考题和用语不像的，不判为“疑似挂证中介”。",
        "## 判断",
        _table(("代码", "名称"), ((f"`{verdict}`", verdict.zh) for verdict in Verdict)),
        *(part for name in CONCEPT_FILES for part in _signs(entries_of(name), heading)),
        "## 对机构的核查事项",
        _table(("事项", "看什么", "依据"), checks),
    )


def _signs(entries: Iterable[Entry], heading: tuple[str, ...]) -> tuple[str, str]:
    listed = list(entries)
    roles = dict.fromkeys(entry.role for entry in listed)
    rows = (
        (
            f"`{entry.code}`",
            entry.title,
            _ROLES[entry.role],
            entry.meaning,
            "；".join(entry.examples[:SHOWN_EXAMPLES]),
            entry.source,
        )
        for entry in listed
    )
    return f"## {'、'.join(dict.fromkeys(_ROLES[role] for role in roles))}", _table(heading, rows)


PAGES: Mapping[str, Callable[[], str]] = {
    "terms.md": terms,
    "params.md": params,
    "sources.md": sources,
    "rules.md": rules,
    "life.md": case_life,
    "notices.md": notice_kinds,
    "periods.md": legal_periods,
    "signs.md": ad_signs,
}


def write() -> None:
    """Write every generated page into `docs/`."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8", newline="\n")


def _page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", _NOTE, *parts)) + "\n"


def _table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (heading, ("---",) * len(heading), *rows)
    return "\n".join(
        f"| {' | '.join(str(cell).replace('|', '｜') for cell in line)} |" for line in lines
    )


def _terms(entries: Mapping[Any, catalogue.Term]) -> Iterable[tuple[str, ...]]:
    return ((f"`{code}`", term.title, term.meaning) for code, term in entries.items())


def _fields(model: type[BaseModel]) -> Iterable[tuple[str, ...]]:
    for name, field in model.model_fields.items():
        yield f"`{name}`", field.description or "", _default(field)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "必须写"
    if isinstance(field.default, tuple) and field.default:
        return "、".join(f"`{each}`" for each in field.default)
    return str(field.default) if isinstance(field.default, int | float) else "—"


def _source(kind: SourceKind) -> tuple[str, str]:
    term = SOURCES[kind]
    headings = column_titles(term.table)
    group_of = {field: group for group in term.required for field in group}
    rows = (
        (
            f"`{field}`",
            headings.get(field, _OF_ONE_MONTH.get(field, field)),
            _need(group_of.get(field, ())),
            _spelled(kind, field),
        )
        for field in term.fields
    )
    table = _table(("字段", "名称", "必备", "认得的表头"), rows)
    return f"## {term.title}（`{kind}`）", table


def _need(group: tuple[str, ...]) -> str:
    if len(group) > 1:
        return "有其一: " + "、".join(f"`{field}`" for field in group)
    return "必备" if group else ""


_OF_ONE_MONTH = {"month": "月份", "date": "日期"}


def _spelled(kind: SourceKind, field: str) -> str:
    ranked = sorted(
        (rank, word) for word, (owner, rank) in spellings(kind).items() if owner == field
    )
    words = [word for _, word in ranked if not word.isascii()]
    more = f" 等 {len(words)} 种" if len(words) > SHOWN_SPELLINGS else ""
    return "、".join(words[:SHOWN_SPELLINGS]) + more


def _notice(kind: Kind) -> tuple[str, ...]:
    basis = "、".join(str(notices().basis[name]) for name in kind.basis)
    return (kind.title, kind.about, *said_of(kind), basis, "、".join(kind.must))


def _placeholders(kind: Kind) -> tuple[str, str]:
    common = notices().placeholders
    own = ((name, what) for name, what in placeholders(kind).items() if name not in common)
    return f"### {kind.template}", _table(("占位符", "意思"), own)


if __name__ == "__main__":
    write()
