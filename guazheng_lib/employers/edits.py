"""Slips of the pen in an employer name (错别字、漏字、颠倒)."""

from functools import cache

from rapidfuzz.distance import OSA

from guazheng_lib.employers.lexicon import words
from guazheng_lib.employers.names import EmployerName, known_misspellings

_NUMERALS = frozenset("零一二三四五六七八九十百0123456789")


def is_slip(left: EmployerName, right: EmployerName) -> bool:
    """Tell whether both cores differ only by a slip outside the brand (通用字样的错别字).

    One side must read as brand and trade, the other be one edit away behind that brand, and what
    it holds there must be no trade word: 装饰 and 装修 are two trades, 公程 is none.
    """
    if corrected(left.core) == corrected(right.core):
        return True
    return _slips_from(left, right) or _slips_from(right, left)


def _slips_from(good: EmployerName, bad: EmployerName) -> bool:
    if not (good.brand and good.trade) or not bad.core.startswith(good.brand):
        return False
    if len(good.trade) < 3 or bad.brand == good.brand or len(good.brand) < 2:
        return False
    # 佳丽轩装饰 beside 佳丽装饰: a whole trade after a longer brand is another brand
    return not bad.core.endswith(good.trade) and one_edit(good.core, bad.core)


def shortens(left: EmployerName, right: EmployerName) -> bool:
    """Tell whether one trade is the other with characters left out (建筑机电、建筑机电安装)."""
    if left.brand != right.brand or len(left.brand) < 2:
        return False
    return any(
        _leaves_out(*sorted(trades, key=len))
        for trades in ((left.trade, right.trade), (left.brief_trade, right.brief_trade))
    )


def _leaves_out(short: str, long: str) -> bool:
    rest = iter(long)
    return bool(short) and all(character in rest for character in short)


def brands_sound_alike(left: EmployerName, right: EmployerName) -> bool:
    """Tell whether the brands differ by one character of equal sound (信城, 信诚).

    Any other character makes another brand: 昊天 and 吴天 look alike and are two firms.
    """
    if left.loose_trade != right.loose_trade or len(left.brand) != len(right.brand):
        return False
    if not (left.trade and right.trade):
        return False
    wrong = [pair for pair in zip(left.brand, right.brand, strict=True) if pair[0] != pair[1]]
    return len(wrong) == 1 and _NUMERALS.isdisjoint(wrong[0]) and _sound_alike(*wrong[0])


def sounds_like(left: str, right: str) -> bool:
    """Tell whether two words are read alike, character by character (同音)."""
    return len(left) == len(right) and all(
        mine == other or _sound_alike(mine, other) for mine, other in zip(left, right, strict=True)
    )


def _sound_alike(left: str, right: str) -> bool:
    sounds = _sounds()
    return left in sounds and sounds[left] == sounds.get(right)


@cache
def _sounds() -> dict[str, int]:
    groups = words("homophones")["groups"]
    return {character: sound for sound, group in enumerate(groups) for character in group}


def corrected(core: str) -> str:
    """Write the trade words right (工成 as 工程)."""
    for wrong, right in known_misspellings():
        if wrong in core:
            core = core.replace(wrong, right)
    return core


def one_edit(left: str, right: str) -> bool:
    """Tell whether one character is wrong, missing, added or swapped, and no number is touched."""
    if OSA.distance(left, right, score_cutoff=1) != 1:
        return False
    return not _NUMERALS.intersection(_unshared(left, right))


def _unshared(left: str, right: str) -> str:
    """Give the characters between the common beginning and the common end."""
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    end = 0
    while end < min(len(left), len(right)) - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return left[start : len(left) - end] + right[start : len(right) - end]
