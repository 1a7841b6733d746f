import re

import pytest

from guazheng_lib.ads.signs.exact import all_matches


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        pytest.param("双休|单休", ("单休", "双休"), id="几选一"),
        pytest.param("[双单]休", ("单休", "双休"), id="字符类"),
        pytest.param("[1-3]天", ("1天", "2天", "3天"), id="字符段"),
        pytest.param("敢于?挑战", ("敢于挑战", "敢挑战"), id="可有可无"),
        pytest.param("工资{2}", (), id="次数另算"),
        pytest.param("休息(?!室)", (), id="看后文"),
        pytest.param("[^不]休息", (), id="除外的字符类"),
        pytest.param("|".join("甲乙丙丁戊己庚辛壬癸") + "[一-龥]", (), id="太多"),
    ],
)
def test_all_that_a_pattern_can_match(pattern, matches):
    assert all_matches(pattern) == matches
    assert all(re.fullmatch(pattern, match) for match in matches)
