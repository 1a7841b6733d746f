import importlib
import sys
from pathlib import Path

import pytest
import yaml

from guazheng_lib.ads.model import weights
from guazheng_lib.ads.signs.lexicon import concepts

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks/ads"
HEADINGS = "正文,应判,原判,标注人,标注时间,说明\n"


@pytest.fixture(scope="module")
def train():
    sys.path.insert(0, str(BENCHMARK))
    yield importlib.import_module("train")
    sys.path.remove(str(BENCHMARK))


@pytest.fixture(scope="module")
def trained(train):
    return train.train(train.made_up())


def test_the_weights_on_file_are_those_that_training_gives(trained):
    on_file = {code: weights()[code] for code in trained}
    assert on_file == pytest.approx(trained, abs=0.02)


def test_what_was_not_trained_keeps_its_first_guess(train, trained):
    for code in set(concepts()) - set(trained):
        assert weights()[code] == train.first_guess(concepts()[code])


def test_the_file_says_that_it_is_made(train):
    text = train.as_yaml({"TRADE": 1.0})
    assert text.startswith("# ")
    assert "train.py" in text
    assert yaml.safe_load(text) == {"weights": {"TRADE": 1.0}}


def test_an_office_is_believed(train, trained, tmp_path):
    path = tmp_path / "招聘信息标注.csv"
    end = "号监理工程师的工程报价,未见异常,存疑，需人工看,甲,2026-11-01,\n"
    path.write_text(HEADINGS + "".join(f"{n}{end}" for n in range(9)), encoding="utf-8-sig")
    corrected = train.read_corrections(path)
    assert [example.is_broking for example in corrected] == [False] * 9
    assert train.train(train.made_up() + corrected)["PAY"] < trained["PAY"]


@pytest.mark.parametrize(
    ("label", "is_broking"),
    [
        ("疑似挂证中介", True),
        ("存疑，需人工看", True),
        ("疑似虚假招聘", False),
        ("未见异常", False),
    ],
)
def test_labels_of_the_office(train, tmp_path, label, is_broking):
    path = tmp_path / "标注.csv"
    path.write_text(f"{HEADINGS}二建转注,{label},,,,\n", encoding="utf-8-sig")
    assert [each.is_broking for each in train.read_corrections(path)] == [is_broking]
