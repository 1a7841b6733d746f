"""Progress in lines: who, how far, how long still."""

from guazheng_lib.runs.progress import Progress


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_time_left_is_said_per_county_and_overall() -> None:
    clock, lines = Clock(), list[str]()
    progress = Progress(4, say=lines.append, clock=clock)
    progress.expect(["海港区", "抚宁区"])
    progress.start("海港区")
    clock.now = 10
    progress.step("海港区", "读入")
    assert lines == ["[0/2，全部约剩 1 分 10 秒] 海港区: 读入完成，本县区约剩 30 秒"]


def test_a_failed_county_no_longer_counts_as_work_to_do() -> None:
    clock, lines = Clock(), list[str]()
    progress = Progress(2, say=lines.append, clock=clock)
    progress.expect(["海港区", "抚宁区"])
    progress.start("海港区")
    clock.now = 6
    progress.finish("海港区", "没有完成")
    progress.start("抚宁区")
    clock.now = 10
    progress.step("抚宁区", "读入")
    progress.step("抚宁区", "排查")
    progress.finish("抚宁区", "完成")
    assert lines == [
        "[1/2，全部约剩 6 秒] 海港区: 没有完成，用时 6 秒",
        "[1/2，全部约剩 3 秒] 抚宁区: 读入完成，本县区约剩 4 秒",
        "[2/2] 抚宁区: 排查完成",
        "[2/2] 抚宁区: 完成，用时 4 秒",
    ]


def test_lines_hold_no_carriage_return() -> None:
    lines = list[str]()
    progress = Progress(1, say=lines.append)
    progress.expect(["甲"])
    progress.start("甲")
    progress.step("甲", "读入")
    assert not any("\r" in line or "\n" in line for line in lines)
