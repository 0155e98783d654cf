"""Everyday words for jobs, and the sector subject areas that lead there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.matching import Jobs
from bot.reference.files import read_yaml

JOBS = Path(__file__).parent / "jobs.yml"


@cache
def jobs() -> Jobs:
    """Return each word for a job, in small letters, with its areas, the nearest first."""
    return {str(job): tuple(map(str, areas)) for job, areas in read_yaml(JOBS).items()}
