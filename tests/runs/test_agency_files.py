"""Each suspicious agency with its own advertisements, links and case."""

import numpy as np
import pandas as pd
import pytest

from guazheng_lib.ads import screen_ads
from guazheng_lib.casebook.cases import agency_case
from guazheng_lib.casebook.states import state_columns
from guazheng_lib.runs.advertisements import Advertisements
from guazheng_lib.runs.agency_files import agency_files, links_of

BROKING = "长期收二级建造师机电，3万一年，配合社保，不用坐班，注册在甲市长河建设有限公司"
CODE = "91999999MA00000X0Y"


def advertisements(folder, *agencies, **changes):
    rows = [
        {
            "ad_id": f"LT{number}",
            "text": f"{BROKING}，编号{number}",
            "agency": name,
            "agency_uscc": code,
            "file": "招聘信息.xlsx",
            "sheet": "Sheet1",
            "row": number + 1,
        }
        for number, (name, code) in enumerate(agencies, start=1)
    ]
    missing = ("title", "employer", "published_on", "salary", "phone")
    table = pd.DataFrame(rows).assign(**dict.fromkeys(missing))
    file = folder / "ads.parquet"
    screen_ads(table).assign(**changes).to_parquet(file, index=False)
    return Advertisements(((file, np.ones(len(rows), np.bool_)),), None, len(rows))


def screening():
    return pd.DataFrame(
        {
            "registered_employer": ["甲市长河建设有限公司"],
            "registered_uscc": [None],
            "person_name": ["徐丙"],
            "certificate_no": ["建999200001"],
            "level": ["priority"],
        }
    )


def state(*cases):
    return pd.DataFrame(cases, columns=["case", "status"]).reindex(columns=list(state_columns()))


def files(found, cases=()):
    return agency_files(found, links_of(found, screening()), state(*cases))


@pytest.mark.parametrize(
    "agencies",
    [
        pytest.param([("甲公司", None), ("乙公司", None)], id="按名称"),
        pytest.param([("甲公司", None), (None, None)], id="没有写机构的另算"),
        pytest.param([("甲人力有限公司", None), ("甲人力有限责任公司", None)], id="写法不同的一家"),
    ],
)
def test_no_advertisement_is_lost_or_told_twice(tmp_path, agencies):
    found = advertisements(tmp_path, *agencies)
    told = [ad for file in files(found) for ad in file.ads["ad_id"]]
    assert sorted(told) == sorted(found.suspicious["ad_id"])
    assert len(told) == len(agencies)


def test_a_link_stands_with_its_agency(tmp_path):
    (file,) = files(advertisements(tmp_path, ("甲公司", None)))
    assert list(file.links["name"]) == ["甲市长河建设有限公司"]
    assert list(file.links["ad_ids"]) == [["LT1"]]


@pytest.mark.parametrize("code", ["", CODE], ids=["立册时没有代码", "立册时有代码"])
def test_the_case_is_found(tmp_path, code):
    found = advertisements(tmp_path, ("甲公司", CODE))
    (file,) = files(found, [(agency_case("甲公司", code), "verifying")])
    assert file.status == "核查中"


def test_without_suspicion_there_is_nobody_to_visit(tmp_path):
    assert files(advertisements(tmp_path, ("甲公司", None), verdict="clear")) == []
