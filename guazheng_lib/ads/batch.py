"""Judge a sequence of texts (批量判断)."""

from collections.abc import Iterable

import pandas as pd

from guazheng_lib.ads.judge import NOTHING_SEEN, Judgement, judge

COLUMNS = ("verdict", "score", "reasons", "spans")


def classify(texts: Iterable[object]) -> pd.DataFrame:
    """Judge advertisements (判断招聘信息): verdict, score, reasons and spans, in the order given.

    An empty cell is `clear`: it says nothing.
    """
    return as_frame([judge_cell(text) for text in texts])[list(COLUMNS)]


def judge_cell(text: object) -> Judgement:
    """Judge what a cell holds; what is no text says nothing."""
    return judge(text) if isinstance(text, str) and text else NOTHING_SEEN


def as_frame(judgements: list[Judgement]) -> pd.DataFrame:
    """Give judgements as a table, one row each."""
    return pd.DataFrame(
        {
            "verdict": pd.Series([str(each.verdict) for each in judgements], dtype="str"),
            "score": pd.Series([each.score for each in judgements], dtype="float64"),
            "reasons": pd.Series([list(each.reasons) for each in judgements], dtype="object"),
            "spans": pd.Series([list(each.spans) for each in judgements], dtype="object"),
            "certificates": pd.Series(
                [list(each.certificates) for each in judgements], dtype="object"
            ),
        }
    )
