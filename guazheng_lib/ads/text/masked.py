"""A character of a word of the trade that a sign stands for (遮字): 建*师, 社○, 注X.

Only one sign, and only where the word cannot be another: between two characters that make an
ordinary word a sign only parts them.
"""

import re
from functools import cache

from guazheng_lib.ads.data import read_data
from guazheng_lib.ads.text.characters import HAN
from guazheng_lib.ads.text.edits import Placed
from guazheng_lib.ads.text.respelling import ordinary_pairs

LOOKS_MASKED = "*＊✱○◯〇●□■×✕xXｘＸ"
_SIGN = re.compile(f"(?<![{LOOKS_MASKED}])[{LOOKS_MASKED}](?![{LOOKS_MASKED}])")
_MAY_FOLLOW = re.compile(f"[{HAN},，、。;；/)）]")


def unmasked(placed: list[Placed]) -> list[Placed]:
    """Put the characters back that were hidden (还原遮字); the same list where there are none."""
    shown = "".join(character for character, _, _ in placed)
    told = {sign.start(): _meant(shown, sign.start()) for sign in _SIGN.finditer(shown)}
    if not any(told.values()):
        return placed
    return [
        (told.get(place) or character, start, end)
        for place, (character, start, end) in enumerate(placed)
    ]


def _meant(shown: str, place: int) -> str | None:
    """Tell for which character a sign stands, if for one."""
    for word, at in _ending_with().get(shown[place - 1 : place], ()):
        first, rest = place - at, word[at + 1 :]
        if first < 0 or not shown.startswith(word[:at], first) or _is_parted(shown, first):
            continue
        goes_on = shown.startswith(rest, place + 1) if rest else _is_last(shown, place, word)
        if goes_on and not _is_by_chance(shown, first, word):
            return word[at]
    return None


def _is_parted(shown: str, first: int) -> bool:
    """Tell whether signs part all characters there, as in 建*造*师."""
    return first > 0 and shown[first - 1] in LOOKS_MASKED


def _is_last(shown: str, place: int, word: str) -> bool:
    """Tell whether a sign may stand for a word's last character: the word goes on in a sentence."""
    after = shown[place + 1 : place + 2]
    return after != word[-1] and bool(_MAY_FOLLOW.match(after))


def _is_by_chance(shown: str, first: int, word: str) -> bool:
    """Tell whether a short word's characters belong to their neighbours."""
    outside = shown[max(first - 1, 0) : first + 1], shown[first] + shown[first + 2 : first + 3]
    return len(word) == 2 and any(map(ordinary_pairs, outside))


@cache
def _ending_with() -> dict[str, list[tuple[str, int]]]:
    """Give by the character before a sign the words it may be in, and where; longer ones first."""
    places: dict[str, list[tuple[str, int]]] = {}
    for word in sorted(read_data("text/words")["masked"], key=len, reverse=True):
        for at in range(1, len(word)):
            places.setdefault(word[at - 1], []).append((word, at))
    return places
