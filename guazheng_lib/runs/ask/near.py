"""Names that may have been meant (相近的名称): short forms, slips, characters of equal sound."""

from collections.abc import Iterable

from guazheng_lib.runs.ask.question import Question

MOST = 8
_SURE = 73.0  # the score from which two spellings are one firm, slips and short forms included
_LIKELY = 45.0
_COMPARED = 30
_SHORTEST, _LONGEST_NAME = 2, 4


def near_firms(question: Question, names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Find the firm that another spelling or a short name stands for, else the likely (相近单位).

    Returns:
        The names that are meant, and those that only may be.
    """
    from rapidfuzz import fuzz, process

    from guazheng_lib.employers.compare import compare_names
    from guazheng_lib.employers.names import parse_name
    from guazheng_lib.terms.catalogue import Relation

    known = list(names)
    asked = parse_name(question.text)
    likely = process.extract(question.folded, known, scorer=fuzz.partial_ratio, limit=_COMPARED)
    compared = [(compare_names(asked, parse_name(name)), name) for name, _, _ in likely]
    sure = [
        name for said, name in compared if said.relation is Relation.SAME and said.score >= _SURE
    ]
    holding = [name for name in known if len(question.folded) >= _SHORTEST and question.is_in(name)]
    scored = sorted(compared, key=lambda each: -each[0].score)
    maybe = [name for said, name in scored if said.score >= _LIKELY]
    meant = list(dict.fromkeys(sure)) or holding[: len(holding) == 1]
    return meant, list(dict.fromkeys(holding + maybe))[:MOST]


def near_people(question: Question, people: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Find people whose names hold or sound like the one asked for (相近姓名), by their number."""
    from guazheng_lib.employers.edits import sounds_like

    asked = question.folded
    if len(asked) > _LONGEST_NAME or asked.isascii():
        return {}
    return {number: name for number, name in people if asked in name or sounds_like(name, asked)}
