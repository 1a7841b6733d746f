"""Score the judgement of advertisements (招聘信息判断的成绩); prints counts, never a text.

The made-up city has labels; of the real advertisements none is known to broker certificates, so
each `broker` there is a false alarm until someone has read it. What is not there is skipped.

    python benchmarks/ads/score.py [--shared DIR]
"""

import argparse
import json
import time
from pathlib import Path

import pandas as pd

from guazheng_lib.ads import classify

SHARED = Path(__file__).resolve().parents[2] / "../shared"


def main() -> None:
    """Print both tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=SHARED)
    shared: Path = options.parse_args().shared
    classify(["预热"])
    score_city(shared / "sample_city")
    score_real(shared / "real_data" / "job_ads.jsonl")


def score_city(city: Path) -> None:
    """Print what was planted against what was said."""
    truth, workbook = city / "truth_ads.csv", city / "data" / "city" / "招聘信息.xlsx"
    if not (truth.exists() and workbook.exists()):
        print(f"skipped: no {truth.name} or no {workbook.name}")
        return
    labels = pd.read_csv(truth, encoding="utf-8").set_index("ad_id")["label"]
    ads = pd.read_excel(workbook, engine="calamine", dtype="str").set_index("信息编号")
    verdicts = classify(ads["正文"])["verdict"].set_axis(ads.index)
    print("sample city: planted (rows) × verdict (columns)")
    print(pd.crosstab(labels, verdicts).to_string(), end="\n\n")


def score_real(path: Path) -> None:
    """Print how many real advertisements are flagged, and how many are read in a second."""
    if not path.exists():
        print(f"skipped: no {path.name}")
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    ads = pd.DataFrame([json.loads(line) for line in lines])
    started = time.process_time()
    verdicts = classify(ads["title"] + "\n" + ads["text"])["verdict"]
    seconds = time.process_time() - started
    print(f"real advertisements: {len(ads)}, {len(ads) / seconds:,.0f} a CPU second")
    for verdict, goal in (("broker", 1 / 2000), ("suspect", 1 / 200)):
        count = int((verdicts == verdict).sum())
        print(f"{verdict}: {count} ({count / len(ads):.3%}; goal at most {goal:.3%})")
    print(pd.crosstab(ads["raw_label"], verdicts).to_string())


if __name__ == "__main__":
    main()
