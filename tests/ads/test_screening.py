"""What joins advertisements reaches each of them: circumstances among the reasons."""

from contextlib import closing

import pandas as pd
import pytest

from guazheng_lib.ads.circumstances import Circumstance
from guazheng_lib.ads.screening import AdScreening, complete, screen_ads
from guazheng_lib.terms.tables import JobAds, column_titles

TEXT = "招聘打包员，日结，在家可做，无需经验，名额有限，先到先得，加微信abc12345，欢迎宝妈学生"


def ads(*rows):
    made = [{"ad_id": f"A{n}", "text": TEXT, "row": n + 2} | row for n, row in enumerate(rows)]
    table = pd.DataFrame(made, columns=list(column_titles(JobAds))).assign(file="a.csv")
    return JobAds.validate(table)


def test_one_text_under_many_employers_is_told_with_its_reason():
    firms = ("滨城永固建筑有限公司", "甲县鼎新服装有限公司", "乙县长乐餐饮有限公司")
    screened = screen_ads(ads(*({"employer": name} for name in firms)))
    assert all("SHARED_TEXT" in codes for codes in screened["circumstances"])
    assert all(any("3 家互不相干" in said for said in reasons) for reasons in screened["reasons"])
    alone = screen_ads(ads({"employer": firms[0]}))
    assert list(alone["circumstances"]) == [[]]
    assert screened["score"].iloc[0] >= alone["score"].iloc[0]


def test_signs_reach_the_row_they_speak_of():
    with closing(AdScreening()) as screening:
        judged = screening.read(ads({}, {}, {}))
        joined = screening.join()
    sign = Circumstance("SHARED_PHONE", "电话多家共用", "所留电话由 3 家互不相干的单位共用", 1.0, 3)
    joined["signs"] = pd.Series([[], [sign], []], dtype="object")
    whole = complete(judged, joined)
    assert [len(codes) for codes in whole["circumstances"]] == [0, 1, 0]
    assert whole["reasons"].iloc[1][-1] == sign.reason
    assert list(whole["verdict"].iloc[[0, 2]]) == list(judged["verdict"].iloc[[0, 2]])
    assert whole["score"].iloc[1] >= whole["score"].iloc[0]


def test_a_sign_that_does_not_count_is_not_told():
    with closing(AdScreening()) as screening:
        judged = screening.read(ads({})).assign(verdict="suspect", score=60.0)
        joined = screening.join()
    loud = Circumstance("LOUD_EMPLOYER", "", "同一单位另有 9 条信息", 2.0, 9)
    joined["signs"] = pd.Series([[loud]], dtype="object")
    whole = complete(judged, joined)
    assert whole["circumstances"].iloc[0] == []
    assert loud.reason not in whole["reasons"].iloc[0]
    assert whole["score"].iloc[0] == 60.0


@pytest.mark.parametrize("size", [0, 1])
def test_few_rows(size):
    assert len(screen_ads(ads(*[{}] * size))) == size
