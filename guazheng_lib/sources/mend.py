"""Mended lines put in the place of the cells that they mend (按待改清单改正).

A line holds for the row as it stood when its list was written. So lines build on each other: a list
written after a first mending finds the row as that mending left it. Two lines that mend one cell
differently cancel each other: nobody here can tell which is right.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from guazheng_lib.sources.blame import masked, title
from guazheng_lib.sources.blocks import Block, known_ids
from guazheng_lib.sources.cells import is_number, shown
from guazheng_lib.sources.locate import Located
from guazheng_lib.sources.mended import MendedLine
from guazheng_lib.sources.mending_key import MendingKey, file_digest, key_of_cell
from guazheng_lib.sources.result import empty_quarantine
from guazheng_lib.sources.words import fold_heading
from guazheng_lib.terms.mending import MENDED_COLUMNS, Mended

_DIGITS_KEPT = 15
_NO_FILE = "现在的来件里没有这个文件（改名、换过或不再声明）"
_NO_KEY = "读回键缺失或被改动，不知道改的是哪一行"
_REMEDIES = {
    Mended.STILL_WRONG: "在最新的待改清单里再改这一行",
    Mended.REFUSED: "把这一格设为文本格式，重新填写完整号码",
    Mended.CONFLICT: "核对原始材料，只留正确的一处",
    Mended.UNKNOWN: "对照最新的待改清单，重新填写这一行",
}
_NO_COLUMN = "这张表里没有「{}」这一列，表头要与原文件一致"


@dataclass(frozen=True)
class Answer:
    """What became of a mended line (改正结果): the cell that it met, and why it was not used."""

    line: MendedLine
    outcome: Mended
    reason: str = ""
    block: Block | None = None
    field: str = ""


def mend(
    located: Sequence[Located], lines: Iterable[MendedLine]
) -> tuple[list[Located], list[Answer]]:
    """Replace the cells that lines mend (改正).

    Returns:
        The sheets with their rows mended, none more and none fewer; and for every line what
        became of it.
    """
    waiting: dict[tuple[str, int], list[tuple[MendedLine, MendingKey]]] = defaultdict(list)
    for line in sorted(lines):
        if key := line.parsed:
            waiting[key.file, key.row].append((line, key))
    answers: list[Answer] = []
    sheets = []
    for sheet in located:
        blocks = tuple(_mended_block(block, waiting, answers) for block in sheet.blocks)
        sheets.append(replace(sheet, blocks=blocks))
    gone = "原文件里已没有与清单相同的这一行（文件换过、行有增减，或内容改了）"
    for left in waiting.values():
        answers += [Answer(line, Mended.UNKNOWN, gone) for line, _ in left]
    return sheets, sorted(answers, key=lambda answer: answer.line)


def mended_table(answers: Iterable[Answer], quarantine: pd.DataFrame) -> pd.DataFrame:
    """Lay out what became of the lines (改正结果表), columns of `MENDED_COLUMNS`.

    A row that is set aside all the same says for what.
    """
    sheets = quarantine["sheet"].fillna("")
    places = zip(quarantine["file"], sheets, quarantine["row"], strict=True)
    reasons = dict(zip(places, quarantine["reason"], strict=True))
    rows = [_row(answer, reasons) for answer in answers]
    table = pd.DataFrame(rows, columns=list(MENDED_COLUMNS))
    return table.astype({n: "int64" if n == "workbook_row" else "str" for n in table})


def unplaced_table(lines: Iterable[MendedLine]) -> pd.DataFrame:
    """Lay out lines that are for no file at hand (无处可用的改正), as `mended_table`."""
    answers = [Answer(line, Mended.UNKNOWN, _NO_FILE if line.parsed else _NO_KEY) for line in lines]
    return mended_table(answers, empty_quarantine())


def _mended_block(
    block: Block,
    waiting: dict[tuple[str, int], list[tuple[MendedLine, MendingKey]]],
    answers: list[Answer],
) -> Block:
    file = file_digest(block.kind, block.file)
    wanted = {row for (of, row), lines in waiting.items() if of == file and lines}
    rows = block.rows[block.rows.isin(wanted)]
    changes: dict[str, dict[int, str]] = defaultdict(dict)
    for position, row, record in zip(
        rows.index, rows, block.cells.loc[rows.index].to_dict("records"), strict=True
    ):
        cells: dict[str, object] = {str(name): cell for name, cell in record.items()}
        for field, cell in _mended_row(block, row, cells, waiting[file, row], answers).items():
            changes[field][position] = cell
    return _with(block, changes) if changes else block


def _mended_row(
    block: Block,
    row: int,
    cells: dict[str, object],
    waiting: list[tuple[MendedLine, MendingKey]],
    answers: list[Answer],
) -> dict[str, str]:
    """Mend a row step by step, as long as a line fits; those that do wait no longer."""
    place = (block.file, block.sheet, row)
    taken: dict[str, str] = {}
    while True:
        keys = {key.field: key_of_cell(block.kind, place, key.field, cells) for _, key in waiting}
        fitting = [(line, key) for line, key in waiting if line.key == keys[key.field]]
        if not fitting:
            return taken
        for each in fitting:
            waiting.remove(each)
        step = _agreed(block, fitting, answers)
        cells = cells | step
        taken |= step


def _agreed(
    block: Block, fitting: Iterable[tuple[MendedLine, MendingKey]], answers: list[Answer]
) -> dict[str, str]:
    """Choose what the lines agree on, field by field."""
    by_field: dict[str, list[MendedLine]] = defaultdict(list)
    for line, key in fitting:
        field = _field_of(block, line.other) if line.other else key.field
        if field not in block.cells:
            reason = _NO_COLUMN.format(masked(line.other))
            answers.append(Answer(line, Mended.UNKNOWN, reason, block, key.field))
        elif is_number(line.value) and len(shown(line.value).lstrip("-")) > _DIGITS_KEPT:
            reason = "改正的内容按数字存放，15 位以后已丢失，无法还原"
            answers.append(Answer(line, Mended.REFUSED, reason, block, field))
        else:
            by_field[field].append(line)
    agreed: dict[str, str] = {}
    for field, lines in by_field.items():
        if len({line.value for line in lines}) == 1:
            agreed[field] = lines[0].value
        answers += [_answer(block, field, line, lines) for line in lines]
    return agreed


def _answer(block: Block, field: str, line: MendedLine, lines: Sequence[MendedLine]) -> Answer:
    other = next((each for each in lines if each.value != line.value), None)
    if other is None:
        return Answer(line, Mended.TAKEN, "", block, field)
    reason = f"与「{other.workbook}」第 {other.row} 行改得不一样"
    return Answer(line, Mended.CONFLICT, reason, block, field)


def _field_of(block: Block, named: str) -> str:
    """Tell which field a column's heading, or a field's Chinese name, means."""
    forms = set(fold_heading(named))
    for field in map(str, block.cells):
        known = (block.headings[field], title(block.kind, field), field)
        if any(form in forms for text in known for form in fold_heading(text)):
            return field
    return ""


def _with(block: Block, changes: Mapping[str, Mapping[int, str]]) -> Block:
    """Put the cells in their places; what was read from them is read again."""
    cells = block.cells.copy()
    for field, column in changes.items():
        cells.loc[list(column), field] = list(column.values())
    ids = known_ids(cells["person_id"]) if "person_id" in changes else block.ids
    mended = frozenset(position for column in changes.values() for position in column)
    return replace(block, cells=cells, ids=ids, mended=mended)


def _row(answer: Answer, reasons: Mapping[tuple[str, str, int], str]) -> list[object]:
    line, outcome, reason, block = answer.line, answer.outcome, answer.reason, answer.block
    key = line.parsed
    file, sheet, row, field = line.place
    if block is not None and key is not None:
        file, sheet, row = block.file, block.sheet or "", str(key.row)
        field = title(block.kind, answer.field)
        wrong = reasons.get((file, sheet, key.row))
        if outcome is Mended.TAKEN and wrong is not None:
            outcome, reason = Mended.STILL_WRONG, wrong
    value = masked(shown(line.value))[:100]
    start = [line.workbook, line.row, str(key.kind) if key else "", file, sheet, row, field]
    return [*start, value, line.by, str(outcome), reason, _REMEDIES.get(outcome, "")]
