"""How a command speaks (命令行的说话方式): Chinese help, one line per problem, no traceback."""

import errno
import logging
import re
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

log = logging.getLogger(__name__)

DONE, NOT_DONE, WRONG_USAGE = 0, 1, 2

_HALVES = re.compile("[\ud800-\udfff]")
_AT_LEAST = re.compile(r"\s+\[x>=(\d+)\]")

_OF_FILES = {
    errno.ENAMETOOLONG: ("名称太长", "改短文件名或换一个文件夹"),
    errno.EACCES: ("没有权限", "核对文件和文件夹的读写权限"),
    errno.EPERM: ("没有权限", "核对文件和文件夹的读写权限"),
    errno.EROFS: ("磁盘只能读、不能写", "换一个能写的文件夹"),
    errno.ENOSPC: ("磁盘写满了", "腾出空间后重做"),
    errno.ENOENT: ("找不到这个文件或文件夹", "核对名称和位置"),
    errno.ENOTDIR: ("路径里有一段不是文件夹", "核对名称和位置"),
    errno.EISDIR: ("这是文件夹，不是文件", "核对名称和位置"),
    errno.EIO: ("磁盘读写出错", "检查磁盘和网络盘，恢复后重做"),
}
"""What the system says of a file, and what to do, wherever it was met."""


class Verb(click.Command):
    """A command whose help and problems are Chinese (命令)."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; a problem is said in one line, its traceback only under `--debug`."""
        from guazheng_lib.terms.errors import GuazhengError

        _configure_log(debug=ctx.params.pop("debug", False))
        try:
            _refuse_unreadable(ctx)
            return super().invoke(ctx)
        except GuazhengError as problem:
            log.debug("traceback", exc_info=True)
            if _is_wrong_usage(problem):
                ctx.fail(str(problem))
            _stop(str(problem))
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # whoever read the lines has seen enough
            sys.stdout = None
            raise click.exceptions.Exit(DONE) from None
        except OSError as problem:
            log.debug("traceback", exc_info=True)
            _stop(_of_a_file(problem))
        except Exception as problem:
            log.debug("traceback", exc_info=True)
            remedy = "加 --debug 重跑，把结果告知维护人"
            _stop(f"程序内部出错（{type(problem).__name__}）。处理办法: {remedy}")

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        arguments = [each.make_metavar(ctx) for each in self.params if _is_argument(each)]
        formatter.write_usage(ctx.command_path, " ".join(["[选项]", *arguments]), "用法: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        _write_options(self, ctx, formatter)


class Verbs(click.Group):
    """The group of all verbs, with Chinese headings (命令组)."""

    command_class = Verb

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, "命令 [选项]", "用法: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs, then the options."""
        with formatter.section("命令"):
            formatter.write_dl(
                [(name, verb.get_short_help_str(80)) for name, verb in self.commands.items()]
            )
        _write_options(self, ctx, formatter)


def start(verbs: click.Group) -> NoReturn:
    """Run the command line and leave with its exit status (入口)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may be GBK
            stream.reconfigure(encoding="utf-8", errors="replace")
    # Ended by the system or a scheduler, a run tidies up as it does after Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        status = verbs.main(standalone_mode=False)
    except click.UsageError as problem:
        command = problem.ctx.command_path if problem.ctx else "guazheng"
        click.echo(f"{_in_chinese(problem, verbs)}（{command} --help 看用法）", err=True)
        status = WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断；已完成的输出仍然完整，重跑即接着做", err=True)
        status = NOT_DONE
    sys.exit(status if isinstance(status, int) else DONE)


def say_usage(ctx: click.Context) -> None:
    """Show a group's help where no verb of it is given; that is wrong usage (用法)."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
        raise click.exceptions.Exit(WRONG_USAGE)


def finish(lines: list[str], *, is_complete: bool) -> None:
    """Say what became of it, and leave with 1 where something could not be done.

    Whatever people typed into the casebook stays on its line, and shows no identity number.
    """
    from guazheng_lib.terms.identity import show_certificate
    from guazheng_lib.terms.text import on_one_line

    for line in lines:
        click.echo(show_certificate(on_one_line(line)))
    if not is_complete:
        raise click.exceptions.Exit(NOT_DONE)


def _stop(line: str) -> NoReturn:
    click.echo(line, err=True)
    raise click.exceptions.Exit(NOT_DONE)


def _refuse_unreadable(ctx: click.Context) -> None:
    """Refuse text that the console did not hand over as text; a file may be called anything."""
    from guazheng_lib.terms.errors import RunError

    for value in ctx.params.values():
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and _HALVES.search(text):
                raise RunError(f"「{text}」里有认不出的字符", remedy="删去乱码后重做")


def _of_a_file(problem: OSError) -> str:
    from guazheng_lib.terms.errors import RunError

    what, remedy = _OF_FILES.get(
        problem.errno or 0, ("文件或文件夹用不了", "检查磁盘和网络盘，恢复后重做")
    )
    name = Path(str(problem.filename)).name if problem.filename else None
    return str(RunError(what, place=name, remedy=remedy))


def _is_wrong_usage(problem: Exception) -> bool:
    from guazheng_lib.runs.counties import UnknownCountyError

    return isinstance(problem, UnknownCountyError)


def _in_chinese(problem: click.UsageError, verbs: click.Group) -> str:
    match problem:
        case click.NoSuchOption():
            nearest = f"，最接近的是 {problem.possibilities[0]}" if problem.possibilities else ""
            return f"没有选项 {problem.option_name}{nearest}"
        case click.MissingParameter(param=click.Argument() as argument):
            return f"缺少「{argument.metavar or argument.name}」"
        case click.MissingParameter(param=click.Option() as option):
            return f"缺少 {option.opts[0]}"
        case click.BadParameter(param=click.Parameter() as parameter):
            return f"{parameter.opts[0]} 的取值不对"
        case click.BadOptionUsage():
            return f"选项 {problem.option_name} 的写法不对"
    if problem.message.startswith("[E"):
        return problem.message
    group = problem.ctx.command if problem.ctx else verbs
    known = group.commands if isinstance(group, click.Group) else verbs.commands
    return f"命令写法不对，可用的命令有: {'、'.join(known)}"


def _write_options(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    options = [each for each in command.get_params(ctx) if not _is_argument(each)]
    records = [record for each in options if (record := each.get_help_record(ctx))]
    ours = [(name, "显示用法" if "--help" in name else _explained(text)) for name, text in records]
    with formatter.section("选项"):
        formatter.write_dl(ours)


def _explained(text: str) -> str:
    """Say click's own remarks on an option in Chinese."""
    return _AT_LEAST.sub(r"，不少于 \1", text.replace("  [required]", "（必填）"))


def _is_argument(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Argument)


def _configure_log(*, debug: bool) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_Masked("%(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("guazheng_lib")
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.DEBUG if debug else logging.ERROR)
    # What papermill and nbclient log of a failing notebook is said by us, in Chinese.
    for name in ("papermill", "traitlets"):
        logging.getLogger(name).setLevel(logging.DEBUG if debug else logging.CRITICAL)


class _Masked(logging.Formatter):
    """Masks whatever looks like an identity number, in tracebacks too (日志脱敏)."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a record, then mask it."""
        from guazheng_lib.reports.pages.tables import hide_ids

        return hide_ids(super().format(record))
