"""A filled-in row as a decision (认填写内容): what is not clear goes back, nothing is guessed."""

import re
from collections.abc import Mapping
from datetime import date

from guazheng_lib.casebook.decisions import CONTINUE, Decision
from guazheng_lib.casebook.life import CONFIRMED, life
from guazheng_lib.casebook.worksheet.layout import sheet_layout
from guazheng_lib.casebook.worksheet.outcome import RowFault
from guazheng_lib.casebook.worksheet.reasons import outcome_of, reason_of
from guazheng_lib.casebook.worksheet.spelling import plain
from guazheng_lib.sources.cells import decode, shown
from guazheng_lib.terms.month import parse_date
from guazheng_lib.terms.text import fold_width
from guazheng_lib.terms.uscc import Uscc

_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_CODE_BEHIND = re.compile(r"[\s，,；;（(]*([0-9A-Za-z]{18})[）)]?$")
_WITHOUT_DAY = re.compile(r"(?:19|20)\d{2}[-/.年_]?(?:1[0-2]|0?[1-9])月?份?")
_DOCUMENT_NO = re.compile(
    r"[^\s，。；、：:,;()（）]{1,16}[〔\[【(（]\d{4}[〕\]】)）]\s*第?\d+\s*号"
)
_NOT = re.compile(r"(?:没有|未|无|缺|不凭)[^，。；,;]{0,6}$")


def decision_of(said: Mapping[str, str], *, today: date, by: str) -> Decision:
    """Read what an officer filled in (认一行).

    Args:
        said: the officer's cells by column, as `sources.cells` writes them.
        today: no verification can be later.
        by: who hands the sheet in; then the row need not name who verified.

    Raises:
        RowFault: names the column, what is wrong with it, and what to do.
    """
    texts = {name: _UNPRINTABLE.sub("", shown(cell)).strip() for name, cell in said.items()}
    outcome, word = outcome_of(texts.get("outcome", ""))
    reason, violation = reason_of(texts.get("reason", ""), outcome, word)
    measures = _measures(texts.get("measure", ""))
    if outcome == CONTINUE and set(measures) - {life().outcomes[CONTINUE].title}:
        raise RowFault("measure", "继续核查的还不能选处理措施；有结论后再填，或改核查结果")
    unit, uscc = _employer(texts, "using_employer", outcome)
    agency, agency_uscc = _employer(texts, "agency", outcome)
    verified_by = texts.get("verified_by", "") or by
    if not verified_by:
        raise RowFault("verified_by", "没有写核查人；写上姓名再交")
    endorsed_by = texts.get("endorsed_by", "")
    if plain(endorsed_by) and plain(endorsed_by) == plain(verified_by):
        raise RowFault("endorsed_by", "复核人和核查人是同一人；由另一人复核")
    remark = texts.get("remark", "")
    return Decision(
        outcome=outcome,
        reason=reason,
        violation=violation,
        measures=measures,
        using_employer=unit,
        using_uscc=uscc,
        agency=agency,
        agency_uscc=agency_uscc,
        deregistration_paper=_paper(remark),
        document_no=_document_no(remark),
        verified_by=verified_by,
        verified_on=_day(said.get("verified_on", ""), today),
        endorsed_by=endorsed_by,
        remark=remark,
    )


def _measures(text: str) -> tuple[str, ...]:
    """Read one or several measures, however they are set apart (处理措施)."""
    names = {plain(measure.name): measure.name for measure in life().measures}
    rest = "".join(mark for mark in plain(text) if not mark.isdigit())
    found: list[str] = []
    while rest:
        begun = [folded for folded in names if rest.startswith(folded)]
        if not begun:
            raise RowFault("measure", "有一项处理措施认不出；从列表中选，几项的用“、”隔开")
        longest = max(begun, key=len)
        found.append(names[longest])
        rest = rest[len(longest) :]
    return tuple(dict.fromkeys(found))


def _employer(texts: Mapping[str, str], column: str, outcome: str) -> tuple[str, str]:
    """Give the name, and the credit code where one is written behind it."""
    text = texts.get(column, "")
    if not plain(text):
        return "", ""
    if outcome != CONFIRMED:
        title = sheet_layout().title_of(column)
        raise RowFault(column, f"只有属实的才填{title}；删去，或改核查结果，其他情况写在备注")
    code = _CODE_BEHIND.search(text)
    if code and Uscc.parse(code[1]):
        return text[: code.start()], str(Uscc.parse(code[1]))
    return text, ""


def _day(cell: str, today: date) -> str:
    if not cell:
        return ""
    value = decode(cell)
    day = parse_date(value)
    if day is None or _WITHOUT_DAY.fullmatch(fold_width(str(value))):
        raise RowFault("verified_on", "核查日期认不出；写成 2024-11-30 这样")
    if day > today:
        raise RowFault("verified_on", "核查日期在今天以后；改成实际核查的日期")
    return day.isoformat()


def _paper(remark: str) -> str:
    for paper, words in sheet_layout().paper_words.items():
        for word in (paper, *words):
            at = remark.find(word)
            if at >= 0 and not _NOT.search(remark[:at]):
                return paper
    return ""


def _document_no(remark: str) -> str:
    found = _DOCUMENT_NO.search(remark)
    return found[0] if found else ""
