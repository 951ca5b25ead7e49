"""新媒体普法, told as posts that pass three checks."""

from datetime import date

import pytest

from fazhi.procedures.publicity.media_post import MediaPost
from house.statutes import quote_stands
from journal_text import attempt, codes, posted, postings, refusal, view

PLANNED = (
    "2025-11-28 planned 乔知夏 subject=宪法日普法短视频 account=青槐普法 channel=video_account"
    " post_kind=video video_kind=explainer original=original laws=[constitution] planned_for=2025-12-04"
)
REVIEWED = f"{PLANNED}\n2025-12-01 reviewed 裴南乔/office_head accurate=yes cleared=yes"
SIGNED = f"{REVIEWED}\n2025-12-02 signed 齐致远/justice_head"
HELD = f"{SIGNED}\n2025-12-04 held 乔知夏"


@pytest.mark.parametrize("step", MediaPost.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote


def test_nothing_is_published_before_it_was_checked_and_signed():
    for text in (PLANNED, REVIEWED):
        assert "out-of-turn" in codes(attempt(view(text, MediaPost), "2025-12-04 held 乔知夏"))
    assert attempt(view(SIGNED, MediaPost), "2025-12-04 held 乔知夏").refusals == ()


def test_who_drafted_it_does_not_check_it_and_who_checked_it_does_not_sign_it():
    own = attempt(view(PLANNED, MediaPost), "2025-12-01 reviewed 乔知夏/office_head accurate=yes cleared=yes")
    twice = attempt(view(REVIEWED, MediaPost), "2025-12-02 signed 裴南乔/justice_head")

    assert refusal(own, "same-hand").basis == "内部管理规则D12"
    assert "same-hand" in codes(twice)


@pytest.mark.parametrize(
    ("checked", "basis"),
    [
        ("accurate=no cleared=yes", "《法治宣传教育法》第五十四条第二款"),
        ("accurate=yes cleared=no", "内部管理规则D12"),
    ],
)
def test_what_could_mislead_or_is_secret_is_not_passed_on(checked, basis):
    tried = attempt(view(PLANNED, MediaPost), f"2025-12-01 reviewed 裴南乔/office_head {checked}")

    assert refusal(tried, "rule-not-met").basis == basis


def test_what_was_returned_is_revised_and_checked_anew():
    returned = f"{SIGNED}\n2025-12-03 returned 齐致远/justice_head return_reason=片头有误"
    revised = f"{returned}\n2025-12-03 revised 乔知夏 draft_text=改后"

    assert "out-of-turn" in codes(attempt(view(returned, MediaPost), "2025-12-04 held 乔知夏"))
    assert "out-of-turn" in codes(attempt(view(revised, MediaPost), "2025-12-04 held 乔知夏"))
    again = f"{revised}\n2025-12-03 reviewed 裴南乔/office_head accurate=yes cleared=yes"
    assert attempt(view(again, MediaPost), "2025-12-03 signed 齐致远/justice_head").refusals == ()


def test_a_post_is_due_on_the_day_it_was_planned_for_and_may_be_dropped_until_then():
    assert view(SIGNED, MediaPost).clock("hold_in_time").last_day == date(2025, 12, 4)
    dropped = attempt(view(SIGNED, MediaPost), "2025-12-03 cancelled 乔知夏 cancel_reason=推迟")
    assert dropped.refusals == ()


def test_what_was_forwarded_says_from_where():
    tried = attempt(view("", MediaPost), PLANNED.replace("original=original", "original=forwarded"))

    assert [one.field for one in tried.refusals] == ["source"]


def test_posts_and_videos_are_counted_when_they_are_published_and_views_when_they_are_read_off():
    assert posted(HELD, MediaPost) == {"publicity.posts": 1, "publicity.videos": 1}
    [post, video] = postings(HELD, MediaPost)
    assert post.slices == {"channel": "video_account", "original": "original"}
    assert video.slices == {"video_kind": "explainer"}
    views = f"{HELD}\n2025-12-31 recorded 乔知夏 views=1280"
    assert posted(views, MediaPost) == {"publicity.views": 1280}
    article = HELD.replace("post_kind=video video_kind=explainer", "post_kind=article")
    assert posted(article, MediaPost) == {"publicity.posts": 1}
