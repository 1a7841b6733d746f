"""Employers that the business register does not know (不在企业名录的用人单位)."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from guazheng_lib.ads.circumstances.scale import Circumstance, scale, told
from guazheng_lib.employers.names import parse_name

if TYPE_CHECKING:
    from guazheng_lib.employers import Registry


def unregistered(
    rows: pd.DataFrame, register: "Registry | None"
) -> Iterator[tuple[list[int], Circumstance]]:
    """Find employers of a place that the register covers, but whom it does not know.

    A name without a place or a legal form, a branch, and a name that several may bear say nothing.
    """
    if register is None:
        return
    listed = Counter(parse_name(entity.name).region.deepest for entity in register.entities)
    least = scale().signs["UNREGISTERED"].least
    for employer, places in rows[rows["employer"] != ""].groupby("employer")["place"]:
        parsed = parse_name(str(employer))
        place = parsed.region.deepest
        if not place or not parsed.form or parsed.branch or listed[place] < least:
            continue
        answer = register.resolve_one(str(employer))
        if answer.entity is None and not answer.rivals:
            yield places.tolist(), told("UNREGISTERED", listed[place], place=place)
