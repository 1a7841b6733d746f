from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.ads.signs.possible import Words

WORDS = Words(
    [["挂靠", "租证"], ["靠谱"], []], {"TERMS": ["双休", "社保"], "FIRST": ["第一", "一流"]}
)


def test_patterns_are_possible_whose_words_stand_anywhere():
    assert WORDS.look("挂靠谱").patterns == 0b111


def test_a_pattern_without_words_is_always_possible():
    assert WORDS.look("").patterns == 0b100


def test_different_words_are_counted():
    assert WORDS.look("双休，社保，双休").counts == {"TERMS": 2}


def test_a_list_is_unsettled_where_two_of_its_words_overlap():
    assert WORDS.look("第一流").unsettled == {"FIRST"}
    assert not WORDS.look("第一，一流，双休").unsettled


@given(st.text("挂靠租证谱，", max_size=30))
def test_a_patterns_places_are_where_its_words_begin(text):
    needed = [["挂靠", "租证"], ["靠谱", "证"]]
    places = Words(needed).look(text).places
    for pattern, words in enumerate(needed):
        begin = [at for at in range(len(text)) if text.startswith(tuple(words), at)]
        assert sorted(places.get(pattern, [])) == begin
