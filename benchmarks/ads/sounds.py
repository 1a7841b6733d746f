"""Make the table of sounds (同音字表) by which folding reads respelt words back.

For every syllable of the protected words: the characters in everyday use that sound so, and the
ordinary words each of them begins or ends. Where a neighbour makes an ordinary word of a character,
it was not put there as a disguise.

    python benchmarks/ads/sounds.py
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from pypinyin import Style, pinyin

from guazheng_lib.ads.data import read_data
from guazheng_lib.ads.text import respelling
from guazheng_lib.terms.files import write_whole

TABLE = Path(respelling.__file__).with_name("sounds.json")
# Rarer words of the dictionary are names and terms that would hide a disguise.
_COMMON_FROM = 30


def main() -> None:
    """Write the table into the package."""
    write_whole(TABLE, made_table().encode("utf-8"))
    print(f"{TABLE.name}: {TABLE.stat().st_size:,} bytes")


def made_table() -> str:
    """Make the table as text, the same every time."""
    words = [entry["word"] for entry in read_data("text/words")["words"]]
    spelt = {word: [syllable for (syllable,) in pinyin(word, style=Style.NORMAL)] for word in words}
    wanted = set(chain(*spelt.values()))
    sounds = {syllable: "" for syllable in sorted(wanted)}
    for character in _everyday_characters():
        (readings,) = pinyin(character, style=Style.NORMAL, heteronym=True)
        for syllable in wanted.intersection(readings):
            sounds[syllable] += character
    written = set(chain(*sounds.values(), *words, *read_data("text/words")["looks"].values()))
    before, after = _neighbours(written)
    parts = {"spelt": spelt, "sounds": sounds, "before": before, "after": after}
    return json.dumps(parts, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def _everyday_characters() -> Iterable[str]:
    """Give the characters of GB 2312 (常用字)."""
    for first in range(0xB0, 0xF8):
        for second in range(0xA1, 0xFF):
            if character := bytes((first, second)).decode("gb2312", errors="ignore"):
                yield character


def _neighbours(written: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    before: defaultdict[str, set[str]] = defaultdict(set)
    after: defaultdict[str, set[str]] = defaultdict(set)
    for word in _ordinary_words():
        if word[-1] in written:
            before[word[-1]].add(word[-2])
        if word[0] in written:
            after[word[0]].add(word[1])
    return _joined(before), _joined(after)


def _joined(found: dict[str, set[str]]) -> dict[str, str]:
    return {character: "".join(sorted(others)) for character, others in found.items()}


def _ordinary_words() -> Iterable[str]:
    """Give the words of jieba's dictionary (MIT), which is not imported."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("需要 jieba 的词典：pip install jieba")
    lines = Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    for word, count, *_ in map(str.split, lines):
        if len(word) > 1 and int(count) >= _COMMON_FROM:
            yield word


if __name__ == "__main__":
    main()
