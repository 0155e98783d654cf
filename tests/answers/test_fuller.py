"""Two readings of one message: with spelling put right it may say more, never something else."""

import pytest

from bot.answers import Reading, fuller

NOTHING = Reading()
TEAM = Reading({"strengths": ("ideas", "teamwork")})
MAYBE = Reading(doubtful={"strengths": ("ideas",)})


@pytest.mark.parametrize(
    ("as_typed", "as_spelt", "counts"),
    [
        pytest.param(Reading({"strengths": ("ideas",)}), TEAM, TEAM, id="it says more"),
        pytest.param(TEAM, Reading({"strengths": ("ideas",)}), TEAM, id="it says less"),
        pytest.param(TEAM, Reading({"strengths": ("technology",)}), TEAM, id="it says something else"),
        pytest.param(TEAM, Reading({"travel": ("bike",)}), TEAM, id="it answers another question"),
        pytest.param(NOTHING, TEAM, TEAM, id="it says something at all"),
        pytest.param(MAYBE, TEAM, TEAM, id="it is sure"),
        pytest.param(MAYBE, NOTHING, MAYBE, id="a doubt stays"),
        pytest.param(NOTHING, MAYBE, MAYBE, id="a doubt is new"),
        pytest.param(Reading(as_before=True), TEAM, Reading(as_before=True), id="as before"),
    ],
)
def test_the_fuller_of_two_readings_that_agree_counts(
    as_typed: Reading, as_spelt: Reading, counts: Reading
) -> None:
    assert fuller(as_typed, as_spelt) == counts
