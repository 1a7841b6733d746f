"""A filled-in row as a decision (认填写内容): what is not clear goes back, nothing is guessed."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from guazheng_lib.casebook.decisions import CONTINUE, Decision
from guazheng_lib.casebook.life import CONFIRMED, EXCLUDED, RECTIFIED, life
from guazheng_lib.casebook.worksheet.layout import sheet_layout
from guazheng_lib.casebook.worksheet.outcome import RowFault
from guazheng_lib.sources.cells import decode, shown
from guazheng_lib.terms.catalogue import EXEMPTIONS
from guazheng_lib.terms.month import parse_date
from guazheng_lib.terms.text import fold_width
from guazheng_lib.terms.uscc import Uscc

OTHER_VIOLATION = "其他违法违规行为"
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_CODE_BEHIND = re.compile(r"[\s，,；;（(]*([0-9A-Za-z]{18})[）)]?$")
_WITHOUT_DAY = re.compile(r"(?:19|20)\d{2}[-/.年_]?(?:1[0-2]|0?[1-9])月?份?")
_DOCUMENT_NO = re.compile(
    r"[^\s，。；、：:,;()（）]{1,16}[〔\[【(（]\d{4}[〕\]】)）]\s*第?\d+\s*号"
)
_NOT = re.compile(r"(?:没有|未|无|缺|不凭)[^，。；,;]{0,6}$")
_SHORTEST_BEGINNING = 4

_NO_VIOLATION = "属实的，原因选一种违法违规行为；不属于的，改核查结果"
_NO_GROUND = "这是违法违规行为；排除的，原因选 92 号文第几项或其他排除原因"
_NOTHING_TO_EXCLUDE = "这是排除的原因；自查自纠已整改的不填，或改核查结果"


@lru_cache(maxsize=8192)  # the same few words, thousands of times a sheet
def plain(text: str) -> str:
    """Fold a text to what counts in it: no width, blanks, quotes or punctuation (比对用写法)."""
    return "".join(
        mark for mark in fold_width(text).upper() if unicodedata.category(mark)[0] not in "PS"
    )


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
    outcome, word = _outcome(texts.get("outcome", ""))
    reason, violation = _reason(texts.get("reason", ""), outcome, word)
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


def _outcome(text: str) -> tuple[str, str]:
    """Give the outcome and the worksheet's word for it."""
    words = {word: name for name, each in life().outcomes.items() for word in each.words}
    choices = "、".join(words)
    if not plain(text):
        raise RowFault("outcome", f"没有选核查结果；从中选：{choices}")
    for word, name in words.items():
        spellings = (word, *sheet_layout().outcome_spellings.get(word, ()))
        if plain(text) in [plain(each) for each in spellings]:
            return name, word
    raise RowFault("outcome", f"认不出这种核查结果；从中选：{choices}")


def _reason(text: str, outcome: str, word: str) -> tuple[str, str]:
    """Give reason and violation; a reason of the other kind makes no sense."""
    grounds, violations = life().exemptions + life().exclusions, life().violations
    if outcome == CONFIRMED:
        _refuse_among(text, violations, grounds, _NO_VIOLATION)
        return "", _violation(text)
    if outcome == EXCLUDED:
        _refuse_among(text, grounds, violations, _NO_GROUND)
        is_told_by_word = word != life().outcomes[EXCLUDED].words[0]
        if not plain(text) and not is_told_by_word:
            raise RowFault("reason", "没有写原因；选 92 号文第几项或其他排除原因")
        return _listed(text, grounds) or text or word, ""
    if outcome == RECTIFIED:
        _refuse_among(text, violations, grounds, _NOTHING_TO_EXCLUDE)
    return _listed(text, grounds + violations) or text, ""


def _violation(text: str) -> str:
    if not plain(text):
        raise RowFault("reason", "没有写违法违规行为；在原因里选一种，列表里没有的可以自己写")
    listed = _listed(text, life().violations)
    if listed or plain(text).startswith(plain(OTHER_VIOLATION)):
        return listed or text
    return f"{OTHER_VIOLATION}：{text}"


def _refuse_among(text: str, fitting: Iterable[str], others: Iterable[str], what: str) -> None:
    folded = plain(text)
    if not folded or _listed(text, fitting):
        return
    if any(folded in plain(word) or folded in _spellings(word) for word in others):
        raise RowFault("reason", f"原因与核查结果矛盾：{what}")


def _listed(text: str, words: Iterable[str]) -> str:
    """Find the one listed word that a text is, or begins; an exemption also by code or title."""
    folded, words = plain(text), tuple(words)
    if not folded:
        return ""
    for word in words:
        if folded in _spellings(word):
            return word
    begun = [word for word in words if plain(word).startswith(folded)]
    return begun[0] if len(begun) == 1 and len(folded) >= _SHORTEST_BEGINNING else ""


def _spellings(word: str) -> list[str]:
    code, _, title = word.partition(" ")
    return [plain(word), plain(code), plain(title)] if code in set(EXEMPTIONS) else [plain(word)]


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
