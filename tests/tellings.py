"""Messages that measure the safety nets: those to practise on, and those that are held out."""

from functools import cache
from pathlib import Path

from bot.reference.files import read_yaml
from bot.safeguarding import Concern

DATA = Path(__file__).parent / "data"


@cache
def tellings(part: str) -> list[tuple[str, Concern]]:
    """Each message that tells of a worry, and what it tells of."""
    return [
        (text, Concern(category, severity))
        for path in sorted((DATA / part).glob("disclosures*.yml"))
        for category, by_severity in read_yaml(path).items()
        for severity, texts in by_severity.items()
        for text in texts
    ]


@cache
def ordinary(part: str) -> list[str]:
    """Each message that tells of none."""
    return [text for path in sorted((DATA / part).glob("ordinary*.yml")) for text in read_yaml(path)]
