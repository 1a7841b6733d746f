"""Advertisements of HR agencies (招聘信息): which look like certificate broking, and why.

A verdict is a lead for verification, never a finding. The words it rests on are data
(`signs/`), read on folded text (`text`), and every hit can point back into the text as it was
published.
"""

from typing import TYPE_CHECKING

from guazheng_lib.terms.late import late

if TYPE_CHECKING:
    from guazheng_lib.ads.agencies.ranking import rank_agencies
    from guazheng_lib.ads.batch import classify
    from guazheng_lib.ads.marks import marked_html
    from guazheng_lib.ads.screening import screen_ads

__all__ = ["classify", "marked_html", "rank_agencies", "screen_ads"]

__getattr__ = late(
    __name__,
    {
        "classify": "batch",
        "marked_html": "marks",
        "rank_agencies": "agencies.ranking",
        "screen_ads": "screening",
    },
)
