"""Characters written as their parts (拆字)."""

import re
from functools import cache

from guazheng_lib.ads.data import read_data


def hints() -> str:
    """Give the parts that never stand alone (部首), of which one is in every such spelling."""
    return "扌讠氵亻礻廴辶衤纟钅阝刂宀𥫗艹攵犭饣圭"


def pattern() -> re.Pattern[str]:
    """Match a character written as its parts."""
    return re.compile("|".join(sorted(_whole(), key=len, reverse=True)))


def joined(parts: re.Match[str]) -> str:
    """Give the character the parts make (合字)."""
    return _whole()[parts[0]]


@cache
def _whole() -> dict[str, str]:
    written = read_data("text/components")["always"].items()
    return {parts: character for character, spellings in written for parts in spellings}
