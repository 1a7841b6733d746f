"""Words of the trade spelt in Latin letters (拼音与字母写法), whole or in part."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import Any

from guazheng_lib.ads.data import read_data
from guazheng_lib.ads.text.characters import HAN
from guazheng_lib.ads.text.respelling import alike, spelt

_TONE = "\t"
_LOOSE = {" ": "[ '/._~+-]?", _TONE: "[1-5]"}

# Begins with one letter alone, so that the search can skip to it.
RUN = re.compile("[a-z](?<![a-z][a-z])[a-z]{5,}")
_LETTER = re.compile("[a-z]")
_HAN = re.compile(f"[{HAN}]")
# Behind a plus the V of 微信 stands for "加微信"; without it, letters between Han are too common.
PLUS = re.compile(r"\+ ?(?:vx?|wx|[微薇威]信?)(?![a-z])")


def spellings_in(text: str) -> Iterator[re.Match[str]]:
    """Find spellings; one does not begin or end inside another run of letters."""
    return _pattern(with_letters=bool(_LETTER.search(text))).finditer(text)


@cache
def _pattern(*, with_letters: bool) -> re.Pattern[str]:
    tree: dict[str, Any] = {}
    for spelling in _spellings():
        if not with_letters and _LETTER.search(spelling):
            continue
        branch = tree
        for character in spelling:
            branch = branch.setdefault(character, {})
        branch[""] = {}
    starts = (_starting(first, branch) for first, branch in sorted(tree.items()))
    return re.compile("|".join(starts))


def read(match: re.Match[str]) -> str:
    """Give the word a spelling means (还原拼音)."""
    return _meant()[_plain(match[0])]


def apart(run: re.Match[str]) -> str:
    """Put spaces between syllables of protected words that were written in one run (拼音分节)."""
    if not _syllables().fullmatch(run[0]):
        return run[0]
    syllables = _syllable().findall(run[0])
    between_han = _HAN.match(run.string, run.start() - 1) and _HAN.match(run.string, run.end())
    return " ".join(syllables) if between_han or len(syllables) > 2 else run[0]


@cache
def _syllables() -> re.Pattern[str]:
    # Possessive, for a run can be parted in many ways (jian, ji an) and only one is tried.
    return re.compile(f"(?>{_syllable().pattern})++")


@cache
def _syllable() -> re.Pattern[str]:
    syllables = {
        syllable for entry in read_data("text/words")["words"] for syllable in spelt(entry["word"])
    }
    return re.compile("|".join(sorted(syllables, key=lambda syllable: (-len(syllable), syllable))))


@cache
def short_pattern() -> re.Pattern[str]:
    """Match letters that mean a word only beside certain characters."""
    # The look-behind stands after the letters, so that the search can skip to them.
    ways = (
        f"{letters}(?:(?<=[{entry['behind']}]{letters})(?![a-z])"
        f"|(?<![a-z]{letters})(?=[{entry['before']}]))"
        for entry in read_data("text/words")["beside"]
        for letters in (entry["letters"],)
    )
    return re.compile("|".join(ways))


@cache
def short_spellings() -> dict[str, str]:
    """Give what the letters mean that count only beside certain characters (缩写)."""
    return {entry["letters"]: entry["word"] for entry in read_data("text/words")["beside"]}


def read_short(match: re.Match[str]) -> str:
    """Give the word the letters mean (还原缩写)."""
    return short_spellings()[match[0]]


def _starting(first: str, branch: dict[str, Any]) -> str:
    # The look-behind stands after the first letter, so that the search can skip to that letter.
    alone = f"(?<![a-z]{first})" if first.isascii() else ""
    return re.escape(first) + alone + _branches(branch, first)


def _branches(branch: dict[str, Any], last: str) -> str:
    ways = [
        _LOOSE.get(character, re.escape(character)) + _branches(rest, character)
        for character, rest in sorted(branch.items(), reverse=True)
        if character
    ]
    if "" in branch:
        ways.append("" if not last.isascii() else "(?![a-z])")
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


@cache
def _meant() -> dict[str, str]:
    return {_plain(spelling): word for spelling, word in reversed(_spellings().items())}


def _plain(spelling: str) -> str:
    return re.sub(r"[ '/._~+\-\t]|(?<=[a-z])[1-5]", "", spelling)


@cache
def _spellings() -> dict[str, str]:
    meant: dict[str, str] = {}
    for entry in read_data("text/words")["words"]:
        listed = (*entry.get("letters", ()), *entry.get("also", ()))
        for spelling in (*listed, *_spelt(entry)):
            meant.setdefault(spelling, entry["word"])
    return meant


def _spelt(entry: dict[str, Any]) -> Iterator[str]:
    """Spell some characters of a word, or all, by their sound."""
    word: str = entry["word"]
    syllables = spelt(word)
    written = alike(word) if entry.get("mixed") else tuple(word)
    for places in product(*((list(w), [s]) for w, s in zip(written, syllables, strict=True))):
        for spelling in product(*places):
            by_sound = [part.isascii() for part in spelling]
            if any(by_sound) and (entry["latin"] or not all(by_sound)):
                yield _joined(spelling)
    if entry["latin"]:
        yield " ".join(syllable + _TONE for syllable in syllables)


def _joined(parts: Iterable[str]) -> str:
    """Join syllables so that a space may stand between two of them."""
    spelling = ""
    for part in parts:
        loose = part.isascii() and spelling[-1:].isascii() and spelling
        spelling += f" {part}" if loose else part
    return spelling
