"""The form of a name that is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.employers.folding import fold_name


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        pytest.param("某泰建筑【集团】有限公司", "某泰建筑(集团)有限公司", id="各式括号"),
        pytest.param("某泰建筑有限责任公", "某泰建筑有限责任公司", id="截断"),
        pytest.param("某泰建筑有限公司(曾用名:某昌)", "某泰建筑有限公司", id="曾用名"),
        pytest.param("某泰建筑有限公司（原某昌公司", "某泰建筑有限公司", id="括号没关"),
        pytest.param("某泰(原子能)技术有限公司", "某泰(原子能)技术有限公司", id="原子能不是原名"),
        pytest.param("某泰(新疆)工程有限公司", "某泰(新疆)工程有限公司", id="新疆不是附注"),
        pytest.param("第12工程处", "第十二工程处", id="数字"),
        pytest.param("某泰360科技", "某泰360科技", id="长数字不动"),
        pytest.param("（本部）", "本部", id="只有附注也是名称"),
    ],
)
def test_fold_name(written, folded):
    assert fold_name(written) == folded


@given(st.text(alphabet="某泰建筑有限公司（）()【】0123456789原名本部 　·。Aａ", max_size=14))
def test_folding_twice_is_folding_once(text):
    assert fold_name(fold_name(text)) == fold_name(text)
