"""Where advertisements meet units and people of the screening."""

import pandas as pd

from guazheng_lib.ads.agencies.links import (
    COLUMNS,
    EMPLOYER_NAMED,
    IS_UNIT,
    PERSON_WITH_CERTIFICATE,
    PERSON_WITH_FIRM,
    UNIT_IN_TEXT,
    agency_links,
)

CODE = "91110000600037341L"
AGENCY = "甲乙人力资源有限公司"
UNIT = "滨城市永固建筑工程有限公司"
OTHER_UNIT = "滨城市鼎新市政工程有限公司"
NUMBER = "冀1132099999000001"
UNITS = pd.DataFrame({"registered_employer": [UNIT, OTHER_UNIT], "registered_uscc": [None, None]})
PEOPLE = pd.DataFrame(
    {
        "person_name": ["钱测试", "孙测试"],
        "registered_employer": [UNIT, OTHER_UNIT],
        "certificate_no": [NUMBER, "冀1132099999000002"],
    }
)


def linked(*ads, agency=AGENCY, units=UNITS, code=None):
    empty = {
        "agency": agency,
        "agency_uscc": code,
        "employer": None,
        "title": None,
        "verdict": "suspect",
    }
    rows = [empty | {"ad_id": f"A{n}"} | ad for n, ad in enumerate(ads, start=1)]
    agencies = pd.DataFrame({"agency": [agency], "agency_uscc": [code], "other_names": [[]]})
    found = agency_links(pd.DataFrame(rows), agencies, units, PEOPLE)
    assert list(found.columns) == list(COLUMNS)
    return [
        (row["subject"], row["name"], row["how"], row["ad_ids"]) for row in found.to_dict("records")
    ]


def test_the_employer_that_the_advertisement_names():
    ad = {"employer": "滨城市永固建筑工程有限责任公司", "text": "聘一建，不坐班"}
    assert linked(ad) == [("unit", UNIT, EMPLOYER_NAMED, ["A1"])]


def test_a_unit_in_the_text_and_every_advertisement_once():
    ad = {"text": f"为{UNIT}升资质聘一建，{UNIT}直签"}
    clear = ad | {"verdict": "clear"}
    assert linked(ad, clear, ad) == [("unit", UNIT, UNIT_IN_TEXT, ["A1", "A3"])]


def test_a_short_form_or_another_firm_is_no_unit():
    assert linked({"text": "永固建筑聘一建", "employer": "滨城市永固商贸有限公司"}) == []


def test_the_agency_itself_is_a_unit():
    ad = {"text": "聘一建，不坐班"}
    assert linked(ad, agency=UNIT) == [("unit", UNIT, IS_UNIT, [])]
    units = UNITS.assign(registered_uscc=[CODE, None])
    assert linked(ad, units=units, code=CODE) == [("unit", UNIT, IS_UNIT, [])]


def test_a_name_counts_only_with_the_firm_or_the_certificate():
    assert linked({"text": "钱测试，一级建造师，可挂靠"}) == []
    with_firm = linked({"text": "钱测试、孙测试，可挂靠", "employer": UNIT})
    assert ("person", "钱测试", PERSON_WITH_FIRM, ["A1"]) in with_firm
    assert not [link for link in with_firm if link[1] == "孙测试"]
    with_number = linked({"text": f"钱测试，证书 {NUMBER.lower()}，可挂靠"})
    assert with_number == [("person", "钱测试", PERSON_WITH_CERTIFICATE, ["A1"])]


def test_an_agency_known_by_its_code_alone():
    rows = [{"ad_id": "A1", "agency": None, "agency_uscc": CODE, "employer": UNIT, "title": None}]
    agencies = pd.DataFrame({"agency": [AGENCY], "agency_uscc": [CODE], "other_names": [[]]})
    ads = pd.DataFrame(rows).assign(verdict="broker", text="聘一建")
    found = agency_links(ads, agencies, UNITS, PEOPLE)
    assert list(found["agency"]) == [AGENCY]


def test_nothing_known_and_nothing_published():
    nothing = UNITS.iloc[:0]
    assert linked({"text": "聘一建", "employer": UNIT}, units=nothing, agency=None) == [
        ("unit", UNIT, EMPLOYER_NAMED, ["A1"])
    ]
    assert linked({"text": "聘一建", "verdict": "clear"}) == []
