"""Many pairs at once."""

import time

import pandas as pd
import pytest

from guazheng_lib.employers import compare_pairs


def test_rows_keep_their_order():
    left = pd.Series(["甲县某泰公司", "甲县某昌公司", "甲县某泰公司"], index=[7, 8, 9])
    found = compare_pairs(left, ["甲县某泰公司"] * 3)
    assert found.relation.tolist() == ["same", "different", "same"]
    assert found.index.tolist() == [7, 8, 9]


def test_no_pair_gives_no_row():
    found = compare_pairs([], [])
    assert found.empty
    assert found.columns.tolist() == ["relation", "score", "reason"]


def test_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match="equally long"):
        compare_pairs(["甲"], [])


def test_missing_in_any_guise_is_unknown():
    found = compare_pairs([None, float("nan"), pd.NA, "  "], ["甲县某泰公司"] * 4)
    assert set(found.relation) == {"unknown"}


def test_a_repeated_pair_is_compared_once():
    few = [f"甲县某{brand}建筑有限公司" for brand in "泰昌永固鼎新"]
    start = time.process_time()
    found = compare_pairs(few * 50_000, few[::-1] * 50_000)
    assert len(found) == 300_000
    assert time.process_time() - start < 3
