import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.ads.signs.literals import needed


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        pytest.param("挂靠|租证", ("挂靠", "租证"), id="几选一"),
        pytest.param("[一二]建", ("一建", "二建"), id="字符类"),
        pytest.param("(?:一级)?建造师", ("建造师",), id="可有可无的不算"),
        pytest.param("[^,]{0,5}(?:出租|租借)", ("出租", "租借"), id="任意字之后"),
        pytest.param("租(?<!出租)证", ("租证",), id="前后看不断开"),
        pytest.param(r"\d+万?", (), id="说不出"),
        pytest.param("(?:挂靠)+", ("挂靠",), id="至少一次"),
        pytest.param("公司.{0,9}转注", ("公司", "转注")[1:], id="弃常见词"),
    ],
)
def test_a_match_needs_one_of_them(pattern, literals):
    assert needed(pattern, frozenset(("公司",))).literals == literals


@given(st.from_regex(re.compile("(?:[一二]建|建造师)[^,]?(?:挂靠|转注)?"), fullmatch=True))
def test_every_match_holds_a_literal(text):
    literals = needed("(?:[一二]建|建造师)[^,]?(?:挂靠|转注)?").literals
    assert any(literal in text for literal in literals)
