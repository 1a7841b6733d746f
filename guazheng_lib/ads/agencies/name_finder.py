"""Find known names in a text (文中名称)."""

from collections.abc import Iterable

_HEAD = 4


class NameFinder:
    """Many names looked for at once, by their first characters (名称查找).

    >>> NameFinder(["甲市永固建筑有限公司", "甲市永固建筑"]).find("用于甲市永固建筑有限公司资质")
    ['甲市永固建筑有限公司']
    """

    def __init__(self, names: Iterable[str], *, shortest: int = 6) -> None:
        """Take the names; one shorter than `shortest` stands in too many texts by chance."""
        self._by_head: dict[str, list[str]] = {}
        for name in sorted(set(names), key=lambda name: (-len(name), name)):
            if len(name) >= max(shortest, _HEAD):
                self._by_head.setdefault(name[:_HEAD], []).append(name)

    def find(self, text: str) -> list[str]:
        """Give the names in the text, each once; of two that begin together the longer one."""
        found: dict[str, None] = {}
        for place in range(len(text) - _HEAD + 1):
            names = self._by_head.get(text[place : place + _HEAD], ())
            name = next((each for each in names if text.startswith(each, place)), None)
            if name:
                found[name] = None
        return list(found)
