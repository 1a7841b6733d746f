"""The name of an agency as it may stand in a table (机构名称): an advertiser wrote it."""

from guazheng_lib.terms.hidden_numbers import hide_numbers
from guazheng_lib.terms.text import on_one_line

UNNAMED = "（未写机构）"

# A page that seems to name a folder of this machine is not published.
_SLASHES = str.maketrans("/\\", "／＼")


def agency_name(name: object) -> str:
    """Say a name, its telephone numbers masked.

    >>> agency_name("甲人力13800000000/v:/乙"), agency_name(None)
    ('甲人力13*******00／v:／乙', '（未写机构）')
    """
    if not isinstance(name, str):
        return UNNAMED
    return hide_numbers(on_one_line(name)).translate(_SLASHES).strip() or UNNAMED
