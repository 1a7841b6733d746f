"""Four readers of advertisements, to be measured side by side (四种读法).

Each takes texts and gives a verdict for each; the baselines know `suspect` and `clear` only.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence

import corpus
import numpy as np

from guazheng_lib.ads import classify

Reader = Callable[[Sequence[str]], list[str]]
OURS, RAISED = "ours", ("broker", "suspect")
DRAWS = 20

KEYWORDS = (
    *("挂靠", "挂证", "挂章", "挂资质", "租证", "聘证", "收证", "出证", "求证", "寻证"),
    *("证书出租", "出租证书", "证书租借", "证书闲置", "证书费", "证书使用费", "人证分离"),
    *("唯一社保", "唯社保", "配合社保", "不转社保", "转注", "初始注册", "不坐班", "只注册"),
)
"""What an officer would type into a search box; no word that ordinary jobs use every day."""


def readers() -> dict[str, Reader]:
    """Give every reader by name, ours first; the linear model is trained here."""
    return {
        OURS: ours,
        "keywords": keywords,
        "NFKC+keywords": normalised_keywords,
        "TF-IDF": train_tfidf(),
    }


def ours(texts: Sequence[str]) -> list[str]:
    """Read with the package."""
    verdicts: list[str] = classify(texts)["verdict"].astype("str").tolist()
    return verdicts


def keywords(texts: Sequence[str]) -> list[str]:
    """Suspect whatever has one of the words."""
    return _verdicts(any(word in text for word in KEYWORDS) for text in texts)


def normalised_keywords(texts: Sequence[str]) -> list[str]:
    """Suspect whatever has one of the words after NFKC."""
    return keywords([unicodedata.normalize("NFKC", text) for text in texts])


def train_tfidf() -> Reader:
    """Train a linear model on character n-grams of the undisguised texts for training."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict
    from sklearn.pipeline import make_pipeline

    written = {
        kind: corpus.texts(kind, held_out=False, draws=DRAWS)
        + corpus.hard_texts(kind, held_out=False)
        for kind in corpus.KINDS
    }
    learnt = [text for kind in corpus.KINDS for text in written[kind]]
    is_broker = np.array([kind == "broker" for kind in corpus.KINDS for _ in written[kind]])
    model = make_pipeline(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 4), sublinear_tf=True),
        LogisticRegression(C=30, class_weight="balanced", max_iter=1000),
    )
    guessed = cross_val_predict(model, learnt, is_broker, cv=5, method="predict_proba")[:, 1]
    threshold = _best_threshold(is_broker, guessed)
    model.fit(learnt, is_broker)
    return lambda texts: _verdicts(model.predict_proba(texts)[:, 1] >= threshold)


def _best_threshold(truth: np.ndarray, guessed: np.ndarray) -> float:
    """Choose where the training texts are parted best (F1, in five folds)."""
    from sklearn.metrics import precision_recall_curve

    precision, recall, thresholds = precision_recall_curve(truth, guessed)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return float(thresholds[f1[:-1].argmax()])


def _verdicts(raised: Iterable[bool]) -> list[str]:
    return ["suspect" if each else "clear" for each in raised]
