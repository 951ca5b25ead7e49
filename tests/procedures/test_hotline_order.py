"""热线工单, told as orders."""

from datetime import date, datetime

import pytest

from fazhi.core.case import Light
from fazhi.core.ledger import total
from fazhi.procedures.enforcement.inspection import Inspection
from fazhi.procedures.enforcement.penalty import Penalty
from fazhi.procedures.mediation.dispute import Dispute
from fazhi.procedures.mediation.hotline_order import HotlineOrder
from fazhi.procedures.mediation.mediation import Mediation
from fazhi.procedures.mediation.petition import Petition
from house.statutes import quote_stands
from journal_text import attempt, codes, posted, postings, refusal, view

TANGSHAN = frozenset({"tangshan"})
at = datetime.fromisoformat

DISPATCHED = """
    2026-03-02  dispatched  柳含章  channel=phone order_kind=complaint topic=noise subject=烧烤店音响扰民 \
urgency=normal confidential=no hard=no dispatched_on=2026-03-02 contact_by=2026-03-03T10:00 due_on=2026-03-09
"""
RECEIVED = DISPATCHED + "\n2026-03-02 received 柳含章 office=城管办 handler=阮望岳"
CONTACTED = (
    RECEIVED + "\n2026-03-03 contacted 秦牧川 contacted_at=2026-03-03T09:30 contact_way=phone reached=yes"
)
HANDLED = CONTACTED + "\n2026-03-05 handled 秦牧川 result=solved"
REPLIED = HANDLED + "\n2026-03-06 replied 柳含章 replied_at=2026-03-06T10:00 reply_way=phone"
CALLED = REPLIED + "\n2026-03-08 called_back 柳含章 left_out=no called=yes solved=yes rating=fairly"
CLOSED = CALLED + "\n2026-03-09 closed 柳含章"
REDONE = CALLED.replace("solved=yes", "solved=no") + "\n2026-03-10 redone 柳含章 redo_by=2026-03-16"
REPLY = "{} replied 柳含章/hotline_officer replied_at={}T10:00 reply_way=phone reply_text=已处理"


def order(text, **known):
    return view(text, HotlineOrder, **known)


@pytest.mark.parametrize("step", HotlineOrder.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert False not in [quote_stands(basis) for basis in (step.basis, *step.cites)]
    assert step.basis.quote


def test_an_order_goes_from_the_line_to_its_end():
    assert [order(text).stage.label for text in (DISPATCHED, RECEIVED, REPLIED, CALLED, CLOSED)] == [
        "待签收",
        "办理中",
        "待回访",
        "待办结",
        "已办结",
    ]


def test_what_is_not_ours_goes_back_with_ground_and_the_right_body():
    line = "2026-03-02 returned 柳含章/hotline_officer return_for=not_ours"
    back = DISPATCHED + "\n2026-03-02 returned 柳含章 return_for=not_ours"

    found = attempt(order(DISPATCHED), line).refusals
    assert [one.field for one in found] == ["return_ground", "proper_body"]
    assert order(back).stage.label == "退单待审"
    assert order(back + "\n2026-03-03 return_agreed 柳含章").stage.final
    assert order(back + "\n2026-03-03 return_refused 柳含章").stage.label == "待签收"


def test_the_time_on_the_order_binds_everywhere():
    contact, finish = order(DISPATCHED).clocks

    assert (finish.limit.name, finish.last_day) == ("finish", date(2026, 3, 9))
    assert not order(CLOSED).clock("finish").late
    assert (contact.limit.name, contact.last_day) == ("contact", date(2026, 3, 3))


def test_the_caller_is_contacted_by_the_hour_on_the_order():
    running = order(RECEIVED).clock("contact")

    assert running.light(at("2026-03-03T10:00"), 0) is Light.NEAR
    assert running.light(at("2026-03-03T10:01"), 0) is Light.OVERDUE
    assert not order(CONTACTED).clock("contact").late
    assert order(CONTACTED.replace("T09:30", "T10:01")).clock("contact").late
    assert "2026年3月3日10时00分" in running.counted.explanation


@pytest.mark.parametrize(
    ("text", "limit", "code", "day"),
    [
        (DISPATCHED, "sign", "HL-01", date(2026, 3, 3)),
        (DISPATCHED, "send_back", "HL-02", date(2026, 3, 3)),
        (DISPATCHED.replace("hard=no", "hard=yes"), "send_back_hard", "HL-03", date(2026, 3, 5)),
        (DISPATCHED.replace("=complaint", "=consult"), "answer_question", "HL-04", date(2026, 3, 4)),
        (DISPATCHED, "answer_request", "HL-05", date(2026, 3, 9)),
    ],
)
def test_the_days_of_one_city_bind_only_where_its_rules_are_switched_on(text, limit, code, day):
    clock = order(text, profiles=TANGSHAN).clock(limit)

    assert (clock.limit.code, clock.last_day) == (code, day)
    assert order(text).clock(limit) is None


def test_local_days_leave_out_a_holiday():
    text = DISPATCHED.replace("2026-03-02", "2026-04-30").replace("due_on=2026-03-09", "due_on=2026-05-20")

    # 1 to 5 May off, 9 May worked
    assert order(text, profiles=TANGSHAN).clock("answer_request").last_day == date(2026, 5, 11)


def test_nobody_is_answered_who_was_not_contacted_and_whose_matter_was_not_handled():
    line = REPLY.format("2026-03-06", "2026-03-06")

    for text, missing in ((RECEIVED, "联系诉求人、登记办理情况"), (CONTACTED, "登记办理情况")):
        found = refusal(attempt(order(text), line), "rule-not-met")
        assert found.basis == "内部管理规则（接诉响应）"
        assert missing in found.message
    assert attempt(order(HANDLED), line).refusals == ()


def test_an_extension_is_asked_in_time_agreed_and_told():
    line = (
        "{} extended 柳含章/hotline_officer extension_reason=需协调 agreed={} caller_told={}"
        " due_on=2026-03-20"
    )
    extended = HANDLED + "\n" + line.format("2026-03-06", "yes", "yes")

    assert attempt(order(HANDLED), line.format("2026-03-09", "yes", "yes")).refusals == ()
    for told in (("2026-03-10", "yes", "yes"), ("2026-03-09", "no", "yes"), ("2026-03-09", "yes", "no")):
        found = refusal(attempt(order(HANDLED), line.format(*told)), "rule-not-met")
        assert found.basis == "内部管理规则（工单时限）"
    assert order(extended).clock("finish").last_day == date(2026, 3, 20)
    assert order(extended, profiles=TANGSHAN).clock("answer_request").last_day == date(2026, 3, 20)


def test_what_was_redone_is_handled_and_answered_again_in_its_own_time():
    line = REPLY.format("2026-03-12", "2026-03-12")
    handled = REDONE + "\n2026-03-11 handled 秦牧川 result=partly"

    assert refusal(attempt(order(REDONE), line), "rule-not-met").basis == "内部管理规则（工单回访）"
    assert attempt(order(handled), line).refusals == ()
    assert order(REDONE).clock("finish_again").last_day == date(2026, 3, 16)


def test_who_is_not_content_says_why():
    tried = attempt(
        order(REPLIED),
        "2026-03-08 called_back 柳含章/hotline_officer left_out=no called=yes solved=no rating=dissatisfied",
    )

    assert [one.field for one in tried.refusals] == ["why"]


def test_an_order_is_left_out_only_where_that_was_asked_for():
    line = "2026-03-08 called_back 柳含章/hotline_officer left_out=yes called=no"
    asked = REPLIED + "\n2026-03-07 excluded 柳含章 excluded_for=policy"

    assert refusal(attempt(order(REPLIED), line), "rule-not-met").basis == "内部管理规则（工单回访）"
    assert attempt(order(asked), line).refusals == ()


def test_who_called_is_sealed_and_orders_are_never_gathered_by_caller():
    fields = HotlineOrder.fields()

    assert all(fields[name].sealed for name in ("caller", "phone", "address", "text"))
    assert fields["repeat_of"].procedure == "hotline_order"


def test_what_an_order_opens_takes_what_it_brings():
    known = {"dispute": Dispute, "mediation": Mediation, "petition": Petition}
    known |= {"inspection": Inspection, "penalty": Penalty}
    opens = {one.procedure: one for one in HotlineOrder.handled.opens}

    assert set(known) <= set(opens)
    for code, duty in known.items():
        for name, value in opens[code].sets.items():
            assert duty.fields()[name].read(value) == value
        assert set(opens[code].carry) <= set(duty.fields())


def test_orders_are_counted_when_signed_for_and_when_closed():
    for text, code in ((RECEIVED, "hotline.received"), (CLOSED, "hotline.closed")):
        [found] = [one for one in postings(text, HotlineOrder) if one.indicator == code]
        assert found.slices == {"channel": "phone", "order_kind": "complaint", "topic": "noise"}
    assert posted(DISPATCHED, HotlineOrder) == {}


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ("contacted_at=2026-03-03T10:00", {"hotline.contacted": 1}),
        ("contacted_at=2026-03-03T10:01", {}),
    ],
)
def test_the_first_contact_counts_if_it_came_in_time(told, counts):
    text = CONTACTED.replace("contacted_at=2026-03-03T09:30", told)

    assert posted(text, HotlineOrder) == counts
    again = text + "\n2026-03-04 contacted 秦牧川 contacted_at=2026-03-03T09:40"
    assert posted(again, HotlineOrder) == {}


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ("left_out=no called=yes solved=yes rating=fairly", {"hotline.resolved", "hotline.satisfied"}),
        ("left_out=no called=yes solved=partly rating=satisfied", {"hotline.satisfied"}),
        ("left_out=no called=yes solved=yes rating=neutral", {"hotline.resolved"}),
        ("left_out=no called=yes solved=no rating=dissatisfied", set()),
        ("left_out=no called=unanswered", set()),
    ],
)
def test_a_call_back_counts_with_what_was_said(told, counts):
    text = CALLED.replace("left_out=no called=yes solved=yes rating=fairly", told)

    assert set(posted(text, HotlineOrder)) == counts | {"hotline.called_back"}
    [one] = [one for one in postings(text, HotlineOrder) if one.indicator == "hotline.called_back"]
    assert one.slices == {"channel": "phone"}


def test_what_was_left_out_and_a_second_call_back_do_not_count():
    left_out = CALLED.replace("left_out=no", "left_out=yes")
    second = (
        REDONE
        + "\n2026-03-11 handled 秦牧川 result=solved"
        + "\n2026-03-12 replied 柳含章 replied_at=2026-03-12T10:00"
        + "\n2026-03-13 called_again 柳含章 left_out=no called=yes solved=yes rating=satisfied"
    )
    line = "2026-03-13 {} 柳含章/hotline_officer left_out=no called=yes solved=yes rating=satisfied"

    assert posted(left_out, HotlineOrder) == {}
    assert posted(second, HotlineOrder) == {}
    assert "rule-not-met" in codes(attempt(order(second.rpartition("\n")[0]), line.format("called_back")))
    assert "rule-not-met" in codes(attempt(order(REPLIED), line.format("called_again")))


@pytest.mark.parametrize(
    ("text", "on_time"),
    [
        (CLOSED, True),
        (CLOSED.replace("due_on=2026-03-09", "due_on=2026-03-05"), False),
        (
            REDONE
            + "\n2026-03-11 handled 秦牧川 result=solved"
            + "\n2026-03-17 replied 柳含章 replied_at=2026-03-17T10:00"
            + "\n2026-03-18 called_again 柳含章 left_out=no called=yes solved=yes rating=satisfied"
            + "\n2026-03-19 closed 柳含章",
            False,
        ),
    ],
)
def test_an_order_is_closed_on_time_if_every_answer_was(text, on_time):
    found = posted(text, HotlineOrder)

    assert found == {"hotline.closed": 1} | ({"hotline.closed_on_time": 1} if on_time else {})


LEFT_OUT = {"left_out_for": "policy", "left_out_note": "同意"}


def test_a_call_back_left_out_afterwards_leaves_every_count_on_its_own_day():
    told = CLOSED + "\n2026-04-02 left_out_after 柳含章 left_out_for=policy"
    taken = [one for one in postings(told, HotlineOrder) if one.amount < 0]

    counted = {"hotline.called_back", "hotline.resolved", "hotline.satisfied"}
    assert {one.indicator for one in taken} == counted
    assert {(one.on, one.reverses) for one in taken} == {(date(2026, 3, 8), 6)}
    assert total(taken, "hotline.called_back", since=date(2026, 3, 1), until=date(2026, 4, 1)) == -1
    again = attempt(order(told), "2026-04-03 left_out_after 柳含章", form=LEFT_OUT)
    assert "rule-not-met" in codes(again)
