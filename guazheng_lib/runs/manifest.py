"""The record of one run of one county (运行记录): what went in, what came out, how long it took."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from guazheng_lib.params import CountyParams
from guazheng_lib.runs.fingerprint import code_hash, digest, versions
from guazheng_lib.runs.outcome import Status
from guazheng_lib.runs.project import notebooks_folder


def basis_of(
    inputs: list[dict[str, Any]], params: Mapping[str, Any], *, cases: Any = None
) -> dict[str, Any]:
    """Gather what a result depends on, and the key that stands for it (依据).

    Args:
        inputs: the files, or the counties, with their hashes.
        params: the parameters as plain values.
        cases: what stands for the cases in the casebook (`Cases.digest`).
    """
    basis = {
        "inputs": inputs,
        "parameters": dict(params),
        "code": code_hash(notebooks_folder()),
        "versions": dict(versions()),
        "cases": cases,
    }
    return {"key": digest(basis), **basis}


def plain_params(params: CountyParams) -> dict[str, Any]:
    """Give the parameters as plain values, as a params file would hold them."""
    return params.model_dump(mode="json", by_alias=True)


def done(name: str, basis: Mapping[str, Any], counts: Mapping[str, Any]) -> dict[str, Any]:
    """Make the record of a county that was done; the outputs' hashes are added when published."""
    return {"county": name, "status": str(Status.DONE), **basis, **counts}


def failed(name: str, basis: Mapping[str, Any], problems: list[str]) -> dict[str, Any]:
    """Make the record of a county that failed."""
    return {"county": name, "status": str(Status.FAILED), "problems": problems, **basis}


def timed(record: dict[str, Any], began: datetime, seconds: Mapping[str, float]) -> dict[str, Any]:
    """Add the only part of a record that the clock writes (用时)."""
    times = {
        "began": began.isoformat(timespec="seconds"),
        "ended": datetime.now().astimezone().isoformat(timespec="seconds"),
        "seconds": {name: round(spent, 2) for name, spent in seconds.items()},
    }
    return {**record, "times": times}
