"""Outcome and reason of a row (核查结果与原因): listed words, or own words where they may be."""

from collections.abc import Iterable

from guazheng_lib.casebook.life import CONFIRMED, EXCLUDED, RECTIFIED, life
from guazheng_lib.casebook.worksheet.layout import sheet_layout
from guazheng_lib.casebook.worksheet.outcome import RowFault
from guazheng_lib.casebook.worksheet.spelling import plain
from guazheng_lib.terms.catalogue import EXEMPTIONS

OTHER_VIOLATION = "其他违法违规行为"
_SHORTEST_BEGINNING = 4

_NO_VIOLATION = "属实的，原因选一种违法违规行为；不属于的，改核查结果"
_NO_GROUND = "这是违法违规行为；排除的，原因选 92 号文第几项或其他排除原因"
_NOTHING_TO_EXCLUDE = "这是排除的原因；自查自纠已整改的不填，或改核查结果"


def outcome_of(text: str) -> tuple[str, str]:
    """Give the outcome, a name of `life().outcomes`, and the worksheet's word for it (核查结果).

    Raises:
        RowFault: where it is none of the words, nor a known spelling of one.
    """
    words = {word: name for name, each in life().outcomes.items() for word in each.words}
    choices = "、".join(words)
    if not plain(text):
        raise RowFault("outcome", f"没有选核查结果；从中选：{choices}")
    for word, name in words.items():
        spellings = (word, *sheet_layout().outcome_spellings.get(word, ()))
        if plain(text) in [plain(each) for each in spellings]:
            return name, word
    raise RowFault("outcome", f"认不出这种核查结果；从中选：{choices}")


def reason_of(text: str, outcome: str, word: str) -> tuple[str, str]:
    """Give reason and violation (原因); a reason of the other kind makes no sense.

    Raises:
        RowFault: where it is missing, or contradicts the outcome.
    """
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
