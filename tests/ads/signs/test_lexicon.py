import re

import pytest
from ads.advertisements import BROKERS, CLEAR, FALSE_JOBS
from pydantic import ValidationError

from guazheng_lib.ads.signs.entries import Entry, Role
from guazheng_lib.ads.signs.hits import find_hits
from guazheng_lib.ads.signs.lexicon import certificates_in, concepts, look_at
from guazheng_lib.ads.text import fold

ALL = [*BROKERS.values(), *CLEAR.values(), *FALSE_JOBS.values()]
MADE_OF_DATA = ("CERT", "PAPER")


def told(field):
    return [
        pytest.param(code, text, id=f"{code}-{text}")
        for code, concept in concepts().items()
        if concept.role is not Role.WORDING  # which no pattern finds: test_wording.py
        for text in getattr(concept.entry, field)
    ]


def words_of(code, text):
    return [match[0] for match in concepts()[code].matches(look_at(fold(text).text))]


@pytest.mark.parametrize(("code", "text"), told("examples"))
def test_a_concept_hits_its_examples(code, text):
    assert any(words_of(code, text))


@pytest.mark.parametrize(("code", "text"), told("counter_examples"))
def test_a_concept_misses_what_only_looks_alike(code, text):
    assert words_of(code, text) == []


@pytest.mark.parametrize("code", concepts())
def test_a_concept_shows_at_least_two_examples(code):
    assert len(concepts()[code].entry.examples) >= 2


@pytest.mark.parametrize("code", concepts())
def test_no_pattern_matches_nothing_at_all(code):
    assert not any(part.pattern.match("") for part in concepts()[code].parts)


@pytest.mark.parametrize("code", concepts())
def test_masks_name_concepts(code):
    assert concepts()[code].entry.masks <= set(concepts())


@pytest.mark.parametrize("code", concepts())
def test_gates_only_save_time(code):
    concept = concepts()[code]
    for text in [*ALL, *concept.entry.examples]:
        folded = fold(text).text
        for part in concept.parts:
            if part.pattern.search(folded):
                assert look_at(folded).patterns & part.bit, part.written


@pytest.mark.parametrize("code", [code for code, concept in concepts().items() if concept.words])
def test_words_that_are_counted_are_those_that_are_searched_for(code):
    concept = concepts()[code]
    run_together = "".join(word + word[-1] for word in concept.words)
    for text in [*ALL, *concept.entry.examples, *concept.words, run_together]:
        seen = look_at(fold(text).text)
        if code not in seen.unsettled:
            whole = re.compile("|".join(part.written for part in concept.parts))
            assert seen.counts.get(code, 0) == len(set(whole.findall(seen.text)))


@pytest.mark.parametrize("code", concepts())
def test_what_needs_a_certificate_holds_one(code):
    for part in concepts()[code].parts:
        for text in ALL if part.certified else ():
            for match in part.pattern.finditer(fold(text).text):
                assert certificates_in(look_at(match[0]))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("二级建造师", ["二级建造师"], id="不重复报建造师"),
        pytest.param("一建、国监、B证", ["一级建造师", "监理工程师", "安全员证"], id="按名录"),
        pytest.param("资格证书", ["资格证书"], id="只有通用名称"),
        pytest.param("一建证书", ["一级建造师"], id="有专名不报通名"),
        pytest.param("统一建设项目", [], id="统一建设不是一建"),
        pytest.param("资格证书、统一消费", ["资格证书"], id="统一消费不是一消"),
        pytest.param("全国监督检查", [], id="全国监督不是国监"),
    ],
)
def test_certificates_are_named(text, named):
    assert certificates_in(look_at(fold(text).text)) == named


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("残疾人证挂靠", "HANG", id="残疾人证"),
        pytest.param("我公司不做证书挂靠", "TRADE", id="声明不做"),
        pytest.param("年薪3万/年，二级建造师", "PRICE", id="年薪不是证价"),
        pytest.param("负责办理二级建造师初始注册", "REG", id="办理注册是工作"),
    ],
)
def test_what_is_another_thing_is_left_out(text, code):
    folded = fold(text).text
    assert words_of(code, text)
    assert code not in {hit.concept.code for hit in find_hits(look_at(folded))}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"weights": 1}, id="未知字段"),
        pytest.param({"role": "broker"}, id="未知作用"),
        pytest.param({"weight": -1}, id="负的权重"),
        pytest.param({"patterns": []}, id="没有说法"),
        pytest.param({"weight": 0}, id="什么都不说"),
    ],
)
def test_a_malformed_entry_is_refused(change):
    entry = concepts()["TRADE"].entry.model_dump() | {"masks": frozenset()}
    with pytest.raises(ValidationError):
        Entry.model_validate(entry | change)
