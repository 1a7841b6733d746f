"""The command line: Chinese help, one line per problem, exit status 0, 1 or 2."""

import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from runs.toy_city import write_city

from guazheng_lib.cli import cli


def verbs(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """List every verb, those of groups too."""
    for name, verb in sorted(group.commands.items()):
        yield (*path, name)
        if isinstance(verb, click.Group):
            yield from verbs(verb, (*path, name))


VERBS = [" ".join(path) for path in verbs(cli)]


def guazheng(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "guazheng_lib", *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_chinese_help_that_ends_with_an_example(verb: str) -> None:
    said = CliRunner().invoke(cli, [*verb.split(), "--help"], prog_name="guazheng")
    assert said.exit_code == 0
    assert said.stdout.startswith("用法: ")
    assert f"例: guazheng {verb}" in said.stdout
    assert not re.search(r"Show this|Options|PATH|TEXT|\[required|\[x", said.stdout)


def test_every_example_can_be_typed() -> None:
    """An example names no option or argument that its verb does not take."""
    for path in VERBS:
        verb: click.Command = cli
        for name in path.split():
            verb = verb.commands[name]
        for example in re.findall(r"例: guazheng (.+)", verb.help or ""):
            words = shlex.split(example.removeprefix(path))
            if not isinstance(verb, click.Group):
                verb.make_context(path, words)


def test_help_answers_at_once() -> None:
    start = time.perf_counter()
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "guazheng_lib", "--help"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert time.perf_counter() - start < 5  # a busy machine; what counts is what is not loaded
    assert not [
        name for name in ("pandas", "pydantic", "papermill") if f" {name}\n" in loaded.stderr
    ]


WRONG = [
    pytest.param(["run", "--job", "1"], "最接近的是 --jobs", id="选项写错"),
    pytest.param(["rum"], "可用的命令有", id="命令写错"),
    pytest.param(["run", "--jobs", "0"], "--jobs 的取值不对", id="取值不对"),
    pytest.param(["demo"], "缺少「文件夹」", id="缺少参数"),
    pytest.param(["casebook", "decide", "3f"], "缺少 --outcome", id="缺少选项"),
    pytest.param(["casebook", "tkae"], "complaint、take、import", id="台账命令写错"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_wrong_usage_is_one_chinese_line(words: list[str], said: str) -> None:
    done = guazheng(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_unknown_county_is_wrong_usage(tmp_path: Path) -> None:
    city = write_city(tmp_path)
    done = guazheng("check", "jiaa", "--params", city / "params", "--data", city / "data")
    assert done.returncode == 2
    assert "最接近的是「jia」" in done.stderr


def test_check_prints_the_reconciliation(tmp_path: Path) -> None:
    city = write_city(tmp_path)
    done = guazheng("check", "甲县", "--params", city / "params", "--data", city / "data")
    assert done.returncode == 0, done.stderr
    assert "注册人员 jia/注册.csv: 读取 5，采用 4，合并 0，待改 0，非数据行 1" in done.stdout


def test_check_fails_where_a_source_cannot_be_read(tmp_path: Path) -> None:
    city = write_city(tmp_path)
    (city / "data/yi/注册.csv").write_bytes(b"")
    done = guazheng("check", "--params", city / "params", "--data", city / "data")
    assert done.returncode == 1
    assert "yi/注册.csv" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("folder", ["params", "data"])
def test_a_missing_folder_is_one_line(tmp_path: Path, folder: str) -> None:
    city = write_city(tmp_path)
    folders = {"params": city / "params", "data": city / "data"} | {folder: city / "没有"}
    done = guazheng("run", *(f"--{name}={path}" for name, path in folders.items()))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "没有" in done.stderr


def test_a_text_that_is_none_is_refused_before_anything_is_done() -> None:
    done = guazheng("casebook", "complaint", "add", "甲县", "--content", "\udcff", "--by", "张三")
    assert (done.returncode, done.stdout) == (1, "")
    assert "认不出的字符" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("option", ["--data", "--params", "--outputs"])
def test_an_empty_folder_is_not_the_one_one_is_in(option: str) -> None:
    done = guazheng("casebook", "list", f"{option}=")
    assert done.returncode == 2
    assert f"{option} 的取值不对" in done.stderr


def test_a_name_too_long_is_one_line() -> None:
    done = guazheng("casebook", "import", "长" * 9000, "--by", "张三")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "名称太长" in done.stderr
    assert len(done.stderr) < 400


def test_what_is_asked_for_may_come_from_a_pipe(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "guazheng_lib", "ask", "--data", str(tmp_path)]
    done = subprocess.run(
        [*command, "--outputs", str(tmp_path)],
        input="查无此人某某\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "查无此人某某" in done.stdout
