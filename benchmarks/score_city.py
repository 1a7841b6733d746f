"""How right a run is, measured against the planted truth of a city (排查准确度).

    python benchmarks/score_city.py TRUTH_CSV OUTPUTS_DIR [--ads TRUTH_ADS]

Works for the demonstration city and for any city whose truth has the same columns. Prints no name
and no number of a person; exit 1 where a figure is below the target of issue 2.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

QUARANTINED = "quarantined"
INNOCENT = frozenset({"consistent", "exempt", "rectified"})
RAISED = frozenset({"priority", "review"})
KEY = ["county", "certificate_no", "person_id"]
SAID = ["level", "actual_employer", "indicators", "exemption"]


@dataclass(frozen=True)
class Figure:
    """A figure of the score: how many of how many, and the share asked for."""

    title: str
    hits: int
    total: int
    least: float = 0.0
    most: float = 1.0

    @property
    def share(self) -> float:
        """The share; a figure about nothing is neither good nor bad."""
        return self.hits / self.total if self.total else self.least

    @property
    def is_met(self) -> bool:
        """Whether the target is reached."""
        return self.least <= self.share <= self.most

    def __str__(self) -> str:
        mark = "达标" if self.is_met else "未达标"
        return f"{self.title:<24}{self.hits:>6} / {self.total:<6}{self.share:>9.2%}  {mark}"


def main(arguments: list[str] | None = None) -> int:
    """Read, score, print; give the exit status."""
    options = _options(arguments)
    truth = pd.read_csv(options.truth, dtype=str, keep_default_na=False)
    screened = read_outputs(options.outputs, "screening.parquet")
    if screened.empty:
        print("没有 screening.parquet，先运行 guazheng run")
        return 1
    judged = judge(truth, screened)
    figures = figures_of(judged, screened, count_set_aside(options.outputs))
    if options.ads:
        figures += ad_figures(options.ads, options.outputs)
    for figure in figures:
        print(figure)
    print()
    print(by_class(judged).to_string())
    return 0 if all(figure.is_met for figure in figures) else 1


def read_outputs(outputs: Path, name: str) -> pd.DataFrame:
    """Read one parquet of every county, with the stem of its folder as `county`."""
    tables = [
        pd.read_parquet(path).assign(county=path.parent.name)
        for path in sorted(outputs.glob(f"*/{name}"))
        if path.parent.name != "city"
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=KEY)


def judge(truth: pd.DataFrame, screened: pd.DataFrame) -> pd.DataFrame:
    """Put beside each planted row what the run said of it; no level where it was set aside."""
    said = screened.drop_duplicates(KEY)[
        [*KEY, "level", "actual_employer", "indicators", "exemption"]
    ]
    judged = truth.merge(said, on=KEY, how="left")
    judged["allowed"] = [set(levels.split("|")) for levels in judged["levels"]]
    judged["level"] = judged["level"].astype(object).where(judged["level"].notna(), QUARANTINED)
    judged["right"] = [
        level in allowed for level, allowed in zip(judged["level"], judged["allowed"], strict=True)
    ]
    judged["raised"] = judged["level"].isin(RAISED)
    judged["coded"] = [_coded(row) for row in judged.itertuples()]
    return judged


def _coded(row: object) -> bool:
    asked = set(str(row.codes).split("|")) - {""}  # type: ignore[attr-defined]
    given = row.indicators  # type: ignore[attr-defined]
    known = {} if isinstance(given, float) or given is None else set(given)
    return not asked or bool(asked & {*known, row.exemption})  # type: ignore[attr-defined]


def figures_of(judged: pd.DataFrame, screened: pd.DataFrame, set_aside: pd.Series) -> list[Figure]:
    """Work out the figures that issue 2 asks for."""
    aside = judged["levels"].eq(QUARANTINED)
    kept, lost = judged[~aside], judged[aside]
    planted = kept[[allowed <= RAISED for allowed in kept["allowed"]]]
    innocent = kept[[allowed <= INNOCENT for allowed in kept["allowed"]]]
    named = kept[kept["actual"].ne("")]
    once = screened.groupby(KEY).size().reindex(pd.MultiIndex.from_frame(kept[KEY])).eq(1)
    strange = len(screened) - int(once.sum())
    counted = lost["county"].value_counts()
    covered = (set_aside.reindex(counted.index).fillna(0) >= counted).all()
    hits = int(lost["level"].eq(QUARANTINED).sum()) if covered else 0
    agreeing = [a == b for a, b in zip(named["actual"], named["actual_employer"], strict=True)]
    priority = int(screened["level"].eq("priority").sum())
    return [
        Figure("每条注册恰好一行", int(once.sum()), len(kept), least=1.0),
        Figure("名单之外的行", strange, len(screened), most=0.0),
        Figure("级别合理", int(kept["right"].sum()), len(kept), least=0.97),
        Figure("预设线索被列出", int(planted["raised"].sum()), len(planted), least=0.98),
        Figure("无辜人员被列出", int(innocent["raised"].sum()), len(innocent), most=0.01),
        Figure("坏行被隔离", hits, len(lost), least=1.0),
        Figure("实际工作单位正确", sum(agreeing), len(named), least=0.95),
        Figure("指标或情形正确", int(kept["coded"].sum()), len(kept), least=0.95),
        Figure("重点核查占比", priority, len(screened), most=0.2),
    ]


def count_set_aside(outputs: Path) -> pd.Series:
    """Count the registrations in each county's quarantine.xlsx."""
    counts = {
        path.parent.name: int(
            pd.read_csv(path).query("source == 'registrations'")["quarantined"].sum()
        )
        for path in sorted(outputs.glob("*/reconciliation.csv"))
    }
    return pd.Series(counts, dtype="int64")


def ad_figures(truth: Path, outputs: Path) -> list[Figure]:
    """Score the advertisements: brokers found, honest ones left alone."""
    labels = pd.read_csv(truth, dtype=str)
    said = pd.read_parquet(outputs / "city" / "ads.parquet")[["ad_id", "verdict"]]
    judged = labels.merge(said, on="ad_id", how="left")
    broker, honest = (
        judged[judged["label"].eq("broker")],
        judged[~judged["label"].isin(["broker", "fake_job"])],
    )
    fake = judged[judged["label"].eq("fake_job")]
    found, blamed = broker["verdict"].isin(["broker", "suspect"]), honest["verdict"].eq("broker")
    return [
        Figure("广告：中介被列出", int(found.sum()), len(broker), least=0.9),
        Figure("广告：无辜被列为中介", int(blamed.sum()), len(honest), most=0.02),
        Figure(
            "广告：虚假招聘被列出",
            int(fake["verdict"].isin(["fake_job", "suspect"]).sum()),
            len(fake),
            least=0.9,
        ),
    ]


def by_class(judged: pd.DataFrame) -> pd.DataFrame:
    """Tabulate by planted class: rows, rows at an allowed level, what they were given."""
    return judged.groupby("cls").agg(
        rows=("right", "size"),
        right=("right", "sum"),
        coded=("coded", "sum"),
        given=(
            "level",
            lambda levels: " ".join(f"{k}:{n}" for k, n in levels.value_counts().items()),
        ),
    )


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="对照预设情形给排查结果打分")
    parser.add_argument("truth", type=Path)
    parser.add_argument("outputs", type=Path)
    parser.add_argument("--ads", type=Path)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
