"""One run at a time on one outputs folder, and a dead run holds nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from guazheng_lib.runs.lock import only_run
from guazheng_lib.terms.errors import RunError

HOLD = (
    "import sys, pathlib, time\n"
    "from guazheng_lib.runs.lock import only_run\n"
    "with only_run(pathlib.Path(sys.argv[1])):\n"
    "    print('held', flush=True)\n"
    "    time.sleep(60)\n"
)


def test_a_second_run_is_told_who_holds_the_outputs(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(RunError, match=f"另一个运行（进程 {holder.pid}）"), only_run(tmp_path):
            pass
        holder.kill()
        holder.wait()
    with only_run(tmp_path):
        assert (tmp_path / ".lock").exists()


def test_the_lock_is_free_after_the_run(tmp_path: Path) -> None:
    for _ in range(2):
        with only_run(tmp_path / "新的"):
            assert (tmp_path / "新的").is_dir()


def test_an_outputs_folder_that_cannot_be_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(RunError, match="输出文件夹写不进去"), only_run(tmp_path / "file"):
        pass
