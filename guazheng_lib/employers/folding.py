"""The form of an employer name that is compared, never shown (单位名称折叠)."""

import re
from collections.abc import Callable
from functools import cache

from guazheng_lib.employers.lexicon import word_list, words
from guazheng_lib.employers.regions import NOWHERE, take_region
from guazheng_lib.terms.text import fold_width

_PLAIN = re.compile(r"[一-鿿()A-Z]+")
_MARKS = str.maketrans(
    dict.fromkeys("[{〔〖【〈［｛⟨", "(")
    | dict.fromkeys("]}〕〗】〉］｝⟩", ")")
    | dict.fromkeys("·•・‧∙.。,，、;；:：*※#\"'“”‘’`´《》<>「」『』-－—–‐‑_~～/\\|!！?？^=", "")
)
_PAIRS = re.compile(r"\([^()]*\)")
_TRUNCATED = re.compile(r"(有限(?:责任)?)公?$")
_NUMBERED = re.compile(r"(第?)(\d{1,2})(?=[^\d]|$)")
_SEPARATORS = r"\-－—–_＿:：、，,|｜/／"
_CODE_BEFORE = re.compile(
    rf"^\s*(?:(?:№|NO[.．:：]?|编号[:：]?)\s*[A-Z]*\d+[\s{_SEPARATORS}.．]+|№\s*\d+"
    rf"|(?:(?:[A-Z]{{1,3}}\d{{3,}}|\d+)\s*[{_SEPARATORS}.．]+\s*)+)(?=[^\W\d]|[\[(（【〔])",
    re.IGNORECASE,
)
_CODE_AND_BLANK = re.compile(r"^\s*(\d+)\s+(?=[^\W\d])(?!\w{0,2}厂)")
_CODE_AFTER = re.compile(
    rf"(?<=[公司院所厂部处队局社店行心校学)）\]】])[\s{_SEPARATORS}]+(?:(?:№|NO[.．:：]?)\s*)?\d{{2,}}\s*$",
    re.IGNORECASE,
)
_CODE_IN_BRACKETS = re.compile(r"^\(\d+\)|\(\d+\)?$")
_BRACKETS = frozenset("()")
_DIGIT = re.compile(r"\d")
_DIGITS = "零一二三四五六七八九"


def fold_name(text: str) -> str:
    """Fold writing, not meaning: width, case, script, marks, bracketed remarks, codes (附注、编号).

    >>> fold_name("秦皇島 兴龙建筑〔集团〕有限公司（已更名）。")
    '秦皇岛兴龙建筑(集团)有限公司'
    """
    if not _PLAIN.fullmatch(text):
        text = fold_width(_without_codes(text)).upper().translate(_MARKS)
    text = _convert()(text)
    if "(" in text or ")" in text:
        text = _without_remarks(text)
    if not text.endswith("公司"):
        text = _TRUNCATED.sub(r"\1公司", text)
    return _NUMBERED.sub(_in_words, text) if _DIGIT.search(text) else text


def _without_codes(text: str) -> str:
    """Leave out the number a bureau sets before or after a name (单位编号), with its separator.

    Only blank between them, a short number may be the brand's (58 同城): a place must follow.
    """
    if not _DIGIT.search(text):
        return text
    while (shorter := _CODE_BEFORE.sub("", text)) != text:
        text = shorter
    if match := _CODE_AND_BLANK.match(text):
        rest = "".join(text[match.end() :].split())
        is_code = len(rest) > 5 and (len(match[1]) > 3 or match[1].startswith("0"))
        if is_code or take_region(rest)[0] is not NOWHERE:
            text = rest
    return _CODE_AFTER.sub("", text)


@cache
def _convert() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@cache
def _remark() -> re.Pattern[str]:
    heads = "|".join(re.escape(word) for word in word_list("forms", "remarks"))
    former = words("forms")["remark_former"]
    not_former = "".join(word_list("forms", "not_remark_after_former"))
    inside = rf"(?:(?:{heads})|{former}(?![{not_former}]))[^()]*"
    return re.compile(rf"\({inside}\)|\({inside}$|\(\)")


def _without_remarks(text: str) -> str:
    kept = text
    while (shorter := _CODE_IN_BRACKETS.sub("", _remark().sub("", kept))) != kept:
        kept = shorter
    # A name that is a remark and nothing else is still a name; stray brackets say nothing.
    if not kept or not _BRACKETS.isdisjoint(_PAIRS.sub("", kept)):
        return (kept or text).replace("(", "").replace(")", "")
    return kept


def _in_words(match: re.Match[str]) -> str:
    tens, ones = divmod(int(match[2]), 10)
    if match.string[match.start() - 1 : match.start()].isascii() and match.start():
        return match[0]
    ten = "" if not tens else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return match[1] + (ten + (_DIGITS[ones] if ones or not ten else ""))
