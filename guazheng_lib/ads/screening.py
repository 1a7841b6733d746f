"""Judge a table of advertisements (招聘信息排查)."""

from dataclasses import replace

import pandas as pd

from guazheng_lib.ads.batch import as_frame, judge_cell
from guazheng_lib.ads.families import group_ids
from guazheng_lib.ads.judge import Judgement, Span
from guazheng_lib.ads.tables import ScreenedAds


def screen_ads(job_ads: pd.DataFrame) -> pd.DataFrame:
    """Judge every advertisement and group those of one template (排查招聘信息).

    Args:
        job_ads: as `terms.tables.JobAds`.

    Returns:
        One row an advertisement, in the order given, as `tables.ScreenedAds`. A title that the text
        does not repeat is judged with it; spans point into the text alone.
    """
    titles = [_or_empty(title) for title in job_ads["title"]]
    texts = [_or_empty(text) for text in job_ads["text"]]
    judged = as_frame([judge_ad(*ad) for ad in zip(titles, texts, strict=True)])
    kept = job_ads.reset_index(drop=True)
    screened = kept.join(judged).assign(group_id=group_ids(texts))
    return ScreenedAds.validate(screened[list(ScreenedAds.to_schema().columns)])


def judge_ad(title: str, text: str) -> Judgement:
    """Judge a text together with its title (标题与正文一并判断)."""
    heading = title.strip().rstrip("…. ")
    if not heading or heading in text:
        return judge_cell(text)
    before = f"{heading}\n"
    judged = judge_cell(before + text)
    moved = [_moved(span, -len(before)) for span in judged.spans]
    return replace(judged, spans=[span for span in moved if span["start"] >= 0])


def _moved(span: Span, by: int) -> Span:
    return Span(start=span["start"] + by, end=span["end"] + by, code=span["code"])


def _or_empty(cell: object) -> str:
    return cell if isinstance(cell, str) else ""
