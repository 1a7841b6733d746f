"""Where suspicious advertisements meet the screening (与注册核查的关联)."""

import pandas as pd

from guazheng_lib.reports.pages.ad_names import agency_name
from guazheng_lib.reports.pages.tables import Table

SHOWN_LINKS = 20
_NUMBERED = 5
_SUBJECTS = {"unit": "注册单位", "person": "疑似线索人员"}
_TITLES = {
    "agency": "机构",
    "subject": "关联到",
    "name": "名称或姓名",
    "how": "怎样关联",
    "ad_ids": "信息编号",
}
_NOTE = "名称相同是线索，不是结论：同名的要先核对。"


def links_table(links: pd.DataFrame) -> Table:
    """List whom an agency's advertisements lead to (关联的单位和人员).

    Args:
        links: as `ads.agencies.links.agency_links` gives them.
    """
    shown = links.head(SHOWN_LINKS)
    some = [ids[:_NUMBERED] + ["…"] * (len(ids) > _NUMBERED) for ids in shown["ad_ids"]]
    frame = shown.assign(
        agency=shown["agency"].map(agency_name),
        subject=shown["subject"].map(_SUBJECTS),
        ad_ids=some,
    )
    rest = len(links) - len(shown)
    more = f"另有 {rest} 处，见中介核查表。" if rest else ""
    titled = frame[list(_TITLES)].rename(columns=_TITLES)
    return Table(titled, "关联的注册单位和人员", _NOTE + more, "没有名称相同的注册单位和人员")
