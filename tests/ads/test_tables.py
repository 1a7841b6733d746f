import pandas as pd
import pytest
from ads.advertisements import BROKERS, CLEAR

from guazheng_lib.ads import classify, rank_agencies, screen_ads, screening
from guazheng_lib.ads.families import group_ids
from guazheng_lib.ads.tables import RankedAgencies, ScreenedAds
from guazheng_lib.runs.parquet import write_table
from guazheng_lib.terms.tables import JobAds, column_titles

BROKER = BROKERS["聘证"]
HONEST = CLEAR["持证优先"]
CODE = "91110000600037341L"
OTHER_CODE = "91130302MA07TEST0X"


def ads(*rows):
    empty = {
        "agency": None,
        "agency_uscc": None,
        "employer": None,
        "salary": None,
        "phone": None,
        "title": None,
        "sheet": "广告",
        "file": "city/广告.xlsx",
        "published_on": pd.Timestamp("2024-08-01"),
    }
    made = [
        empty | {"ad_id": f"A{n}", "row": n + 2, "text": HONEST} | row for n, row in enumerate(rows)
    ]
    table = pd.DataFrame(made, dtype="object")[list(column_titles(JobAds))]
    return table.astype({"published_on": "datetime64[ns]", "row": "int64"})


def agencies(*rows):
    empty = {"agency_uscc": None, "licence_no": None, "county": None}
    return pd.DataFrame([empty | row for row in rows])


def test_classify_answers_in_order_and_survives_empty_cells():
    answers = classify([BROKER, None, float("nan"), "", HONEST])
    assert list(answers["verdict"]) == ["broker", "clear", "clear", "clear", "clear"]
    assert list(answers.columns) == ["verdict", "score", "reasons", "spans"]
    assert classify([]).empty


@pytest.mark.parametrize("text", [BROKER, BROKER.encode("gb18030")], ids=["文字", "字节"])
def test_a_text_by_itself_is_one_advertisement(text):
    assert list(classify(text)["verdict"]) == ["broker"]


def test_a_lone_surrogate_in_any_cell_can_be_stored(tmp_path):
    row = dict.fromkeys(("ad_id", "agency", "agency_uscc", "employer", "title"), "\ud800")
    screened = screen_ads(ads(row | {"text": f"{BROKER}\udfff"}))
    write_table(screened, tmp_path / "ads.parquet")
    assert screened["agency_uscc"].iloc[0] == "\ufffd"


def test_screen_ads_keeps_every_row_and_its_place():
    screened = screen_ads(ads({"text": BROKER}, {"text": HONEST}))
    contract = [
        "ad_id",
        "agency",
        "agency_uscc",
        "verdict",
        "score",
        "reasons",
        "spans",
        "group_id",
    ]
    assert list(screened.columns)[:8] == contract
    assert list(screened["row"]) == [2, 3]
    assert list(screened["verdict"]) == ["broker", "clear"]
    assert screened["certificates"].iloc[0] == ["二级建造师"]


def test_a_title_counts_but_spans_point_into_the_text():
    screened = screen_ads(ads({"title": "高价收一级建造师", "text": "唯一社保，5万一年，加微信"}))
    assert screened["verdict"].iloc[0] == "broker"
    spans, text = screened["spans"].iloc[0], screened["text"].iloc[0]
    assert {text[span["start"] : span["end"]] for span in spans} >= {"唯一社保", "5万一年"}


def test_screen_ads_of_no_rows():
    screened = screen_ads(ads({}).iloc[:0])
    assert list(screened.columns) == list(column_titles(ScreenedAds))
    assert list(rank_agencies(screened, None).columns) == list(column_titles(RankedAgencies))


def test_one_template_is_one_group_whatever_the_order():
    texts = [
        "急需一级建造师3名，转注，配合社保，3万一年，电话13800000000",
        "急需二建5名，转注，配合社保，2.5万一年，电话139****0001",
        "急需注册岩土8名，转注，配合社保哦，9万一年 电话13700000002",
        HONEST,
    ]
    one, two, three, honest = group_ids(texts)
    assert one == two == three != honest
    assert group_ids(texts[::-1]) == [honest, three, two, one]


def test_the_worst_agency_comes_first():
    ranked = rank_agencies(
        screen_ads(
            ads(
                {"agency": "甲乙人力资源有限公司"},
                {"agency": "丙丁人才服务中心", "text": BROKER, "published_on": "2024-09-01"},
                {"agency": "丙丁人才服务中心", "text": BROKER, "published_on": "2024-07-01"},
                {"agency": "丙丁人才服务中心"},
            )
        ),
        None,
    )
    worst = ranked.iloc[0]
    assert (worst["agency"], worst["ads"], worst["broker"]) == ("丙丁人才服务中心", 3, 2)
    assert worst["share"] == pytest.approx(2 / 3, abs=1e-4)
    assert (worst["first_on"].month, worst["last_on"].month) == (7, 9)
    assert (worst["certificates"], worst["groups"]) == (["二级建造师"], 1)
    assert ranked["licensed"].isna().all()


def test_agencies_join_by_code_then_by_folded_name():
    ranked = rank_agencies(
        screen_ads(
            ads(
                {"agency": "甲乙人力资源有限公司", "agency_uscc": CODE},
                {"agency": "甲乙人力 资源有限公司"},
                {"agency": "甲乙人力", "agency_uscc": CODE.lower()},
                {"agency": "丙丁（海港）人才中心", "agency_uscc": OTHER_CODE},
                {"agency": "丙丁(海港)人才中心"},
            )
        ),
        None,
    )
    assert sorted(ranked["ads"]) == [2, 3]


def test_a_code_that_fails_its_check_joins_nothing():
    rows = (
        {"agency": "甲", "agency_uscc": OTHER_CODE},
        {"agency": "乙", "agency_uscc": OTHER_CODE},
    )
    assert len(rank_agencies(screen_ads(ads(*rows)), None)) == 2


def test_licences_are_looked_up_by_code_and_name():
    listed = agencies(
        {
            "agency": "甲乙人力资源有限公司",
            "agency_uscc": CODE,
            "licence_no": "1",
            "county": "甲县",
        },
        {"agency": "丙丁（海港）人才中心", "licence_no": "2", "county": "乙县"},
    )
    screened = screen_ads(
        ads(
            {"agency": "甲乙公司", "agency_uscc": CODE},
            {"agency": "丙丁(海港)人才中心"},
            {"agency": "戊己职介所"},
            {},
        )
    )
    ranked = rank_agencies(screened, listed).set_index("agency")
    assert list(ranked.loc[["甲乙公司", "丙丁(海港)人才中心"], "county"]) == ["甲县", "乙县"]
    assert not ranked.loc["戊己职介所", "licensed"]
    assert ranked.loc[ranked.index.isna(), "licensed"].isna().all()


def test_order_of_advertisements_does_not_matter():
    rows = [{"agency": f"机构{n % 3}", "text": BROKER if n % 2 else HONEST} for n in range(9)]
    screened = screen_ads(ads(*rows))
    shuffled = screened.sample(frac=1, random_state=7).reset_index(drop=True)
    pd.testing.assert_frame_equal(rank_agencies(screened, None), rank_agencies(shuffled, None))


BAD_CELLS = {
    "空": "",
    "只有空格": "  \n",
    "孤立代理项": f"{BROKER}\udcff\ud800",
    "很长": "挂" * 1_000_000,
    "网页": f"<div><p>{BROKER}</p><script>x</script></div>",
    "乱码": BROKER.encode("gb18030").decode("latin-1"),
    "零字节": f"{BROKER}\x00",
}


@pytest.mark.parametrize("text", BAD_CELLS.values(), ids=BAD_CELLS.keys())
def test_bad_texts_are_judged_and_can_be_stored(text, tmp_path):
    screened = screen_ads(
        ads({"text": text, "title": "急聘\ud800", "agency": "甲\udfff", "phone": "138****0001"})
    )
    write_table(screened, tmp_path / "ads.parquet")
    stored = pd.read_parquet(tmp_path / "ads.parquet").iloc[0]
    assert len(stored["text"]) == len(text)
    assert all(0 <= span["start"] < span["end"] <= len(text) for span in stored["spans"])
    assert list(stored["contacts"]) == []


@pytest.mark.parametrize(
    "cell",
    [BROKER.encode("gb18030"), BROKER.encode("utf-8"), f"\ufeff{BROKER}".encode()],
    ids=["gb18030", "utf-8", "utf-8 带标记"],
)
def test_bytes_are_read_in_their_encoding(cell):
    assert list(classify([cell, 12.5, b"\xff\xfe\xfd", pd.NA])["verdict"]) == [
        "broker",
        *["clear"] * 3,
    ]


def test_classify_reads_a_generator_as_it_goes():
    read = []

    def texts():
        for text in (BROKER, HONEST):
            read.append(text)
            yield text

    assert list(classify(texts())["verdict"]) == ["broker", "clear"]
    assert read == [BROKER, HONEST]


def test_contacts_and_families_of_a_table():
    screened = screen_ads(
        ads(
            {"text": f"{BROKER}，电话13800000001", "phone": "138 0000 0001"},
            {"text": HONEST, "title": "招聘 QQ7654321", "phone": "13800000001"},
            {"text": HONEST},
        )
    )
    values = [[each["value"] for each in found] for found in screened["contacts"]]
    assert values == [["13800000001"], ["7654321", "13800000001"], []]
    text, contact = screened["text"].iloc[0], screened["contacts"].iloc[0][0]
    assert text[contact["start"] : contact["end"]] == "13800000001"
    assert [each["start"] for each in screened["contacts"].iloc[1]] == [None, None]
    assert screened["group_id"].nunique() == 2
    assert len(set(screened["family_id"])) == 1


def test_a_batch_makes_no_difference(monkeypatch):
    rows = [{"text": f"{BROKER if n % 2 else HONEST}，电话1380000000{n}"} for n in range(9)]
    whole = screen_ads(ads(*rows))
    monkeypatch.setattr(screening, "AT_ONCE", 2)
    pd.testing.assert_frame_equal(screen_ads(ads(*rows)), whole)
