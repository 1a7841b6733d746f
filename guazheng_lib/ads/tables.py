"""The tables of this room (数据表约定): advertisements as judged, agencies as ranked."""

from typing import Any

import pandas as pd
import pandera.pandas as pa


def _given(title: str, **checks: Any) -> Any:
    return pa.Field(title=title, nullable=False, **checks)


def _maybe(title: str, **checks: Any) -> Any:
    return pa.Field(title=title, nullable=True, **checks)


class ScreenedAds(pa.DataFrameModel):
    """An advertisement as judged (招聘信息排查结果); spans and contacts point into `text`."""

    ad_id: str = _given("信息编号")
    agency: str = _maybe("机构名称")
    agency_uscc: str = _maybe("机构统一社会信用代码")
    verdict: str = _given("判断", isin=["broker", "fake_job", "suspect", "clear"])
    score: float = _given("排序分", ge=0)
    reasons: object = _given("理由", description="list of short sentences")
    spans: object = _given("片段", description="list of start, end, code")
    group_id: str = _given("相似组", description="one wording")
    family_id: str = _given("关联组", description="groups joined through shared contacts")
    certificates: object = _given("涉及证书", description="list; only where something was seen")
    contacts: object = _given(
        "联系方式", description="list of kind, value, start, end; no place: from another column"
    )
    circumstances: object = _given(
        "其他情形", description="list of codes, signs outside the wording"
    )
    employer: str = _maybe("用人单位")
    title: str = _maybe("标题")
    text: str = _given("正文")
    published_on: pd.Timestamp = _maybe("发布日期")
    file: str = _given("文件")
    sheet: str = _maybe("工作表")
    row: int = _given("行号", ge=1)

    class Config:
        """Nothing more and nothing less than is declared."""

        strict = True
        coerce = True


class RankedAgencies(pa.DataFrameModel):
    """An HR agency with its advertisements counted (人力资源服务机构排查结果), worst first.

    What is said of certificates, families, dates and employers is counted over the advertisements
    that are not clear.
    """

    agency: str = _maybe("机构名称", description="none: advertisements that name no agency")
    agency_uscc: str = _maybe("机构统一社会信用代码")
    licensed: pd.BooleanDtype = _maybe("在许可名录内", description="none: no list was supplied")
    licence_no: str = _maybe("许可证编号")
    county: str = _maybe("所属县区")
    ads: int = _given("信息条数", ge=1)
    broker: int = _given("疑似挂证中介", ge=0)
    fake_job: int = _given("疑似虚假招聘", ge=0)
    suspect: int = _given("存疑", ge=0)
    share: float = _given("线索占比", in_range={"min_value": 0, "max_value": 1})
    groups: int = _given("相似组数", ge=0, description="templates")
    families: int = _given("关联组数", ge=0)
    largest_family: int = _given("最大关联组", ge=0, description="of its own advertisements")
    certificates: object = _given("涉及证书", description="list, the most frequent first")
    certificate_ads: object = _given("涉及证书条数", description="list, beside `certificates`")
    first_on: pd.Timestamp = _maybe("最早发布")
    last_on: pd.Timestamp = _maybe("最近发布")
    shared_contacts: int = _given(
        "共用联系方式", ge=0, description="contacts that other agencies give as well"
    )
    linked_agencies: object = _given("共用联系方式的机构", description="list of names")
    employers: object = _given("所列用人单位", description="list of names")
    other_names: object = _given("其他写法", description="list of further spellings of the name")
    why: str = _given("说明", description="one sentence")

    class Config:
        """Nothing more and nothing less than is declared."""

        strict = True
        coerce = True
