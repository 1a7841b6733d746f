"""Markup in a text (网页标记): entities, escapes, tags, and what a tag hides."""

import html
import re

from guazheng_lib.ads.text.characters import characters

# An ampersand that was escaped again and again is one ampersand.
ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});?|\\u([0-9a-f]{4})")
HIDDEN = re.compile(
    r"<(script|style)(?![a-z])[^<>]{0,500}>[^<]{0,5000}</\1>"
    r"|<(b|em|font|i|p|s|span|div|u)(?![a-z])[^<>]{0,300}"
    r"(?:display:? ?none|visibility:? ?hidden|font-size:? ?0(?![.\d]))[^<>]{0,300}>[^<]{0,200}</\2>"
    r"|<!--[^<]{0,1000}?-->"
)
TAG = re.compile(r"</?([a-z][a-z0-9]{0,15})(?:[ /][^<>]{0,500})?>")
_BLOCK_TAGS = frozenset(("br", "p", "div", "li", "tr", "td", "h1", "h2", "h3", "h4"))


def read_entity(entity: re.Match[str]) -> str:
    """Give the character an entity stands for (实体字符); what is none stays as it is."""
    if entity[2]:
        return _folded(chr(int(entity[2], 16)))
    meant = html.unescape(f"&{entity[1]};")
    return entity[0] if meant.startswith(f"&{entity[1]}") else _folded(meant)


def without_tag(tag: re.Match[str]) -> str:
    """Put a line's end for a block's tag, nothing for the others (去标签)."""
    return "\n" if tag[1] in _BLOCK_TAGS else ""


def _folded(meant: str) -> str:
    return meant.translate(characters())
