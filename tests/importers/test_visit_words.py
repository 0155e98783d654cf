"""Which announcements are visits, and what is plainly said of how to come."""

import pytest

from bot.courses import EVENT_TYPES, Tri
from bot.importers import visit_words


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Open Day", "open_day"),
        ("OPEN MORNING – Saturday 5 December", "open_day"),
        ("Sixth form open event", "open_day"),
        ("Open Evening 2026", "open_evening"),
        ("Virtual open evening", "open_evening"),
        ("Construction taster session", "taster"),
        ("Try a trade", "taster"),
        ("Have a go at hairdressing", "taster"),
        ("Experience day for Year 11", "taster"),
        ("School link day", "link_course"),
        ("Campus tour", "tour"),
        ("Tour of the college", "tour"),
        ("Guided tours", "tour"),
        ("Come and look round", "tour"),
        ("SEND tour", "sen_tour"),
        ("Quiet visit for autistic students", "sen_tour"),
        ("Tour for students with additional needs", "sen_tour"),
        ("Meet the learning support team", "meet_key_person"),
        ("Meet our staff", "meet_key_person"),
        ("Careers fair", "careers_fair"),
        ("Apprenticeships and skills show", "careers_fair"),
        ("Online Q&A about T Levels", "online_qa"),
        ("Applying to college: webinar", "online_qa"),
        ("open_evening", "open_evening"),
        ("Staff training", None),
        ("Open day planning meeting", None),
        ("Governors' tour of the site", None),
        ("Music tour to Spain", None),
        ("Half term", None),
        ("Openness in science", None),
        ("Q&A with the author", None),
        ("", None),
    ],
)
def test_a_title_says_what_kind_of_visit_it_is(title, kind):
    assert visit_words.type_of(title) == kind


@pytest.mark.parametrize("kind", EVENT_TYPES)
def test_every_type_has_a_name_that_may_be_written_as_a_category(kind):
    assert visit_words.type_of("Come along", ["News", kind.upper()]) == kind
    assert visit_words.type_of("Come along", [kind.replace("_", " ")]) == kind


def test_a_title_counts_before_a_category():
    assert visit_words.type_of("Taster in art", ["Open day"]) == "taster"


@pytest.mark.parametrize(
    ("words", "bring", "quiet", "step_free"),
    [
        ("Bring a friend or a parent.", "yes", None, None),
        ("Parents and carers are very welcome", "yes", None, None),
        ("You can bring someone with you", "yes", None, None),
        ("Please do not bring a parent.", "no", None, None),
        ("Can I bring someone? Ask us.", None, None, None),
        ("There is a quiet hour from 9am.", None, "yes", None),
        ("An autism-friendly session is at 4pm", None, "yes", None),
        ("No quiet session this time", None, "no", None),
        ("Contact us if you need a quiet session", None, None, None),
        ("The building is step-free.", None, None, "yes"),
        ("It is wheelchair accessible", None, None, "yes"),
        ("There is no step-free access", None, None, "no"),
        ("Some rooms are wheelchair accessible", None, None, None),
        ("Step-free. The annexe is not step-free.", None, None, None),
        ("A quiet street with steps", None, None, None),
        ("", None, None, None),
    ],
)
def test_only_what_is_plainly_said_counts(words, bring, quiet, step_free):
    said = visit_words.plainly_said(words)
    expected = {"bring_someone": bring, "quiet_session": quiet, "step_free": step_free}
    assert said == {name: Tri(value or "unknown") for name, value in expected.items()}


@pytest.mark.parametrize(
    ("words", "booking", "joining", "by"),
    [
        ("Book here: https://a.example/b?c=d.", "https://a.example/b?c=d", None, None),
        ("Registration: (https://a.example/)", "https://a.example/", None, None),
        ("Join us on Zoom https://z.example/j/1", None, "https://z.example/j/1", None),
        ("See https://a.example/", None, None, None),
        ("Please book by Friday 4th December 2026", None, None, "4th December 2026"),
        ("Register before 04/12/2026.", None, None, "04/12/2026"),
        ("Book by Friday", None, None, None),
    ],
)
def test_links_and_days_are_found_where_one_is_told_to_book_or_join(words, booking, joining, by):
    assert visit_words.booking_link(words) == booking
    assert visit_words.joining_link(words) == joining
    assert visit_words.book_by(words) == by


@pytest.mark.parametrize(
    "words", ["no " * 5_000, "bring a " * 2_000, "book " + " " * 50_000, "no" + " " * 50_000]
)
def test_odd_words_take_no_time(words):
    visit_words.plainly_said(words)
    visit_words.booking_link(words)
    visit_words.type_of(words)
