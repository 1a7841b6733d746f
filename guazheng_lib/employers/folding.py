"""The form of an employer name that is compared, never shown (单位名称折叠)."""

import re
from collections.abc import Callable
from functools import cache

from guazheng_lib.employers.lexicon import word_list, words
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
_BRACKETS = frozenset("()")
_DIGIT = re.compile(r"[0-9]")
_DIGITS = "零一二三四五六七八九"


def fold_name(text: str) -> str:
    """Fold writing, not meaning: width, case, script, marks and bracketed remarks (附注).

    >>> fold_name("秦皇島 兴龙建筑〔集团〕有限公司（已更名）。")
    '秦皇岛兴龙建筑(集团)有限公司'
    """
    if not _PLAIN.fullmatch(text):
        text = fold_width(text).upper().translate(_MARKS)
    text = _convert()(text)
    if "(" in text or ")" in text:
        text = _without_remarks(text)
    if not text.endswith("公司"):
        text = _TRUNCATED.sub(r"\1公司", text)
    return _NUMBERED.sub(_in_words, text) if _DIGIT.search(text) else text


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
    while (shorter := _remark().sub("", kept)) != kept:
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
