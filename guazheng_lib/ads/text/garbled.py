"""Text that came out wrong as a whole (乱码、倒写、遮字), put right before it is folded."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from guazheng_lib.ads.data import read_data
from guazheng_lib.ads.text.characters import IGNORABLE, characters
from guazheng_lib.ads.text.edits import Placed, contains_any
from guazheng_lib.ads.text.masked import unmasked
from guazheng_lib.ads.text.respelling import ordinary_pairs

# Letters that nearly every Chinese text shows when its bytes are read in a wrong encoding.
LOOKS_WESTERN = "äåæçèéÖÊÒÁÐÓÎÏÄÇ¹½"
LOOKS_GBK = "锛鐨銆涓鏄鍙璇寤"
_WESTERN_SET = "[\x80-\xffŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™\ufffd]"
_WESTERN = re.compile(_WESTERN_SET + "{6,}")
# Beside a long run that was read, what stands between digits is read as well.
_WESTERN_PIECE = re.compile(_WESTERN_SET + "{2,}")
_FOREIGN = re.compile(r"[^\x00-\x7f]{4,}")
_LOST = "\ufffd"
_LINE = re.compile(r"[^\n\r]+")
_SOUND_FROM = 0.8
_TURNED_WORDS = 2


def runs_backwards(folded: str) -> bool:
    """Tell whether a text may have lines that run backwards (倒写), by its folded characters."""
    return contains_any(folded, _turned_words())


def put_right(
    text: str, *, western: bool, gbk: bool, turned: bool, masked: bool
) -> list[Placed] | None:
    """Read a text whose encoding was mistaken, whose lines run backwards, or with masked words.

    None if it is sound. What cannot be seen is left out first, so that it cannot break a letter's
    bytes apart.

    Args:
        text: as it was published.
        western: whether it holds signs of a Western encoding.
        gbk: whether it holds signs of GBK read as UTF-8.
        turned: whether it may have lines that run backwards.
        masked: whether it holds signs that may stand for a character.
    """
    seen = [(c, at, at + 1) for at, c in enumerate(text) if c not in IGNORABLE]
    placed = seen
    if western:
        placed = _rewritten(placed, _WESTERN, _decoded)
        if placed is not seen:
            placed = _rewritten(placed, _WESTERN_PIECE, _decoded)
    if gbk:
        placed = _rewritten(placed, _FOREIGN, _decoded)
    if turned:
        placed = _rewritten(placed, _LINE, _turned)
    if masked:
        placed = unmasked(placed)
    return None if placed is seen else placed


def _rewritten(
    placed: list[Placed],
    pattern: re.Pattern[str],
    read: Callable[[list[Placed]], list[Placed] | None],
) -> list[Placed]:
    """Read every run anew that the pattern finds and that turns out to be another text."""
    done, parts = 0, list[Placed]()
    for run in pattern.finditer("".join(character for character, _, _ in placed)):
        anew = read(placed[run.start() : run.end()])
        if anew is not None:
            parts += placed[done : run.start()] + anew
            done = run.end()
    return parts + placed[done:] if done else placed


def _decoded(run: list[Placed]) -> list[Placed] | None:
    """Try the encodings in which the bytes of a run make a text."""
    western = all(_byte(character) for character, _, _ in run if character != _LOST)
    for encoding in ("utf-8", "gb18030") if western else ("utf-8",):
        octets = [
            (octet, start, end)
            for character, start, end in run
            for octet in (_byte(character) if western else _bytes(character))
        ]
        characters = list(_characters_of(octets, encoding))
        kept = sum(len(character.encode(encoding)) for character, _, _ in characters)
        han = sum("一" <= character <= "鿿" for character, _, _ in characters)
        if kept >= _SOUND_FROM * len(octets) and han >= max(1, len(characters) / 2):
            return characters
    return None


def _characters_of(octets: Iterable[tuple[int, int, int]], encoding: str) -> Iterator[Placed]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="ignore")
    first = -1
    for octet, start, end in octets:
        first = start if first < 0 else first
        for character in decoder.decode(bytes((octet,))):
            yield character, first, end
            first = -1


def _byte(character: str) -> bytes:
    if character == _LOST:
        return b""
    if ord(character) < 0x100:
        return character.encode("latin-1")
    return character.encode("cp1252", errors="ignore")


def _bytes(character: str) -> bytes:
    return b"" if character == _LOST else character.encode("gb18030", errors="ignore")


def _turned(line: list[Placed]) -> list[Placed] | None:
    """Turn a line round that only then says words of the trade and makes sense (倒写)."""
    shown = "".join(character for character, _, _ in line).translate(characters())
    turned = shown[::-1]
    if _count(turned) < _TURNED_WORDS or _count(turned) <= _count(shown):
        return None
    return line[::-1] if ordinary_pairs(turned) > ordinary_pairs(shown) else None


def _count(text: str) -> int:
    return sum(word in text for word in _words())


@cache
def _words() -> tuple[str, ...]:
    return tuple(entry["word"] for entry in read_data("text/words")["words"])


@cache
def _turned_words() -> tuple[str, ...]:
    return tuple(word[::-1] for word in ("挂靠", "挂证", "证书", "社保", "建造师", "工程师"))
