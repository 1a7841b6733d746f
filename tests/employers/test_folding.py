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
        pytest.param("13030016-甲县某泰公司", "甲县某泰公司", id="编号与短横"),
        pytest.param("130300-16-甲县某泰公司", "甲县某泰公司", id="两段编号"),
        pytest.param("0012 甲县某 泰建筑公司", "甲县某泰建筑公司", id="编号与空格"),
        pytest.param("12 甲县某泰公司", "甲县某泰公司", id="短编号后是地名"),
        pytest.param("[0012]甲县某泰公司", "甲县某泰公司", id="方括号编号"),
        pytest.param("【0012】 甲县某泰公司", "甲县某泰公司", id="中文方括号编号"),
        pytest.param("1001_某泰公司", "某泰公司", id="编号与下划线"),
        pytest.param("№12 某泰公司", "某泰公司", id="编号记号"),
        pytest.param("No.12 某泰公司", "某泰公司", id="英文编号记号"),
        pytest.param("编号：0012 某泰公司", "某泰公司", id="编号二字"),
        pytest.param("DW0012-某泰公司", "某泰公司", id="字母编号"),
        pytest.param("7、某泰公司", "某泰公司", id="顿号序号"),
        pytest.param("１００１－某泰公司", "某泰公司", id="全角编号"),
        pytest.param("某泰公司(0012)", "某泰公司", id="末尾编号"),
        pytest.param("某泰公司（0012）（本部）", "某泰公司", id="末尾编号又附注"),
        pytest.param("某泰有限公 0012", "某泰有限公司", id="截断后有编号"),
        pytest.param("甲江大学-0012", "甲江大学", id="院校末尾编号"),
        pytest.param("58 某城信息公司", "五十八某城信息公司", id="字号以数字开头"),
        pytest.param("58某城信息公司", "五十八某城信息公司", id="字号数字相连"),
        pytest.param("360某安公司", "360某安公司", id="三位数字字号"),
        pytest.param("7-11便利店", "711便利店", id="数字之间的短横"),
        pytest.param("第2建筑公司", "第二建筑公司", id="序号不是编号"),
        pytest.param("22冶集团公司", "二十二冶集团公司", id="二十二冶"),
        pytest.param("7312 工厂", "7312工厂", id="厂名数字"),
        pytest.param("1001_", "1001", id="只有编号"),
        pytest.param("（本部）", "本部", id="只有附注也是名称"),
    ],
)
def test_fold_name(written, folded):
    assert fold_name(written) == folded


@given(st.text(alphabet="某泰建筑有限公司（）()【】0123456789原名本部 　·。Aａ-_№、", max_size=14))
def test_folding_twice_is_folding_once(text):
    assert fold_name(fold_name(text)) == fold_name(text)
