"""The unified social credit code of a legal person (统一社会信用代码, GB 32100-2015)."""

import re
from typing import Self

from stdnum.cn import uscc as _stdnum

from guazheng_lib.terms.text import fold_width, is_missing

_SHAPE = re.compile(r"^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$")


class Uscc(str):
    """A credit code whose check digit holds (统一社会信用代码); 18 characters, upper case."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: object) -> Self | None:
        """Give the code, or None where it is no code or its check digit fails; never guesses.

        >>> Uscc.parse(" 91110000600037341l") is None
        True
        """
        folded = tidy_uscc(text)
        if folded is None or not _SHAPE.match(folded) or not _stdnum.is_valid(folded):
            return None
        return cls(folded)

    @property
    def registrar(self) -> str:
        """The registering department and kind, its first two characters (登记管理部门与机构类别).

        ``11`` state organ (机关), ``12`` public institution (事业单位), ``91`` company.
        """
        return self[:2]


def tidy_uscc(text: object) -> str | None:
    """Fold width, case and separators of a code as written; None for an empty cell."""
    if is_missing(text):
        return None
    folded = fold_width(str(text)).upper().lstrip("'’‘`").replace("-", "")
    return folded or None
