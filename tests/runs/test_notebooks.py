"""Each trap of the runner has a toy notebook that falls into it (ANCHORS table 4, SPIKES 2)."""

import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from runs.toy import write_notebook

from guazheng_lib.runs.kernel import Kernel
from guazheng_lib.runs.notebooks import run_notebook
from guazheng_lib.terms.errors import GuazhengError, ParamsError, RunError


def run(notebook: Path, folder: Path, **changes: Any) -> dict[str, Any]:
    folder.mkdir(exist_ok=True)
    handed = changes.pop("parameters", {"outputs": str(folder)})
    return run_notebook(notebook, folder, handed, whose="甲县", **changes)


def test_success_is_proved_by_the_closing_record_of_this_run(tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path / "toy.ipynb", "1 + 1")
    closing = run(notebook, tmp_path / "甲 县")
    assert closing["rows"] == 3
    executed = nbformat.read(tmp_path / "甲 县" / "toy.ipynb", as_version=4)
    assert executed.cells[-3].outputs[0].data["text/plain"] == "2"


FAILURES = [
    pytest.param("raise ValueError('坏')", "程序出错（ValueError）", id="单元格出错"),
    pytest.param("import os; os._exit(0)", "内核中途死亡", id="内核死亡"),
    pytest.param("import os, signal; os.kill(os.getpid(), 9)", "内核中途死亡", id="内存不足被杀"),
    pytest.param("import sys; sys.exit(0)", "单元格出错退出", id="正常退出码的中途退出"),
    pytest.param("import sys; sys.exit(1)", "程序出错（SystemExit）", id="出错退出码"),
    pytest.param("raise KeyboardInterrupt", "KeyboardInterrupt", id="被中断"),
]


@pytest.mark.parametrize(("cell", "said"), FAILURES)
def test_a_notebook_that_stops_midway_has_failed(tmp_path: Path, cell: str, said: str) -> None:
    notebook = write_notebook(tmp_path / "toy.ipynb", cell)
    with pytest.raises(RunError) as failure:
        run(notebook, tmp_path / "甲")
    message = str(failure.value)
    assert said in message
    assert "甲县 · toy.ipynb · 「动手」" in message
    assert "\n" not in message
    assert not (tmp_path / "甲" / "toy.ipynb").exists()


def test_a_notebook_without_closing_record_has_failed(tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path / "toy.ipynb", "1", close=False)
    with pytest.raises(RunError, match="没有写下结束记录"):
        run(notebook, tmp_path / "甲")


def test_the_record_of_an_earlier_run_proves_nothing(tmp_path: Path) -> None:
    run(write_notebook(tmp_path / "toy.ipynb", "1"), tmp_path / "甲")
    write_notebook(tmp_path / "toy.ipynb", "1", close=False)
    with pytest.raises(RunError, match="没有写下结束记录"):
        run(tmp_path / "toy.ipynb", tmp_path / "甲")
    assert not (tmp_path / "甲" / "toy.ipynb").exists()


def test_a_cell_that_hangs_is_ended_by_its_own_limit(tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path / "toy.ipynb", "import time; time.sleep(60)")
    with pytest.raises(RunError, match="「动手」: 超过 2 秒没有算完"):
        run(notebook, tmp_path / "甲", cell_seconds=2)


def test_a_notebook_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    sleeper = "[sys.executable, '-c', 'import time; time.sleep(90)']"
    child = f"import subprocess, sys\nchild = subprocess.Popen({sleeper})"
    told = "from pathlib import Path\nPath(outputs, 'pid').write_text(str(child.pid))"
    notebook = write_notebook(tmp_path / "toy.ipynb", child, told, "import time; time.sleep(60)")
    with pytest.raises(RunError, match="整个笔记本超过 5 秒，已强行结束"):
        run(notebook, tmp_path / "甲", notebook_seconds=5)
    pid = int((tmp_path / "甲" / "pid").read_text())
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@pytest.mark.parametrize(
    ("kernel", "language"),
    [
        pytest.param("conda-env-nobody-py", True, id="别人的内核名"),
        pytest.param("python3", False, id="没写语言"),
        pytest.param("ir", True, id="别的语言的内核"),
    ],
)
def test_a_notebook_saved_elsewhere_runs_here(tmp_path: Path, kernel: str, language: bool) -> None:
    notebook = write_notebook(tmp_path / "toy.ipynb", "1", kernel=kernel, language=language)
    assert run(notebook, tmp_path / "甲")["rows"] == 3


PARAMETERS = [
    pytest.param("outputs = ''", {"outputs": "x", "couny": "海港区"}, "couny", id="多出的参数"),
    pytest.param("outputs = ''\nparams = ''", {"outputs": "x"}, "params", id="缺少的参数"),
    pytest.param("outputs = ''", {"outputs": 7}, "不是文本", id="数字"),
    pytest.param("outputs = ''", {"outputs": Path("x")}, "不是文本", id="路径对象"),
    pytest.param("outputs = ''", {"outputs": ("1", "2")}, "不是文本", id="元组"),
    pytest.param("outputs = ''", {"outputs": None}, "不是文本", id="空"),
]


@pytest.mark.parametrize(("declared", "handed", "said"), PARAMETERS)
def test_parameters_are_checked_before_anything_runs(
    tmp_path: Path, declared: str, handed: dict[str, Any], said: str
) -> None:
    notebook = write_notebook(tmp_path / "toy.ipynb", "1", parameters=declared)
    with pytest.raises(ParamsError, match=said):
        run(notebook, tmp_path / "甲", parameters=handed)


def test_parameters_arrive_as_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "0130302 {海港} no 1e5"
    cell = "from pathlib import Path\nPath(outputs, 'got').write_text(outputs, encoding='utf-8')"
    run(write_notebook(tmp_path / "toy.ipynb", cell), folder)
    assert (folder / "got").read_text(encoding="utf-8") == str(folder)


def test_what_is_published_tells_nothing_of_this_machine(tmp_path: Path) -> None:
    folder = tmp_path / "海港"
    run(write_notebook(tmp_path / "toy.ipynb", "print('读入 3 行')"), folder)
    text = (folder / "toy.ipynb").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    assert "outputs = '海港'" in text
    assert "\\u6d77" not in text
    assert "papermill" not in text
    assert not re.search(r"\d{4}-\d\d-\d\dT", text)


def test_a_path_or_a_number_of_a_person_in_the_outputs_is_refused(tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path / "toy.ipynb", "print(outputs)")
    with pytest.raises(RunError, match="本机的文件夹路径"):
        run(notebook, tmp_path / "甲")
    assert not (tmp_path / "甲" / "toy.ipynb").exists()


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path / "toy.ipynb", "print({'甲', '乙', '丙', '丁', '戊'})")
    first, second = tmp_path / "一" / "甲", tmp_path / "二" / "甲"
    for folder in (first, second):
        folder.parent.mkdir()
        run(notebook, folder)
    assert (first / "toy.ipynb").read_bytes() == (second / "toy.ipynb").read_bytes()


def test_a_table_keeps_no_plain_twin(tmp_path: Path) -> None:
    cell = (
        "from guazheng_lib.reports.pages.tables import Table\n"
        "import pandas as pd\n"
        "Table(pd.DataFrame({'甲': [1]}), '表')"
    )
    run(write_notebook(tmp_path / "toy.ipynb", cell), tmp_path / "甲")
    kept = nbformat.read(tmp_path / "甲" / "toy.ipynb", as_version=4)
    assert list(kept.cells[-3].outputs[0].data) == ["text/html"]


def test_widget_state_is_not_kept(tmp_path: Path) -> None:
    cell = "import ipywidgets\nipywidgets.IntSlider()"
    run(write_notebook(tmp_path / "toy.ipynb", cell), tmp_path / "甲")
    kept = json.loads((tmp_path / "甲" / "toy.ipynb").read_text(encoding="utf-8"))
    assert set(kept["metadata"]) == {"kernelspec", "language_info"}


def test_an_error_repeats_no_row(tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path / "toy.ipynb", "{}['张三 11010519491231002X']")
    with pytest.raises(RunError) as failure:
        run(notebook, tmp_path / "甲")
    assert "张三" not in str(failure.value)
    assert "1949" not in str(failure.value)


def test_an_error_of_ours_keeps_its_own_words(tmp_path: Path) -> None:
    cell = (
        "from guazheng_lib.terms.errors import UnknownHeaderError\n"
        "raise UnknownHeaderError('缺少列: 姓名', place='注册.xlsx', remedy='在 columns 里登记')"
    )
    with pytest.raises(GuazhengError) as failure:
        run(write_notebook(tmp_path / "toy.ipynb", cell), tmp_path / "甲")
    assert "[E202] 注册.xlsx: 缺少列: 姓名" in str(failure.value)
    assert failure.value.remedy == "在 columns 里登记"


def test_kernels_beside_each_other_do_not_mix(tmp_path: Path) -> None:
    cell = "from pathlib import Path\nPath(outputs, 'who').write_text(outputs, encoding='utf-8')"
    notebook = write_notebook(tmp_path / "toy.ipynb", cell)
    folders = [tmp_path / f"县{n}" for n in range(4)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda folder: run(notebook, folder), folders))
    assert [(folder / "who").read_text(encoding="utf-8") for folder in folders] == [
        str(folder) for folder in folders
    ]
    assert threading.active_count() < 20


def test_a_deep_outputs_folder_is_no_socket_path(tmp_path: Path) -> None:
    deep = tmp_path / ("很深的文件夹" * 8) / ("又一层" * 15)
    deep.mkdir(parents=True)
    assert run(write_notebook(tmp_path / "toy.ipynb", "1"), deep)["rows"] == 3


def test_a_leftover_half_file_does_not_disturb(tmp_path: Path) -> None:
    folder = tmp_path / "甲"
    folder.mkdir()
    (folder / ".toy.ipynb.1.part").write_text("{", encoding="utf-8")
    (folder / "toy.ipynb").write_text("{", encoding="utf-8")
    assert run(write_notebook(tmp_path / "toy.ipynb", "1"), folder)["rows"] == 3


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"cells": 3}'], ids=["空", "截断", "列表", "乱"]
)
def test_a_broken_notebook_is_one_clear_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "toy.ipynb").write_text(content, encoding="utf-8")
    with pytest.raises(RunError, match="笔记本读不出来"):
        run(tmp_path / "toy.ipynb", tmp_path / "甲")


def test_a_missing_notebook_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="找不到笔记本"):
        run(tmp_path / "没有.ipynb", tmp_path / "甲")


def test_notebooks_share_a_process_but_no_names(tmp_path: Path) -> None:
    tell = "import os\nfrom pathlib import Path\nPath(outputs, 'pid').write_text(str(os.getpid()))"
    first = write_notebook(tmp_path / "toy.ipynb", tell, "left = 1")
    folder = tmp_path / "甲"
    with Kernel() as kernel:
        run(first, folder, kernel=kernel)
        pid = (folder / "pid").read_text()
        run(write_notebook(first, tell, "'left' in globals()"), folder, kernel=kernel)
        assert (folder / "pid").read_text() == pid
    executed = nbformat.read(folder / "toy.ipynb", as_version=4)
    code = [cell for cell in executed.cells if cell.cell_type == "code"]
    assert (code[0].execution_count, code[-2].outputs[0].data["text/plain"]) == (1, "False")
    assert not psutil.pid_exists(int(pid))
