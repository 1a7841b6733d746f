"""Building sites (在建项目) and the months for which presence is recorded."""

from guazheng_lib.demo.ledger import Case

RECENT = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
_SITES = ("滨汀花园", "云砚中学迁建", "砾溪路改造")


def project_of(case: Case, phase: str = "") -> str:
    """Name a project of the county (项目名称)."""
    return f"{case.county.name}{case.rng.choice(_SITES)}工程{phase}"
