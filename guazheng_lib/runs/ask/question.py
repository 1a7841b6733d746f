"""What was asked for, in the forms in which it may be written (所查)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from guazheng_lib.casebook.life import life
from guazheng_lib.terms.identity import IdType, ParsedId, hide_ids, mask_id, parse_person_id
from guazheng_lib.terms.text import fold_width
from guazheng_lib.terms.uscc import tidy_uscc

_TAIL = re.compile(r"\**([0-9]{3,7}[0-9X])")
_CASE = re.compile(r"(?:([a-z]+):)?[0-9a-f]{6,24}")
_LIKE_AN_ID = re.compile(r"[0-9]{15}|[0-9]{17}[0-9X]")


@dataclass(frozen=True)
class Question:
    """One thing asked for (所查): a name, or a number of any kind.

    Attributes:
        text: as it was typed.
        loosely: whether names are compared without regard to width, blanks and case.
    """

    text: str
    loosely: bool = False

    @cached_property
    def folded(self) -> str:
        """In one width, without blanks, in capitals."""
        return _folded(self.text)

    @property
    def shown(self) -> str:
        """As it may be shown: identity numbers masked (脱敏后的写法)."""
        return mask_id(self.person_id) if self.person_id else hide_ids(self.text)

    @cached_property
    def person_id(self) -> str:
        """The identity number that it is; empty where it is none, or a masked one."""
        parsed = parse_person_id(self.text)
        if isinstance(parsed, ParsedId) and parsed.type is not IdType.MASKED:
            return str(parsed.number)
        return ""

    @cached_property
    def masked(self) -> tuple[str, str, int] | None:
        """The two ends of a masked identity number, and its length (首尾几位)."""
        parsed = parse_person_id(self.text)
        if not isinstance(parsed, ParsedId) or parsed.type is not IdType.MASKED:
            return None
        number = parsed.number
        return number.partition("*")[0], number.rpartition("*")[2], len(number)

    @cached_property
    def tail(self) -> str:
        """The last four to eight characters of an identity number (末几位)."""
        found = _TAIL.fullmatch(self.folded)
        return found[1] if found else ""

    @cached_property
    def case(self) -> str:
        """The beginning of a case number, with its subject where that is said; empty for none."""
        found = _CASE.fullmatch(self.folded.lower())
        if not found or (found[1] and found[1] not in life().subjects):
            return ""
        return found[0]

    @property
    def misread_id(self) -> str:
        """Why it is no identity number, though it looks like one (证件号码问题)."""
        parsed = parse_person_id(self.text)
        if isinstance(parsed, ParsedId) or not _LIKE_AN_ID.fullmatch(self.folded):
            return ""
        return parsed.reason

    def is_person_id(self, number: str) -> bool:
        """Tell whether a person's number is the one asked for: whole, masked or its end."""
        if self.person_id:
            return number == self.person_id
        if self.masked:
            first, last, length = self.masked
            return len(number) == length and number.startswith(first) and number.endswith(last)
        return bool(self.tail) and number.endswith(self.tail)

    def is_name(self, written: str | None) -> bool:
        """Tell whether a name or number as written is the one asked for."""
        if not written:
            return False
        return written in (self.text, self.folded) or (
            self.loosely and _folded(written) == self.folded
        )

    def is_code(self, written: str | None) -> bool:
        """Tell whether a credit code as written is the one asked for."""
        return bool(written) and written == tidy_uscc(self.text)

    def is_in(self, written: str | None) -> bool:
        """Tell whether what is written holds the words asked for (包含)."""
        return bool(written and self.folded) and self.folded in _folded(written or "")

    def narrowed(self) -> Iterator[tuple["Question", tuple["Question", ...]]]:
        """Read it as one thing and words that narrow it (姓名加末四位等), each word in turn."""
        words = [Question(word, loosely=True) for word in self.text.split()]
        for place, word in enumerate(words if len(words) > 1 else ()):
            yield word, tuple(words[:place] + words[place + 1 :])


def _folded(text: str) -> str:
    return fold_width(text).upper()
