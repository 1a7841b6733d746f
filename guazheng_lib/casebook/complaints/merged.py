"""Complaints merged into others (并案): which one a complaint is handled under now."""

from collections.abc import Mapping

import pandas as pd

from guazheng_lib.casebook.life import ANSWERED, MERGED


def roots(state: pd.DataFrame) -> dict[str, str]:
    """Give for every complaint the one under which it is handled (主案); mostly itself.

    Args:
        state: the cases as they stand (`states.fold`).
    """
    complaints = state[state["subject"] == "complaint"]
    into = {
        case: str(other)
        for case, status, other in zip(
            complaints["case"], complaints["status"], complaints["merged_into"], strict=True
        )
        if status == MERGED
    }
    return {case: _root(case, into) for case in complaints["case"]}


def answered(state: pd.DataFrame) -> set[str]:
    """Name the complaints that are answered, by themselves or by the one they were merged into."""
    own = set(state.loc[state["status"] == ANSWERED, "case"])
    return {case for case, root in roots(state).items() if root in own}


def _root(case: str, into: Mapping[str, str]) -> str:
    # The ledger admits no circle; a frame made by hand might hold one, and must not hang us.
    seen = {case}
    while (after := into.get(case)) is not None and after not in seen:
        seen.add(after)
        case = after
    return case
