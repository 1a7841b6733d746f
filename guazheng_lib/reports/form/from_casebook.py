"""The official form made from the casebook in one call (由台账出汇总表)."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from guazheng_lib.casebook.form_rows import form_counts, form_rows
from guazheng_lib.reports.form.checks import FormProblem, form_problems
from guazheng_lib.reports.form.write import write_form


@dataclass(frozen=True)
class FormOutcome:
    """A form that was written (汇总表结果): its rows, what to look at in them, where it is."""

    rows: pd.DataFrame = field(repr=False)
    problems: tuple[FormProblem, ...]
    path: Path

    def lines(self) -> list[str]:
        """Say what was written, and what an officer should look at (结果)."""
        named = form_counts(self.rows)
        said = (
            f"{self.path.name}：认定 {named['persons']} 人、{named['certificates']} 个证书，"
            f"涉及单位 {named['units']} 家、中介机构 {named['agencies']} 家，共 {len(self.rows)} 行"
        )
        if not self.problems:
            return [said]
        return [f"{said}；有 {len(self.problems)} 格请核对：", *map(str, self.problems)]


def casebook_form(
    state: pd.DataFrame,
    path: Path,
    county: str | None = None,
    *,
    department: str,
    filed_on: date | None = None,
) -> FormOutcome:
    """Write the form of a county, or of the city, from the cases as they stand (出汇总表).

    Args:
        state: the cases (`casebook.states.fold`).
        path: where the workbook goes.
        county: whose; None for the city.
        department: after 部门.
        filed_on: after 申报时间; left open without it.

    Raises:
        DocumentError: where the file cannot be written.
    """
    rows = form_rows(state, county)
    write_form(rows, path, department=department, filed_on=filed_on)
    return FormOutcome(rows, tuple(form_problems(rows)), path)
