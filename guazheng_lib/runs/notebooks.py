"""Execute one notebook and believe nothing but proof (执行笔记本).

papermill's own metadata calls a dead kernel, a timeout and `sys.exit(0)` "completed". Here a
notebook succeeded when nothing was raised, every code cell was executed, no cell holds an error,
and the last cell wrote the closing record of this very run.
"""

import json
import logging
import re
import uuid
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

from guazheng_lib.reports.pages.leaks import text_problems
from guazheng_lib.reports.pages.tables import hide_ids
from guazheng_lib.runs.closing import open_run, read_closing, record_path
from guazheng_lib.runs.scrub import published_notebook
from guazheng_lib.terms.errors import GuazhengError, ParamsError, RunError
from guazheng_lib.terms.files import write_whole

if TYPE_CHECKING:
    from guazheng_lib.runs.kernel import Kernel

log = logging.getLogger(__name__)

CELL_SECONDS = 900.0
NOTEBOOK_SECONDS = 1800.0

_RESTORE = "恢复项目的 notebooks 文件夹后重跑"
_OWN_ERROR = re.compile(r"^\[E\d{3}\] ")


def run_notebook(
    source: Path,
    folder: Path,
    parameters: Mapping[str, str],
    *,
    whose: str,
    kernel: "Kernel | None" = None,
    cell_seconds: float = CELL_SECONDS,
    notebook_seconds: float = NOTEBOOK_SECONDS,
) -> dict[str, Any]:
    """Execute a notebook; write `<folder>/<its name>` when it succeeded, give its closing record.

    Args:
        source: the notebook, which is not touched.
        folder: where it writes its files and its closing record.
        parameters: exactly those that its `parameters` cell declares; plain text only.
        whose: the county in messages.
        kernel: the process to run it in; one of its own by default.
        cell_seconds: the longest that a cell may take.
        notebook_seconds: the longest that the notebook may take, whatever hangs.

    Raises:
        ParamsError: where the parameters are not those that the notebook declares.
        RunError: where it did not run to its end; says county, notebook and the cell's title.
    """
    notebook = _load(source)
    _check_parameters(notebook, parameters, source)
    run = uuid.uuid4().hex
    (folder / source.name).unlink(missing_ok=True)
    record_path(folder, source.stem).unlink(missing_ok=True)
    open_run(folder, run)
    place = f"{whose} · {source.name}"
    limits = {"cell_seconds": cell_seconds, "notebook_seconds": notebook_seconds}
    from guazheng_lib.runs.kernel import Kernel

    with nullcontext(kernel) if kernel else Kernel() as running:
        executed = _execute(notebook, parameters, place, running, limits)
    _check_executed(executed, place)
    closing = read_closing(folder, source.stem, run)
    if closing is None:
        raise _unfinished(place, _last_title(executed), "没有写下结束记录，可能中途退出")
    text = str(nbformat.writes(published_notebook(executed, parameters))) + "\n"  # type: ignore[no-untyped-call]
    problems = text_problems(text, folder=folder.resolve())
    if problems:
        raise _unfinished(place, "", "；".join(problems) + "，没有发布")
    write_whole(folder / source.name, text.encode("utf-8"))
    return closing


def declared_parameters(notebook: NotebookNode) -> dict[str, str]:
    """List the parameters that a notebook's `parameters` cell declares, with their defaults."""
    from papermill.inspection import _infer_parameters

    return {found.name: found.default for found in _infer_parameters(notebook, name="python3")}


def _load(source: Path) -> NotebookNode:
    from papermill.iorw import load_notebook_node

    try:
        text = source.read_text(encoding="utf-8")
        content = json.loads(text)
        if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
            raise ValueError("no cells")
        notebook: NotebookNode = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    except FileNotFoundError as problem:
        raise RunError("找不到笔记本", place=source.name, remedy=_RESTORE) from problem
    except (OSError, ValueError) as problem:
        raise RunError("笔记本读不出来", place=source.name, remedy=_RESTORE) from problem
    # Saved on another machine it may name a kernel that is not here, or no language at all.
    notebook.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    notebook.metadata["language_info"] = {"name": "python"}
    prepared: NotebookNode = load_notebook_node(notebook)
    return prepared


def _check_parameters(notebook: NotebookNode, parameters: Mapping[str, str], source: Path) -> None:
    declared = set(declared_parameters(notebook))
    if declared != set(parameters):
        odd = "、".join(sorted(declared ^ set(parameters)))
        raise ParamsError(
            f"笔记本声明的参数与交给它的不一致: {odd}",
            place=source.name,
            remedy="按 notebooks/county 里的写法改正 parameters 单元格",
        )
    for name, value in parameters.items():
        # papermill turns what is not text into something else: 007 → 7, a tuple → text.
        if type(value) is not str:
            raise ParamsError(
                f"参数 {name} 不是文本", place=source.name, remedy="只交文件夹和文件的路径"
            )


def _execute(
    notebook: NotebookNode,
    parameters: Mapping[str, str],
    place: str,
    kernel: "Kernel",
    limits: dict[str, float],
) -> NotebookNode:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill import execute_notebook
    from papermill.exceptions import PapermillExecutionError

    from guazheng_lib.runs.kernel import ENGINE, KERNEL_NAME, Session

    with Session(kernel, **limits) as session:
        try:
            executed: NotebookNode = execute_notebook(
                notebook,
                None,
                parameters=dict(parameters),
                engine_name=ENGINE,
                kernel_name=KERNEL_NAME,
                progress_bar=False,
                session=session,
            )
            return executed
        except PapermillExecutionError as problem:
            raise _raised(place, session.executed, problem) from problem
        except CellTimeoutError as problem:
            title = _last_title(session.executed)
            what = f"超过 {limits['cell_seconds']:.0f} 秒没有算完"
            raise _unfinished(place, title, what) from problem
        except (DeadKernelError, RuntimeError, OSError, TimeoutError) as problem:
            what = (
                f"整个笔记本超过 {limits['notebook_seconds']:.0f} 秒，已强行结束"
                if session.out_of_time
                else "内核中途死亡，可能内存不足"
            )
            raise _unfinished(place, _last_title(session.executed), what) from problem


def _check_executed(notebook: NotebookNode, place: str) -> None:
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        if cell.execution_count is None:
            raise _unfinished(place, _title(notebook, index), "没有执行到这里")
        if any(output.output_type == "error" for output in cell.outputs):
            raise _unfinished(place, _title(notebook, index), "单元格出错退出")


def _raised(place: str, notebook: NotebookNode | None, problem: Any) -> GuazhengError:
    log.debug("traceback of the cell:\n%s", hide_ids("\n".join(problem.traceback)))
    title = "" if notebook is None else _title(notebook, problem.cell_index)
    if _OWN_ERROR.match(problem.evalue):  # already one clear line: code, place, what, what to do
        what, _, remedy = problem.evalue.partition("。处理办法: ")
        return RunError(hide_ids(what), place=f"{place} · 「{title}」", remedy=remedy)
    # The text of a foreign error may quote a row; its class and the cell's title say enough.
    return _unfinished(place, title, f"程序出错（{problem.ename}）")


def _unfinished(place: str, title: str, what: str) -> RunError:
    where = f"{place} · 「{title}」" if title else place
    return RunError(what, place=where, remedy="加 --debug 重跑可见详情，仍不行请连同本行告知维护人")


def _last_title(notebook: NotebookNode | None) -> str:
    if notebook is None:
        return ""
    started = [n for n, cell in enumerate(notebook.cells) if _was_started(cell)]
    return _title(notebook, started[-1]) if started else ""


def _was_started(cell: NotebookNode) -> bool:
    return cell.metadata.get("papermill", {}).get("start_time") is not None


def _title(notebook: NotebookNode, index: int) -> str:
    for cell in reversed(notebook.cells[: index + 1]):
        found = re.match(r"#+\s*(.+)", cell.source) if cell.cell_type == "markdown" else None
        if found:
            return found[1].strip()
    return ""
