"""The verification worksheet's way back into the casebook (核查表交回)."""

from guazheng_lib.casebook.worksheet.importing import import_worksheet
from guazheng_lib.casebook.worksheet.outcome import WorksheetOutcome

__all__ = ["WorksheetOutcome", "import_worksheet"]
