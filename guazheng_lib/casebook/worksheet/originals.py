"""Whether a row is a lead of ours, as it went out (核对原样)."""

from guazheng_lib.casebook.worksheet.drafts import State
from guazheng_lib.casebook.worksheet.hidden import LeadRecord, digest
from guazheng_lib.casebook.worksheet.layout import sheet_layout
from guazheng_lib.casebook.worksheet.outcome import RowFault
from guazheng_lib.casebook.worksheet.reading import SheetRow

_KNOWN_OF_A_CASE = ("person_name", "person_id", "certificate_no", "registered_employer")


def check_unchanged(row: SheetRow, record: LeadRecord | None, state: State) -> None:
    """See that a row is a lead of ours, and that what went out came back as it was (核对原样).

    Raises:
        RowFault: names the cell that was changed.
    """
    if not row.key:
        raise RowFault("outcome", "这一行没有读回键，认不出是哪条线索；在原表那一条的行里填")
    if record is None and not state:
        raise RowFault(
            "outcome",
            "隐藏页里没有这条线索，台账里也没有；用原表填，"
            "或先用 guazheng casebook take 收录线索再交",
        )
    for name, text in row.shown.items():
        if not _is_as_it_was(name, text, record, state):
            title = sheet_layout().title_of(name)
            raise RowFault(name, f"「{title}」和发出时不同；改回原样，有出入的写在备注")


def _is_as_it_was(name: str, text: str, record: LeadRecord | None, state: State) -> bool:
    if record is not None:
        return name not in record.digests or digest(text) == record.digests[name]
    return name not in _KNOWN_OF_A_CASE or digest(text) == digest(str(state.get(name) or ""))
