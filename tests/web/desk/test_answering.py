"""What an adviser does with a plan, and what happens when it changed meanwhile."""

import pytest

from bot import audit, plans
from bot.answers import Answer
from bot.plans import Status

WORDS = "I like how you <wrote> this"


@pytest.fixture
def page(whole_plan):
    return f"/desk/plans/{whole_plan.reference}"


@pytest.fixture
def ready(keep_plan):
    """Return a plan that can be agreed."""
    answers = {"good_and_hard_days": Answer("mostly_the_same"), "interests": Answer(("animals",))}
    return keep_plan(answers, sharing={"hard_days": "adviser", "about_me": "adviser"}, sent=True)


def stored(store, plan):
    with store.open() as s:
        return s.plans.get(plan.reference)


def learner_changes(store, plan):
    with store.open() as s:
        changed = plans.with_answer(s.plans.get(plan.reference), "dream_job", Answer("pilot", "pilot"))
        return s.plans.save(changed, audit.Event("learner", "plan.answered", f"plan:{plan.reference}"))


def test_a_comment_is_kept_with_its_writer_and_audited(signed_in, whole_plan, page, store, people, trail):
    answer = signed_in("adviser").post(f"{page}/comment", page, comment=f"  {WORDS}  ")
    (comment,) = stored(store, whole_plan).comments
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert (comment.kind, comment.field, comment.text, comment.by) == ("comment", None, WORDS, "Sam Adviser")
    assert (people["adviser"].actor, "plan.commented") in trail(f"plan:{whole_plan.reference}")


def test_an_adviser_may_say_why_there_are_no_other_places(signed_in, whole_plan, page, store):
    browser = signed_in("adviser")
    browser.post(f"{page}/comment", page, comment=WORDS, comment_about=plans.WHY_THESE_PLACES)
    (comment,) = stored(store, whole_plan).comments
    assert (comment.kind, comment.field) == ("comment", plans.WHY_THESE_PLACES)
    assert "about “Why there are no other places”" in browser.get(page).text


def test_the_page_says_once_that_a_comment_was_saved(signed_in, page):
    browser = signed_in("adviser")
    browser.post(f"{page}/comment", page, comment=WORDS)
    assert "Your comment is saved" in browser.get(page).text
    assert "Your comment is saved" not in browser.get(page).text


@pytest.mark.parametrize(("about", "kept"), [("interests", "interests"), ("", None)])
def test_a_question_is_asked_back_about_one_answer_or_the_whole_plan(
    signed_in, whole_plan, page, store, about, kept
):
    signed_in("adviser").post(f"{page}/ask", page, about=about, question="Which games?")
    (comment,) = stored(store, whole_plan).comments
    assert (comment.kind, comment.field, comment.text) == ("question", kept, "Which games?")


@pytest.mark.parametrize("about", ["what_is_hard", "no_such_question", "__class__"])
def test_nothing_is_asked_back_about_what_is_not_shown(signed_in, whole_plan, page, store, about):
    answer = signed_in("adviser").post(f"{page}/ask", page, about=about, question="Which?")
    assert answer.status_code == 422
    assert stored(store, whole_plan).comments == ()


@pytest.mark.parametrize(
    ("path", "fields", "said"),
    [
        ("comment", {"comment": "  "}, "Write your comment"),
        ("comment", {"comment": "x" * 2001}, "Use 2,000 characters or fewer"),
        ("ask", {"about": "", "question": ""}, "Write your question"),
        ("return", {"reason": "", "version": "2"}, "Write why you are returning the plan"),
    ],
)
def test_what_is_wrong_is_said_at_the_top_and_at_the_field(signed_in, page, path, fields, said):
    answer = signed_in("adviser").post(f"{page}/{path}", page, **fields)
    assert answer.status_code == 422
    assert "<title>Error: Plan" in answer.text
    assert answer.text.count(said) == 2
    (field,) = set(fields) - {"about", "version"}
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}-error"' in answer.text


def test_control_characters_are_left_out_of_what_is_kept(signed_in, whole_plan, page, store):
    signed_in("adviser").post(f"{page}/comment", page, comment="one\x00\x07\u202etwo\nthree")
    assert stored(store, whole_plan).comments[0].text == "onetwo\nthree"


def test_a_plan_is_agreed_whole_with_what_the_adviser_cannot_see(signed_in, store, keep_plan, people, trail):
    answers = {"good_and_hard_days": Answer("mostly_the_same"), "dream_job": Answer("vet", "vet")}
    plan = keep_plan(answers, sharing={"choices": "adviser"}, sent=True)
    page = f"/desk/plans/{plan.reference}"
    signed_in("adviser").post(f"{page}/agree", page, version=str(plan.version))
    agreed = stored(store, plan)
    assert (agreed.status, set(agreed.answers)) == (Status.AGREED, set(answers))
    assert (people["adviser"].actor, "plan.agree") in trail(f"plan:{plan.reference}")


def test_a_plan_is_returned_with_its_reason(signed_in, store, ready):
    page = f"/desk/plans/{ready.reference}"
    signed_in("adviser").post(
        f"{page}/return", page, version=str(ready.version), reason="Add a back-up please"
    )
    returned = stored(store, ready)
    assert returned.status is Status.DRAFT
    assert [comment.text for comment in returned.comments] == ["Add a back-up please"]


def test_a_plan_without_good_and_hard_days_is_not_agreed_yet(signed_in, store, keep_plan):
    plan = keep_plan(sent=True)
    page = f"/desk/plans/{plan.reference}"
    answer = signed_in("adviser").post(f"{page}/agree", page, version=str(plan.version))
    assert answer.status_code == 409
    assert "“Good days and hard days” is not answered yet" in answer.text
    assert stored(store, plan).status is Status.WITH_ADVISER


def test_a_plan_that_changed_meanwhile_is_not_returned_and_nothing_typed_is_lost(signed_in, store, ready):
    page = f"/desk/plans/{ready.reference}"
    browser = signed_in("adviser")
    changed = learner_changes(store, ready)
    answer = browser.post(f"{page}/return", page, version=str(ready.version), reason=WORDS)
    assert answer.status_code == 409
    assert "The plan changed after you opened it" in answer.text
    assert "I like how you &lt;wrote&gt; this</textarea>" in answer.text
    assert f'name="version" value="{changed.version}"' in answer.text
    assert (stored(store, ready).status, stored(store, ready).comments) == (Status.WITH_ADVISER, ())


def test_the_second_of_two_advisers_is_told_that_the_plan_was_moved(signed_in, store, ready):
    page = f"/desk/plans/{ready.reference}"
    first, second = signed_in("adviser"), signed_in("both")
    first.post(f"{page}/agree", page, version=str(ready.version))
    version = stored(store, ready).version
    answer = second.post(f"{page}/return", page, version=str(version), reason=WORDS)
    assert answer.status_code == 409
    assert "no longer waiting for you" in answer.text
    assert "I like how you &lt;wrote&gt; this</textarea>" in answer.text


@pytest.mark.parametrize("version", ["", "x", "-1", "99", "²"])
def test_a_version_that_was_never_read_agrees_nothing(signed_in, store, ready, version):
    page = f"/desk/plans/{ready.reference}"
    assert signed_in("adviser").post(f"{page}/agree", page, version=version).status_code == 409
    assert stored(store, ready).status is Status.WITH_ADVISER


def test_a_plan_that_is_no_longer_shared_takes_no_comment(signed_in, store, whole_plan, page):
    browser = signed_in("adviser")
    token = browser.token(page)
    with store.open() as s:
        kept_back = s.plans.get(whole_plan.reference)
        for section in kept_back.sharing:
            kept_back = plans.with_answer(kept_back, f"sharing_{section}", None)
        s.plans.save(kept_back, audit.Event("learner", "plan.shared", "plan:x"))
    answer = browser.client.post(f"{page}/comment", data={"csrf_token": token, "comment": WORDS})
    assert answer.status_code == 404
    assert stored(store, whole_plan).comments == ()
