"""Groups of one wording, families of one source."""

import random
from contextlib import closing

import numpy as np
import pytest

from guazheng_lib.ads.families import MOST_ADVERTISERS, family_keys, group_ids
from guazheng_lib.ads.families import groups as groups_module
from guazheng_lib.ads.families.groups import Groups
from guazheng_lib.ads.templates import LONGEST, template_of

TEXT = (
    "建筑公司长期聘用一级建造师，配合社保即可，不用坐班，注册成功付全款，3万一年，电话13800000001"
)
SAME = {
    "换证书": TEXT.replace("一级建造师", "注册监理工程师"),
    "换价钱": TEXT.replace("3万", "2.8万"),
    "换电话": TEXT.replace("13800000001", "139 0000 0002"),
    "繁体": TEXT.replace("长期聘用", "長期聘用").replace("注册", "註冊"),
    "夹零宽字符": "\u200b".join(TEXT),
    "夹空格": " ".join(TEXT),
    "多一个语气词": TEXT.replace("即可", "就行"),
    "换标点": TEXT.replace("，", "！！"),
}
OTHER = {
    "普通岗位": "建筑公司长期聘用造价员，到项目部坐班，五险一金，月薪6000元，电话13800000001",
    "另一家的说法": "一级建造师转注，唯一社保，三年一签，先付一半，有意者加微信详谈，中介勿扰",
    "只字未同": "门店招聘收银员两名，早晚班轮换，包吃住，有健康证者优先",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_a_template_filled_in_again_is_one_group(text: str):
    one, other = group_ids([TEXT, text])
    assert one == other


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER.keys())
def test_other_wording_is_another_group(text: str):
    one, other = group_ids([TEXT, text])
    assert one != other


def test_price_lists_of_different_brokers_stay_apart():
    lists = [
        "一建房建3.5万 二建市政1.2万 监理2万 电话13800000001",
        "二建机电1.5万/年，一造3万/年，注册岩土8万/年，电话13900000002",
        "注册电气6万 注册暖通5万 一级结构9万 微信同号13700000003",
        "八大员800元 中级职称1500元 技工证300元 电话13600000004",
    ]
    assert len(set(group_ids(lists))) == len(lists)


def test_the_same_price_list_again_is_one_group():
    listed = "一建房建3.5万 二建市政1.2万 监理2万 一造2.6万 二造0.8万 电话13800000001"
    one, other = group_ids([listed, listed.replace("13800000001", "13900000002")])
    assert one == other


def test_neither_order_nor_batch_changes_an_id():
    texts = [TEXT, *SAME.values(), *OTHER.values()]
    ids = dict(zip(texts, group_ids(texts), strict=True))
    shuffled = random.Random(7).sample(texts, len(texts))
    assert dict(zip(shuffled, group_ids(shuffled), strict=True)) == ids
    templates = [template_of(text) for text in texts]
    with closing(Groups()) as whole, closing(Groups()) as parts:
        whole.add(templates)
        for template in templates:
            parts.add([template])
        assert whole.keys().tolist() == parts.keys().tolist()


def test_an_id_does_not_hang_on_unrelated_advertisements():
    assert group_ids([TEXT])[0] == group_ids([*OTHER.values(), TEXT])[-1]


def test_no_texts_empty_texts_and_endless_texts():
    assert group_ids([]) == []
    empty, blank, endless, surrogate = group_ids(["", " ", "挂" * 1_000_000, "挂\ud800"])
    assert empty == blank
    assert len({empty, endless, surrogate}) == 3
    assert len(template_of("急" * (LONGEST + 1))) == LONGEST


def test_candidates_are_verified(monkeypatch: pytest.MonkeyPatch):
    alike = [TEXT, OTHER["普通岗位"]]
    everything = np.zeros((2, groups_module.BANDS), np.uint32)
    monkeypatch.setattr(groups_module, "bands_of", lambda texts: everything[: len(texts)])
    one, other = group_ids(alike)
    assert one != other


def keys(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.uint64)


def test_a_shared_contact_joins_groups():
    families = family_keys(keys(11, 12, 13), keys(1, 2, 3), [0, 1, 2], keys(70, 70, 71))
    assert families.tolist() == [11, 11, 13]


def test_contacts_join_over_several_steps_whatever_the_order():
    groups, rows, contacts = keys(14, 13, 12, 11), [0, 1, 1, 2, 2, 3], keys(70, 70, 71, 71, 72, 72)
    families = family_keys(groups, keys(1, 2, 3, 4), rows, contacts)
    assert set(families.tolist()) == {11}
    back = family_keys(groups[::-1], keys(4, 3, 2, 1), [3 - row for row in rows], contacts)
    assert back.tolist() == families.tolist()


def test_what_everybody_gives_joins_nobody():
    many = MOST_ADVERTISERS + 1
    groups, advertisers = keys(*range(100, 100 + many)), keys(*range(1, many + 1))
    hotline = keys(*[70] * many)
    assert len(set(family_keys(groups, advertisers, range(many), hotline).tolist())) == many
    few = MOST_ADVERTISERS
    joined = family_keys(groups[:few], advertisers[:few], range(few), hotline[:few])
    assert set(joined.tolist()) == {100}


def test_a_text_that_everybody_copies_joins_nobody_but_its_own_advertiser():
    many = MOST_ADVERTISERS + 1
    groups, advertisers = keys(*[100] * (many + 1)), keys(*range(1, many + 1), 1)
    families = family_keys(groups, advertisers, [], keys()).tolist()
    assert families[0] == families[-1]
    assert len(set(families)) == many


def test_nobody_named_counts_as_nobody():
    many = MOST_ADVERTISERS + 5
    families = family_keys(
        keys(*range(1, many + 1)), keys(*[0] * many), range(many), keys(*[70] * many)
    )
    assert set(families.tolist()) == {1}
