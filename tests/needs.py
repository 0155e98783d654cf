"""What a test needs of the machine: where it is absent, the test says so; in CI that is a failure."""

import os

import pytest


def need(there: bool, absent: str) -> None:
    """Go on if what is needed is there; else skip with these words, or in CI fail with them."""
    if there:
        return
    if os.environ.get("CI"):
        pytest.fail(absent)
    pytest.skip(absent)
