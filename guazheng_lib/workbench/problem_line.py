"""A problem as a panel tells it (一行说清的问题)."""

from guazheng_lib.terms.errors import GuazhengError


def problem_line(problem: GuazhengError) -> str:
    """Say a problem in one line, without its code."""
    where = f"{problem.place}：" if problem.place else ""
    return f"{where}{problem.what}。{problem.remedy}。"
