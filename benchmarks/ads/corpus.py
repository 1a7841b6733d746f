"""Our own made-up texts by kind (自拟样例), and which of them are held out of training.

Whatever trains on them takes the part with `held_out=False`; whatever measures takes the other, a
quarter, of the hard ones an eighth. A template goes to one part with all that is drawn from it;
what fills its slots is common to both.

`examples/*.yml` are in the manner of the trade and of its surroundings. `examples/hard/*.jsonl` are
by twenty-one other authors, who had not seen the program: veiled offers, articles, agreements, and
for each an honest text in the same words. Most are harder than what offices get.
"""

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

KINDS = ("broker", "public", "ordinary", "near_miss", "training", "false_job")
HONEST = ("public", "ordinary", "near_miss", "training")
FOLDER = Path(__file__).resolve().parent / "examples"
HARD_ONE_IN = 8
_SLOT = re.compile(r"\{([a-z]+)(\d*)\}")


def is_held_out(wording: str, one_in: int = 4) -> bool:
    """Tell whether a text or template is kept from training: its SHA-256 ends so (留作评测)."""
    return hashlib.sha256(wording.encode()).digest()[-1] % one_in == 1


def texts(kind: str, *, held_out: bool, draws: int = 0, seed: int = 0) -> list[str]:
    """Give one part of the texts of a kind, and as many from each template as asked for."""
    written = _read(kind)
    kept = [text for text in written["texts"] if is_held_out(text) is held_out]
    rng = Random(f"{kind}/{seed}")
    templates = [each for each in written["templates"] if is_held_out(each) is held_out]
    return kept + [fill(template, rng) for template in templates for _ in range(draws)]


def hard_texts(kind: str, *, held_out: bool) -> list[str]:
    """Give one part of the hard texts of a kind (难例); of false jobs there are none."""
    return [text for text in _hard(kind) if is_held_out(text, HARD_ONE_IN) is held_out]


def fill(template: str, rng: Random) -> str:
    """Fill the slots of a template; `{cert2}` draws like `{cert}`, but something else."""
    slots, used = _read("slots"), set()

    def draw(slot: re.Match[str]) -> str:
        choices = slots.get(slot[1] + slot[2]) or slots[slot[1]]
        word: str = rng.choice([each for each in choices if each not in used])
        used.add(word)
        return word

    return _SLOT.sub(draw, template)


@cache
def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return data


@cache
def _hard(kind: str) -> list[str]:
    paths = sorted((FOLDER / "hard").glob(f"{kind}*.jsonl"))
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines]
