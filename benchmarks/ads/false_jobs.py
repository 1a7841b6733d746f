"""Rank labelled real and fake advertisements (虚假招聘排序): average precision over random halves.

Half A trains, half B measures; copies of one text stay on one side. Ours is measured untrained, as
`classify` gives it, with the circumstances of the table (employers, shared texts, contacts), and
weighed by a small logistic model; against it stand linear models on TF-IDF of character 1-3-grams,
their C chosen by cross-validation inside A. Prints numbers, never a text.

    python benchmarks/ads/false_jobs.py [--shared DIR] [--halves 20]

The labels are the collectors' (`raw_label` 0.0 fake, 1.0 real): a judgement from many columns of
the site that the text does not show, often given to all advertisements of a firm at once. The
words and weights of `concepts/manner.yml` were written after reading the fake ones of one half
(`read`, by hash of the text), the other was never read. Four settings (how shouting, short texts,
parlours and hours count) were chosen with both numbers in view, so that none is a blind one.
"""

import argparse
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GridSearchCV, StratifiedGroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from guazheng_lib.ads import classify
from guazheng_lib.ads.circumstances import circumstances, with_circumstances
from guazheng_lib.ads.contacts import contacts_of
from guazheng_lib.ads.families import group_ids
from guazheng_lib.ads.manner import points_of_scores
from guazheng_lib.ads.verdicts import Verdict

SHARED = Path(__file__).resolve().parents[2] / "../shared"
WORDS, TABLE = "ours, untrained: words", "ours, untrained: words and circumstances"
WEIGHED, LOGISTIC, SVC = "ours, weighed on half A", "TF-IDF, logistic", "TF-IDF, linear SVC"
_FOLDS = 3
_CS = {LOGISTIC: (1.0, 10.0, 100.0), SVC: (0.05, 0.2, 1.0)}

Scores = NDArray[np.float64]
Ranker = Callable[[NDArray[np.bool_]], Scores]


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=SHARED)
    options.add_argument("--halves", type=int, default=20)
    asked = options.parse_args()
    path: Path = asked.shared / "real_data" / "job_ads.jsonl"
    if not path.exists():
        print(f"skipped: no {path.name}")
        return
    ads = read_ads(path)
    kept = ads["fake"].notna().to_numpy()
    signs = signs_of(ads)[kept].reset_index(drop=True)
    labelled = ads[kept].reset_index(drop=True)
    report_read_and_unread(labelled, signs)
    report_halves(labelled, signs, asked.halves)


def read_ads(path: Path) -> pd.DataFrame:
    """Read the advertisements; `fake` is missing where the collectors did not say."""
    lines = path.read_text(encoding="utf-8").splitlines()
    ads = pd.DataFrame([json.loads(line) for line in lines])
    ads["whole"] = ads["title"] + "\n" + ads["text"]
    ads["fake"] = ads["raw_label"].map({"0.0": 1.0, "1.0": 0.0})
    ads["read"] = [int(hashlib.md5(t.encode()).hexdigest(), 16) % 2 == 0 for t in ads["text"]]
    return ads


def signs_of(ads: pd.DataFrame) -> pd.DataFrame:
    """Give the untrained scores, and what the small model weighs; no label is looked at."""
    judged = classify(ads["whole"])
    table = pd.DataFrame(
        {"agency": None, "employer": ads["company"], "text": ads["text"], "score": judged["score"]}
    )
    contacts = [contacts_of(text) for text in ads["text"]]
    found = circumstances(table, contacts, group_ids(ads["text"]))
    verdicts = map(Verdict, judged["verdict"])
    both = zip(verdicts, judged["score"], found, strict=True)
    signs = pd.DataFrame({WORDS: judged["score"]})
    signs[TABLE] = [with_circumstances(*each)[1] for each in both]
    signs["points"] = points_of_scores(judged["score"].to_numpy())
    signs["contacts"] = [len(given) for given in contacts]
    for code in sorted({sign.code for signs_found in found for sign in signs_found}):
        signs[code] = [sum(s.points for s in all_of_it if s.code == code) for all_of_it in found]
    return signs


def report_read_and_unread(ads: pd.DataFrame, signs: pd.DataFrame) -> None:
    """Print the order on the half that was read and on the half that was not."""
    texts = pd.factorize(ads["text"])[0]
    fake = ads["fake"].to_numpy()
    for name, side in (("read", ads["read"].to_numpy()), ("unread", ~ads["read"].to_numpy())):
        print(f"half that was {name}: {side.sum()}, base rate {fake[side].mean():.3f}")
        ranked = {name: signs.loc[side, name].to_numpy() for name in (WORDS, TABLE)}
        ranked |= tfidf(ads["whole"], texts, fake, ~side)
        for ranker, scores in ranked.items():
            print(f"  {ranker:40}{average_precision_score(fake[side], scores):7.3f}")


def report_halves(ads: pd.DataFrame, signs: pd.DataFrame, halves: int) -> None:
    """Print each ranker's average precision over random halves, beside the better TF-IDF's."""
    rows = [measured(ads, signs, seed) for seed in range(halves)]
    results = pd.DataFrame(rows)
    base = results.pop("base rate")
    best = results[[LOGISTIC, SVC]].max(axis=1)
    print(f"\n{halves} random halves, base rate {base.mean():.3f}")
    print(f"{'average precision':42}{'mean':>7}{'sd':>7}  beats the better TF-IDF in")
    for name in results:
        column = results[name]
        wins = f"{(column > best).mean():.0%}" if name not in (LOGISTIC, SVC) else ""
        print(f"{name:42}{column.mean():7.3f}{column.std():7.3f}  {wins}")


def measured(ads: pd.DataFrame, signs: pd.DataFrame, seed: int) -> dict[str, float]:
    """Measure all rankers on one half, trained on the other."""
    texts = pd.factorize(ads["text"])[0]
    drawn = np.random.default_rng(seed).random(texts.max() + 1) < 0.5
    train = drawn[texts]
    fake = ads["fake"].to_numpy()
    rankers: dict[str, Ranker] = {
        WORDS: lambda train: signs.loc[~train, WORDS].to_numpy(),
        TABLE: lambda train: signs.loc[~train, TABLE].to_numpy(),
        WEIGHED: lambda train: weighed(signs, fake, train),
    }
    ranked = {name: ranker(train) for name, ranker in rankers.items()}
    ranked |= tfidf(ads["whole"], texts, fake, train)
    scores = {name: average_precision_score(fake[~train], each) for name, each in ranked.items()}
    return {"base rate": float(fake[~train].mean()), **scores}


def weighed(signs: pd.DataFrame, fake: Scores, train: NDArray[np.bool_]) -> Scores:
    """Weigh our signs by a small logistic model."""
    columns = signs.drop(columns=[WORDS, TABLE])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.03))
    model.fit(columns[train], fake[train])
    ranked: Scores = model.decision_function(columns[~train])
    return ranked


def tfidf(
    texts: pd.Series, groups: NDArray[np.intp], fake: Scores, train: NDArray[np.bool_]
) -> dict[str, Scores]:
    """Rank by linear models on character n-grams, their C chosen inside the training half."""
    words = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
    known, unknown = words.fit_transform(texts[train]), words.transform(texts[~train])
    models = {
        LOGISTIC: LogisticRegression(class_weight="balanced", max_iter=500),
        SVC: LinearSVC(class_weight="balanced", max_iter=5000),
    }
    ranked: dict[str, Scores] = {}
    for name, model in models.items():
        folds = StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=0)
        search = GridSearchCV(model, {"C": _CS[name]}, scoring="average_precision", cv=folds)
        search.fit(known, fake[train], groups=groups[train])
        ranked[name] = search.decision_function(unknown)
    return ranked


if __name__ == "__main__":
    main()
