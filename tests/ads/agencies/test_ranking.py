"""Agencies ranked: who is one agency, who stands first, and what is said of it."""

import pandas as pd
import pytest

from guazheng_lib.ads import rank_agencies

CODE = "91110000600037341L"
CONTACT = {"kind": "phone", "value": "13800000001", "start": 0, "end": 11}
ADDRESS = {"kind": "address", "value": "滨河大街100号", "start": 0, "end": 8}


def ads(*rows):
    empty = {"agency_uscc": None, "verdict": "clear", "score": 0.0, "employer": None}
    empty |= {"certificates": [], "contacts": [], "published_on": pd.Timestamp("2026-03-01")}
    made = [
        empty | {"ad_id": f"A{n}", "group_id": f"G{n}", "family_id": f"F{n}"} | row
        for n, row in enumerate(rows)
    ]
    return pd.DataFrame(made)


def licences(*rows):
    columns = ["agency", "agency_uscc", "licence_no", "county"]
    return pd.DataFrame(list(rows), columns=columns)


def names(ranked):
    return list(ranked["agency"])


SAME = {
    "有限公司与有限责任公司": ("甲乙人力资源有限公司", "甲乙人力资源有限责任公司"),
    "空格和全角括号": ("甲乙（滨城）人才服务有限公司", "甲乙 (滨城)人才服务有限公司"),
}
APART = {
    "分公司": ("甲乙人力资源有限公司", "甲乙人力资源有限公司滨城分公司"),
    "简称": ("甲乙人力资源有限公司", "甲乙人力"),
    "字号不同": ("甲乙人力资源有限公司", "甲丙人力资源有限公司"),
    "行业不同": ("甲乙人力资源有限公司", "甲乙教育咨询有限公司"),
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME.keys())
def test_spellings_of_one_name_are_one_agency(pair):
    rows = ads(*({"agency": name, "verdict": "suspect"} for name in (pair[0], *pair)))
    ranked = rank_agencies(rows, None)
    assert len(ranked) == 1
    assert (ranked["agency"].iloc[0], ranked["other_names"].iloc[0]) == (pair[0], [pair[1]])


@pytest.mark.parametrize("pair", APART.values(), ids=APART.keys())
def test_what_may_be_another_stays_apart(pair):
    rows = ads(*({"agency": name, "verdict": "suspect"} for name in pair))
    assert len(rank_agencies(rows, None)) == 2


def test_a_spelling_joins_the_one_code_and_a_listed_name_gives_the_licence():
    rows = ads(
        {"agency": "甲乙人力资源有限公司", "agency_uscc": CODE},
        {"agency": "甲乙人力资源有限责任公司", "verdict": "broker"},
    )
    listed = licences({"agency": "甲乙人力资源有限公司", "county": "甲县"})
    ranked = rank_agencies(rows, listed)
    assert len(ranked) == 1
    assert (ranked["licensed"].iloc[0], ranked["county"].iloc[0]) == (True, "甲县")


def test_a_clear_agency_is_found_on_the_list_under_another_spelling():
    rows = ads({"agency": "甲乙人力资源有限责任公司"}, {"agency": "丙丁人力资源有限公司"})
    ranked = rank_agencies(rows, licences({"agency": "甲乙人力资源有限公司"}))
    assert dict(zip(ranked["agency"], ranked["licensed"], strict=True)) == {
        "甲乙人力资源有限责任公司": True,
        "丙丁人力资源有限公司": False,
    }


def test_more_broking_comes_first_then_false_jobs_then_doubts():
    rows = ads(
        {"agency": "甲", "verdict": "suspect"},
        *[{"agency": "乙", "verdict": "broker"}, {"agency": "乙"}],
        {"agency": "丙", "verdict": "fake_job"},
        *[{"agency": "丁", "verdict": "broker"}, {"agency": "丁", "verdict": "broker"}],
        {"agency": "戊"},
    )
    assert names(rank_agencies(rows, None)) == ["丁", "乙", "丙", "甲", "戊"]


def test_of_equals_the_one_without_a_licence_comes_first():
    rows = ads({"agency": "甲", "verdict": "broker"}, {"agency": "乙", "verdict": "broker"})
    listed = pd.DataFrame(
        [{"agency": "乙", "agency_uscc": None, "licence_no": "1", "county": None}]
    )
    assert names(rank_agencies(rows, listed)) == ["甲", "乙"]
    assert names(rank_agencies(rows, None)) == ["乙", "甲"]


def test_what_is_said_of_an_agency():
    rows = ads(
        {
            **{"agency": "甲人力", "verdict": "broker", "family_id": "F", "employer": "永固建筑"},
            **{"certificates": ["二级建造师", "一级建造师"], "contacts": [CONTACT, ADDRESS]},
        },
        {
            "agency": "甲人力",
            "verdict": "suspect",
            "family_id": "F",
            "certificates": ["一级建造师"],
        },
        {"agency": "甲人力", "employer": "不相干商贸"},
        {"agency": "乙人力", "contacts": [CONTACT, ADDRESS]},
    )
    worst = rank_agencies(
        rows, pd.DataFrame(columns=["agency", "agency_uscc", "licence_no", "county"])
    )
    row = worst.iloc[0]
    assert (row["certificates"], row["certificate_ads"]) == (["一级建造师", "二级建造师"], [2, 1])
    assert (row["families"], row["largest_family"], row["employers"]) == (1, 2, ["永固建筑"])
    assert (row["shared_contacts"], row["linked_agencies"]) == (1, ["乙人力"])
    assert row["why"] == (
        "发布 3 条，其中 1 条疑似挂证中介、1 条存疑；涉及一级建造师 2 条、二级建造师 1 条；"
        "有 2 条出自同一来源（样式相同或联系方式相同）；与乙人力用同一联系方式；不在许可名录内。"
    )
    assert worst.iloc[1]["why"] == "发布 1 条，没有可疑的。"


def test_an_address_alone_or_nobodys_contact_links_no_agencies():
    rows = ads(
        {"agency": "甲人力", "contacts": [ADDRESS]},
        {"agency": "乙人力", "contacts": [ADDRESS]},
        {"agency": None, "contacts": [CONTACT]},
        {"agency": "丙人力", "contacts": [CONTACT]},
    )
    assert not rank_agencies(rows, None)["shared_contacts"].any()
