"""What the wording of an advertisement points to (判断)."""

from enum import StrEnum


class Verdict(StrEnum):
    """What the wording points to (判断); a lead, never a finding."""

    BROKER = "broker"
    FAKE_JOB = "fake_job"
    SUSPECT = "suspect"
    CLEAR = "clear"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return _VERDICTS[self]


_VERDICTS = {
    Verdict.BROKER: "疑似挂证中介",
    Verdict.FAKE_JOB: "疑似虚假招聘",
    Verdict.SUSPECT: "存疑，需人工看",
    Verdict.CLEAR: "未见异常",
}
