"""One cell at a time: what is understood, and what is not."""

from datetime import date, time

import pytest

from bot.courses import Tri
from bot.importers import cells
from bot.importers.cells import BadCell


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (cells.text, " two\x00  words\u202e ", "two words"),
        (cells.text, " two  words\t", "two words"),
        (cells.text, "two\nlines", "two\nlines"),
        (cells.text, "half \ud800 a letter", "half a letter"),
        (cells.text, "e" + "\u0301" * 50, "e" + "\u0301" * 10),
        (cells.tri, "", Tri.UNKNOWN),
        (cells.tri, "Y", Tri.YES),
        (cells.tri, "FALSE", Tri.NO),
        (cells.day, "2026-09-01", date(2026, 9, 1)),
        (cells.day, "01/09/2026", date(2026, 9, 1)),
        (cells.day, "1/9/26", date(2026, 9, 1)),
        (cells.day, "20171122 08:55:27", date(2017, 11, 22)),
        (cells.day, "2020-09-01T00:00:00", date(2020, 9, 1)),
        (cells.day, "1st September 2026", date(2026, 9, 1)),
        (cells.day, "01 Sep 2026", date(2026, 9, 1)),
        (cells.time_of_day, "17:30", time(17, 30)),
        (cells.time_of_day, "5.30 PM", time(17, 30)),
        (cells.time_of_day, "9am", time(9, 0)),
        (cells.amount, "£99,999.00", "99999.00"),
        (cells.postcode, "ox141gg", "OX14 1GG"),
        (cells.loose_postcode, "unknown", ""),
        (cells.web_address, "www.college.example", "https://www.college.example"),
        (cells.web_address, "http://college.example/a?b=c", "http://college.example/a?b=c"),
        (cells.loose_web_address, "none", None),
        (cells.learning_aim, "280206", "00280206"),
        (cells.learning_aim, "600/9532/5", "60095325"),
        (cells.areas, "5.20;1.10, 5.2", ("5.2", "1.1")),
        (cells.slug, "5257AD38_d044/x", "5257ad38-d044-x"),
    ],
)
def test_a_cell_is_read_however_it_is_written(read, written, value):
    assert read(written) == value


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (cells.yes_no, "perhaps"),
        (cells.day, "soon"),
        (cells.day, "01/01/0001"),
        (cells.day, "2026-02-30"),
        (cells.time_of_day, "noonish"),
        (cells.whole, "-1"),
        (cells.whole, "1.5"),
        (cells.age, "300"),
        (cells.amount, "free"),
        (cells.postcode, "OX14"),
        (cells.web_address, "javascript:alert(1)"),
        (cells.web_address, "https://a b.example"),
        (cells.web_address, "data:text/html,x"),
        (cells.web_address, 'https://x.example/"onclick='),
        (cells.web_address, "http://[bad"),
        (cells.ukprn, "20000055"),
        (cells.urn, "12"),
        (cells.learning_aim, "123456789"),
        (cells.areas, "16.1"),
        (cells.latitude, "0"),
        (cells.longitude, "51.7"),
        (cells.latitude, "nan"),
        (cells.level, "hard"),
        (cells.at_most(3), "four"),
    ],
)
def test_a_cell_that_cannot_be_meant_is_refused(read, written):
    with pytest.raises(BadCell):
        read(written)
