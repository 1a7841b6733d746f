"""Score four readers of advertisements side by side (招聘信息判断的成绩); see README.md here.

Prints counts and rates, never a text, unless a developer asks for misses (numbers masked).

    python benchmarks/ads/score.py [--shared DIR] [--texts FILE.jsonl …] [--show N]
"""

import argparse
import gc
import json
import time
from pathlib import Path

import corpus
import pandas as pd
from evasion import print_families
from readers import OURS, RAISED, Reader, readers
from shown import print_missed

SHARED = Path(__file__).resolve().parents[2] / "../shared"
SPEED = 3000
GOALS = {
    "broker": "raised ≥ 95%",
    "public": "broker 0, suspect ≤ 2%",
    "ordinary": "broker ≤ 0.05%, suspect ≤ 0.5%",
    "near_miss": "broker 0",
}
NOTE = """\
Made-up texts, the part no model was trained on (a quarter, of the hard ones an eighth, by hash;
a template goes with what is drawn from it, what fills the slots is common to all). TF-IDF and the
weights of `ours` were trained on the other texts; the words of `ours` were written by people who
could read all but the hard ones.
raised = broker or suspect."""
VERDICTS = ("broker", "suspect", "fake_job", "clear")


def main() -> None:
    """Print every table that there is something for."""
    options = _options()
    reading = readers()
    print(NOTE, end="\n\n")
    made_up = {kind: corpus.texts(kind, held_out=True, draws=10) for kind in corpus.KINDS}
    score_kinds("made-up texts", made_up, reading, options.show)
    hard = {kind: corpus.hard_texts(kind, held_out=True) for kind in (*corpus.HONEST, "broker")}
    score_kinds("hard texts, by other authors", hard, reading, options.show)
    print_families(made_up, reading, OURS, options.show)
    for path in options.texts:
        score_kinds(path.name, read_texts(path), reading, options.show)
    score_real(options.shared / "real_data" / "job_ads.jsonl", reading)
    score_city(options.shared / "sample_city", reading)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=SHARED)
    options.add_argument("--texts", type=Path, nargs="*", default=[], help="more {kind, text}")
    options.add_argument("--show", type=int, default=0, metavar="N", help="misses to print")
    return options.parse_args()


def score_kinds(
    title: str, texts: dict[str, list[str]], reading: dict[str, Reader], show: int
) -> None:
    """Print how often each verdict falls for each kind of text."""
    rows = []
    for kind, found in texts.items():
        verdicts = {name: pd.Series(reader(found)) for name, reader in reading.items()}
        shares = verdicts[OURS].value_counts(normalize=True)
        row = {"kind": kind, "texts": len(found)}
        row |= {f"{OURS} {verdict}": f"{shares.get(verdict, 0):.1%}" for verdict in VERDICTS}
        row |= {name: f"{_raised(said):.1%}" for name, said in verdicts.items()}
        rows.append(row | {"goal": GOALS.get(kind, "")})
        wrong = verdicts[OURS].isin(RAISED) != kind.startswith("broker")
        print_missed(
            kind, [text for text, is_wrong in zip(found, wrong, strict=True) if is_wrong], show
        )
    print(f"{title}: verdicts of {OURS}; raised by each reader")
    print(pd.DataFrame(rows).to_string(index=False), end="\n\n")


def score_real(path: Path, reading: dict[str, Reader]) -> None:
    """Print how many real advertisements are raised, none of them known to broker, and how fast."""
    if not path.exists():
        print(f"skipped: no {path.name}")
        return
    ads = pd.DataFrame(_lines(path))
    texts = (ads["title"] + "\n" + ads["text"]).tolist()
    rows, speeds = [], {}
    for name, reader in reading.items():
        reader(texts[:50])
        # What the other readers hold is no garbage of this one: the collector need not walk it.
        gc.collect()
        gc.freeze()
        started = time.process_time()
        verdicts = pd.Series(reader(texts))
        speeds[name] = len(texts) / (time.process_time() - started)
        rows.append({"reader": name} | {v: int(verdicts.eq(v).sum()) for v in VERDICTS})
    ratio = speeds["keywords"] / speeds[OURS]
    print(
        f"real advertisements: {len(texts)}, none known to broker certificates"
        f" (goal broker ≤ {len(texts) / 2000:.0f}, suspect ≤ {len(texts) / 200:.0f})"
    )
    print(pd.DataFrame(rows).to_string(index=False))
    print(
        f"{OURS}: {speeds[OURS]:,.0f} advertisements a CPU second (goal {SPEED:,});"
        f" keywords are {ratio:.0f} times as fast",
        end="\n\n",
    )


def score_city(city: Path, reading: dict[str, Reader]) -> None:
    """Print what was planted in the sample city against what was said."""
    truth, workbook = city / "truth_ads.csv", city / "data" / "city" / "招聘信息.xlsx"
    if not (truth.exists() and workbook.exists()):
        print(f"skipped: no {truth.name} or no {workbook.name}")
        return
    labels = pd.read_csv(truth, encoding="utf-8").set_index("ad_id")["label"]
    ads = pd.read_excel(workbook, engine="calamine", dtype="str").set_index("信息编号")
    verdicts = pd.Series(reading[OURS](ads["正文"].fillna("").tolist()), ads.index, name=OURS)
    print("sample city: planted (rows) × verdict (columns)")
    print(pd.crosstab(labels, verdicts).to_string())


def read_texts(path: Path) -> dict[str, list[str]]:
    """Read texts by kind from lines of JSON."""
    found: dict[str, list[str]] = {}
    for line in _lines(path):
        found.setdefault(line["kind"], []).append(line["text"])
    return found


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _raised(verdicts: pd.Series) -> float:
    return float(verdicts.isin(RAISED).mean())


if __name__ == "__main__":
    main()
