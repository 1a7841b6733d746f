"""How loud the other advertisements of one employer are (同一单位其他信息的写法)."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from guazheng_lib.ads.circumstances.scale import Circumstance, scale, told
from guazheng_lib.ads.manner import points_of_scores

_DOUBT = 2.0
"""So many advertisements of no account are thought to stand beside those that are known."""


def loud_employers(rows: pd.DataFrame) -> Iterator[tuple[list[int], Circumstance]]:
    """Find advertisements whose employer is loud and bare elsewhere as well."""
    least = scale().signs["LOUD_EMPLOYER"].least
    who = rows["employer"].where(rows["employer"] != "", rows["agency"])
    known = rows.assign(who=who, points=points_of_scores(rows["score"].to_numpy()))[who != ""]
    by_employer = known.groupby("who")["points"]
    others = (by_employer.transform("size") - 1).to_numpy()
    sums = (by_employer.transform("sum") - known["points"]).to_numpy()
    means = sums / (others + _DOUBT)
    loud = np.flatnonzero((others >= least) & (means > 0))
    places = known["place"].to_numpy()[loud]
    for place, count, mean in zip(places, others[loud], means[loud], strict=True):
        yield [int(place)], told("LOUD_EMPLOYER", int(count), share=float(mean))
