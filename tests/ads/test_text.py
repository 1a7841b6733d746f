import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.ads.lexicon import CONCEPT_FILES, read_data
from guazheng_lib.ads.text import fold, is_ignorable
from guazheng_lib.ads.text.data import table


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("掛靠註冊證書", "挂靠注册证书", id="繁体"),
        pytest.param("ＢＣ１２", "bc12", id="全角"),
        pytest.param("挂\u200b\u00ad\ufeff靠", "挂靠", id="零宽"),
        pytest.param("挂\u0336靠\u20dd", "挂靠", id="叠加符"),
        pytest.param("证✖️合🈵作", "证合作", id="表情"),
        pytest.param("挂*靠-证_书 费", "挂靠证书费", id="插符"),
        pytest.param("扌圭靠", "挂靠", id="拆字"),
        pytest.param("gua kao", "挂靠", id="拼音带空格"),
        pytest.param("1 级 建 造 师", "一级建造师", id="数字与空格"),
        pytest.param("一、级、建、造、师", "一级建造师", id="逐字顿号"),
        pytest.param("2.5 - 3 万/年", "2.5-3万年", id="价格里的点和横线留着"),
        pytest.param("水电、暖通、消防", "水电、暖通、消防", id="正常顿号留着"),
        pytest.param("auto cad", "auto cad", id="英文词间空格留着"),
        pytest.param("电缆YJV、agua靠岸", "电缆yjv、agua靠岸", id="字母连着别的字母不算"),
        pytest.param("挂<b class='x'>靠</b>&nbsp;费", "挂靠费", id="HTML"),
        pytest.param("&#25346;&#x9760;", "挂靠", id="HTML 字符"),
        pytest.param("&#8203;挂&#xfeff;靠", "挂靠", id="HTML 零宽字符"),
    ],
)
def test_fold(text, meant):
    assert fold(text).text == meant


@given(st.text())
def test_every_folded_character_has_a_place_in_the_original(text):
    folded = fold(text)
    spans = [folded.original_span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


@given(st.text(), st.text())
def test_ignorable_characters_leave_no_trace(text, more):
    hidden = "".join(character for character in more if is_ignorable(character)) + "\u2064"
    assert fold(hidden + text + hidden).text == fold(text).text


def test_word_lists_are_written_in_folded_form():
    certificates = read_data("certificates")["certificates"].values()
    entries = [entry for part in CONCEPT_FILES for entry in read_data(part)["concepts"]]
    patterns = [p for entry in entries for p in entry["patterns"]]
    for pattern in (*certificates, *patterns):
        for han in re.findall(r"[㐀-鿿]+", pattern):
            assert fold(han).text == han, pattern


@pytest.mark.parametrize("entry", table("words")["words"], ids=lambda entry: entry["word"])
def test_spellings_fold_to_the_word_meant(entry):
    for spelling in (*entry.get("letters", ()), *entry.get("also", ())):
        assert fold(spelling).text == entry["word"]
