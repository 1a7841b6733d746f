"""What became of a run, county by county (运行结果)."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from guazheng_lib.terms.errors import GuazhengError


class Status(StrEnum):
    """What became of one county."""

    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return {"done": "完成", "skipped": "没有变化，跳过", "failed": "失败"}[self]


@dataclass(frozen=True)
class CountyResult:
    """What became of a county (县区结果), and the problems that made it fail."""

    stem: str
    name: str
    status: Status
    problems: tuple[GuazhengError, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of a run (运行结果); `city` is None where no summary was asked for.

    `problems` are those of files that no county fails by: workbooks of mended rows.
    """

    outputs: Path
    counties: tuple[CountyResult, ...]
    city: CountyResult | None
    problems: tuple[GuazhengError, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether everything that was asked for was done."""
        results = [*self.counties, *([self.city] if self.city else [])]
        failed = any(result.status is Status.FAILED for result in results)
        return not failed and not self.problems

    def lines(self) -> list[str]:
        """Say it in a few lines: how many, which failed, where to look."""
        said = [f"{status.zh} {self._count(status)} 个县区" for status in Status]
        lines = ["；".join(line for line in said if " 0 " not in line) + "。"]
        failed = [result.name for result in self.counties if result.status is Status.FAILED]
        if failed:
            lines.append(f"没有完成: {'、'.join(failed)}。原因见上，改正后重跑即可，其余不会重做。")
        if self.problems:
            lines.append(f"有 {len(self.problems)} 份退回的待改清单没有采用，原因见上。")
        if self.city is None:
            lines.append("全市汇总没有更新；不带县区名再运行一次即更新。")
        elif self.city.status is Status.FAILED:
            lines.append("全市汇总没有完成，原因见上。")
        else:
            lines.append(f"全市总览: {self.outputs / 'city' / 'index.html'}")
        return lines

    def _count(self, status: Status) -> int:
        return sum(result.status is status for result in self.counties)
