import pytest

from guazheng_lib.ads.judge import judge
from guazheng_lib.ads.model import judging, weights
from guazheng_lib.ads.passages import telling_passage
from guazheng_lib.ads.signs.hits import find_hits
from guazheng_lib.ads.signs.lexicon import look_at

FILLER = "今天天气晴朗，公园里的花开了，孩子们在草地上放风筝。\n"
OFFER = "一级建造师市政转注，唯一社保，3万/年，不坐班，注册成功付全款。"


def far(times=60):
    return FILLER * times


def codes(text):
    return {hit.concept.code for hit in telling_passage(find_hits(look_at(text)), weights())}


def test_signs_far_apart_do_not_speak_together():
    assert judge("一级建造师" + far() + "转注" + far() + "3万/年").verdict == "clear"
    assert judge("一级建造师，转注，3万/年").verdict != "clear"


@pytest.mark.parametrize("before", [0, 1, 200], ids=["开头", "第二行", "五千字之后"])
def test_an_offer_is_seen_wherever_it_stands(before):
    text = FILLER * before + OFFER + far()
    assert judge(text).verdict == "broker"
    for span in judge(text).spans:
        assert text[span["start"] : span["end"]] in OFFER


def test_what_lies_far_from_an_offer_does_not_clear_it():
    news = "记者从公安机关获悉，依法查处违规行为，举报电话。"
    assert judge(far(20) + OFFER + far() + news).verdict == "broker"
    assert judge(far(20) + OFFER + news).verdict != "broker"


def test_news_beside_an_offer_leave_it_suspect():
    news = "住建部发布通知，要求各地加强建筑市场监管。记者了解到，多地开展专项检查。"
    assert judge(far(9) + OFFER + FILLER * 5 + news).verdict == "broker"
    assert judge(far(9) + OFFER + news).verdict != "broker"


def test_a_job_is_described_at_length():
    job = "一级建造师，注册费每年3万元。" + FILLER * 10 + "五险一金，双休，驻现场，试用期三个月。"
    assert "ORDINARY" in codes(job)


def test_the_head_tells_what_a_long_text_is():
    assert "OFFICIAL" in codes("关于开展专项整治的通知\n" + far() + OFFER)
    assert "OFFICIAL" not in codes(far() + "关于开展专项整治的通知\n" + far() + OFFER)


def test_nothing_found_gives_no_passage():
    assert telling_passage([], weights()) == []


def test_a_passage_is_no_longer_than_signs_stand_together():
    passage = telling_passage(find_hits(look_at((OFFER + far(3)) * 5)), weights())
    signs = [hit for hit in passage if hit.concept.role != "clear"]
    assert max(hit.end for hit in signs) - min(hit.start for hit in signs) <= judging().together
