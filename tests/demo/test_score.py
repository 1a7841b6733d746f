import importlib.util
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks/score_city.py"
TRUTH = """county,person_id,certificate_no,cls,levels,actual,codes
jia,99000001,Z1,consistent,consistent,,
jia,99000002,Z2,gz_plain,priority|review,甲市乙商贸有限公司,SI_OTHER
jia,99000003,Z3,lost_digits,quarantined,,
"""


@pytest.fixture(scope="module")
def score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_city", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _outputs(folder: Path, levels: list[str], set_aside: int) -> list[str]:
    county = folder / "outputs" / "jia"
    county.mkdir(parents=True)
    pd.DataFrame(
        {
            "county": "甲县",
            "person_id": ["99000001", "99000002"],
            "certificate_no": ["Z1", "Z2"],
            "level": levels,
            "actual_employer": [None, "甲市乙商贸有限公司"],
            "indicators": [[], ["SI_OTHER"]],
            "exemption": None,
        }
    ).to_parquet(county / "screening.parquet")
    pd.DataFrame({"source": ["registrations"], "quarantined": [set_aside]}).to_csv(
        county / "reconciliation.csv", index=False
    )
    (folder / "truth.csv").write_text(TRUTH, encoding="utf-8")
    return [str(folder / "truth.csv"), str(folder / "outputs")]


@pytest.mark.parametrize(
    ("levels", "set_aside", "missed"),
    [
        pytest.param(["review", "priority"], 1, "无辜人员被列出", id="冤枉一人"),
        pytest.param(["consistent", "data_gap"], 1, "预设线索被列出", id="漏掉一人"),
        pytest.param(["consistent", "review"], 0, "坏行被隔离", id="坏行不见了却没有记数"),
    ],
)
def test_below_a_target_is_exit_1(score, tmp_path, capsys, levels, set_aside, missed):
    assert score.main(_outputs(tmp_path, levels, set_aside)) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if "未达标" in line]
    assert any(line.startswith(missed) for line in lines)


def test_all_right_is_exit_0_and_names_nobody(score, tmp_path, capsys):
    assert score.main(_outputs(tmp_path, ["consistent", "review"], 1)) == 0
    said = capsys.readouterr().out
    assert "9900000" not in said
    assert "甲市乙" not in said


def test_nothing_screened_is_exit_1(score, tmp_path):
    (tmp_path / "truth.csv").write_text(TRUTH, encoding="utf-8")
    assert score.main([str(tmp_path / "truth.csv"), str(tmp_path)]) == 1
