"""What people wrote into a county's documents since the last run (改动过的文件).

The officer's own words in the report go into the new report; any other output that somebody
changed is kept beside the new one. Nobody's work is overwritten.
"""

import shutil
from pathlib import Path

from guazheng_lib.runs.fingerprint import sha256

REPORT = "总结报告.docx"
FORMER_REPORT = ".总结报告.上一版.docx"


def lay_down_former(published: Path, staged: Path) -> None:
    """Lay the published report into a staging folder, for the new one to take over its words."""
    if (published / REPORT).exists():
        shutil.copyfile(published / REPORT, staged / FORMER_REPORT)


def former_report(folder: Path) -> Path | None:
    """Find the report whose words the new one takes over (上一版报告)."""
    laid_down, own = folder / FORMER_REPORT, folder / REPORT
    return next((path for path in (laid_down, own) if path.exists()), None)


def keep_changed(path: Path, vouched: str | None, new: str) -> Path | None:
    """Keep a workbook that somebody changed since it was published, under its own name (留存).

    Args:
        path: the published file.
        vouched: its hash when it was published; None where nobody knows.
        new: the hash of what takes its place.

    Returns:
        Where it is kept; None where nobody changed it.
    """
    is_known = vouched is not None and path.suffix == ".xlsx" and path.exists()
    if not is_known or sha256(path) in (vouched, new):
        return None
    for number in range(1, 1000):
        kept = path.with_name(f"{path.stem}（改动稿{number}）{path.suffix}")
        if not kept.exists():
            path.replace(kept)
            return kept
    return None
