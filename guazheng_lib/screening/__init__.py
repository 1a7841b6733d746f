"""Registration against every source, month by month (排查)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from guazheng_lib.params import CountyParams
from guazheng_lib.screening.rules import RULES, list_rules
from guazheng_lib.screening.units import units
from guazheng_lib.sources.result import SourceResult

__all__ = ["RULES", "list_rules", "screen", "units"]


def screen(
    sources: Mapping[str, SourceResult | pd.DataFrame],
    params: CountyParams | Path | str,
) -> pd.DataFrame:
    """Screen a county's registrations against every source supplied (排查).

    Args:
        sources: kind → source as read, or a plain table with the contract's columns.
        params: the county's parameters, or the path of their file.

    Returns:
        One row per accepted registration, nobody left out: `terms.tables.Screening`, the leads
        first by level and score.

    Raises:
        EmptySourceError: where there is no registration.
        ParamsError: where the parameter file is wrong.
    """
    from guazheng_lib.screening.inputs import as_inputs
    from guazheng_lib.screening.verdicts import screen_inputs

    return screen_inputs(as_inputs(sources, params))
