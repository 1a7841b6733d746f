"""A notebook's own closing record (结束记录): the only proof that it ran to its end.

A dead kernel, a timeout and `sys.exit(0)` all leave a notebook that papermill calls "completed".
So the last cell writes a record with the number of the run, and the runner looks for it.
"""

import json
from pathlib import Path
from typing import Any

from guazheng_lib.terms.files import write_whole

_RUN = ".run"


def open_run(folder: Path, run: str) -> None:
    """Say in the folder of a run which run it is (运行编号)."""
    write_whole(folder / _RUN, run.encode("utf-8"))


def close_notebook(folder: Path, notebook: str, **record: Any) -> None:
    """Write a notebook's closing record, whole or not at all (写结束记录)."""
    run_file = folder / _RUN
    run = run_file.read_text(encoding="utf-8") if run_file.exists() else ""
    text = json.dumps({"run": run, **record}, ensure_ascii=False, sort_keys=True)
    write_whole(record_path(folder, notebook), text.encode("utf-8"))


def read_closing(folder: Path, notebook: str, run: str) -> dict[str, Any] | None:
    """Read the closing record of this run; None where there is none (读结束记录)."""
    path = record_path(folder, notebook)
    if not path.exists():
        return None
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record if record.get("run") == run else None


def record_path(folder: Path, notebook: str) -> Path:
    """Name a notebook's closing record; it is never published."""
    return folder / f".{notebook}.closed.json"
