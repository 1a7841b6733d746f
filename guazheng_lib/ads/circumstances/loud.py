"""How loud the other advertisements of one employer are (同一单位其他信息的写法)."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from guazheng_lib.ads.circumstances.scale import Circumstance, scale, told
from guazheng_lib.ads.manner import most_by_manner, points_of_scores

_DOUBT = 2.0
"""So many advertisements of no account are thought to stand beside those that are known."""


def loud_employers(rows: pd.DataFrame) -> Iterator[tuple[list[int], Circumstance]]:
    """Find advertisements whose employer is loud and bare elsewhere as well.

    An agency's clients are not one employer, and of an advertisement that is judged by its signs
    the score does not tell the manner: neither counts.
    """
    least = scale().signs["LOUD_EMPLOYER"].least
    known = rows[rows["employer"] != ""]
    scores = known["score"].to_numpy()
    heard = scores < most_by_manner()
    points = np.where(heard, points_of_scores(scores), 0.0)
    by_employer = known.assign(heard=heard.astype("int64"), points=points).groupby("employer")
    others = by_employer["heard"].transform("sum").to_numpy() - heard
    means = (by_employer["points"].transform("sum").to_numpy() - points) / (others + _DOUBT)
    loud = np.flatnonzero((others >= least) & (means > 0))
    places = known["place"].to_numpy()[loud]
    for place, count, mean in zip(places, others[loud], means[loud], strict=True):
        yield [int(place)], told("LOUD_EMPLOYER", int(count), share=float(mean))
