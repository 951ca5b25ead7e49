"""The orders of the 12345 line, from the call to the call back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.demo.duties import hotline_words as words
from fazhi.demo.duties.dealing import NOW, Dealer, at
from fazhi.demo.stories.script import Tale

_OFFICER = "柳含章"
_CHANNELS = {
    "phone": 78,
    "wechat": 6,
    "mini_program": 6,
    "app": 4,
    "website": 3,
    "police": 2,
    "message_board": 1,
}
#: Where a topic is brought up more often than elsewhere: by the last digit of the community.
_MORE = {
    "property": (1, 1, 1, 1, 3, 1, 1, 0.5),
    "noise": (1, 1, 1, 1, 1, 1, 2, 1),
    "labour": (1, 1, 1, 1, 1, 3, 1, 1),
    "consumer": (1, 1, 1, 1, 1, 3, 1, 1),
    "illegal_building": (1, 1, 1, 1, 1, 1, 1, 4),
}
_OFFICES = {
    "property": "城市管理建设办公室",
    "illegal_building": "城市管理建设办公室",
    "housing": "城市管理建设办公室",
    "utilities": "城市管理建设办公室",
    "traffic": "综合行政执法队",
    "appearance": "综合行政执法队",
    "noise": "综合行政执法队",
    "dogs": "综合行政执法队",
    "labour": "平安法治办公室",
    "consumer": "平安法治办公室",
    "civil_affairs": "便民服务中心",
    "other": "党政综合办公室",
}
_HEADS = {
    "城市管理建设办公室": "阮望岳",
    "综合行政执法队": "秦牧川",
    "平安法治办公室": "秦牧川",
    "便民服务中心": "翟暖阳",
    "党政综合办公室": "傅知微",
}
#: What the officer has on the desk when the demonstration begins.
_UNDER_WAY = (
    (date(2026, 1, 12), "property"),
    (date(2026, 1, 13), "labour"),
    (date(2026, 1, 14), "noise"),
    (date(2026, 1, 14), "utilities"),
    (date(2026, 1, 15), "traffic"),
)
_IN, _OUT, _RETURNED, _REDONE = 12, 11, 46, 31


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """One order: when it came and what becomes of it."""

    nth: int
    on: date
    topic: str
    kind: str
    solved: str
    rating: str
    left_out: bool = False
    contacted_late: bool = False
    late: bool = False
    redone: bool = False
    open_: bool = False
    called_before: bool = False


def tell(dealer: Dealer) -> None:
    """Tell every order of the year, those carried in and those sent back."""
    dealer = dealer.less_told("hotline_order")
    tellers = _Orders(dealer)
    for order in _orders(dealer):
        tellers.tell(order)
    for nth, on in enumerate(dealer.days(dealer.evenly(_RETURNED))):
        tellers.send_back(nth, on)
    for nth, (on, topic) in enumerate(_UNDER_WAY):
        tellers.begin(nth, on, topic)


def _orders(dealer: Dealer) -> Iterator[_Order]:
    """Yield the orders in order of time, with what the figures ask dealt out to them."""
    days = dealer.days(dealer.months("hotline.received"))
    number = len(days)
    topics = dealer.dealt(dealer.slices("hotline.received", "topic"))
    kinds = dealer.dealt(dealer.slices("hotline.received", "order_kind"))
    called = number - _OUT + _IN - 1  # all that are closed, but for one that was called back the year before
    left_out = called - dealer.total("hotline.called_back")
    counted = called - left_out
    solved = dealer.total("hotline.resolved")
    pleased = dealer.total("hotline.satisfied")
    results = ["yes"] * solved + ["partly"] * ((counted - solved) // 2)
    results += ["no"] * (counted - len(results))
    ratings = ["satisfied"] * (pleased * 8 // 9)
    ratings += ["fairly"] * (pleased - len(ratings)) + ["neutral"] * ((counted - pleased) // 2)
    ratings += ["dissatisfied"] * (counted - len(ratings))
    said = list(zip(results, ratings, strict=True))
    said += [("no", "dissatisfied")] * left_out
    marks = [nth >= counted for nth in range(called)]
    both = list(zip(said, marks, strict=True))
    dealer.random.shuffle(both)
    within = range(number - _OUT)
    late_contact = set(dealer.random.sample(within, number - dealer.total("hotline.contacted")))
    late = dealer.total("hotline.closed") - dealer.total("hotline.closed_on_time")
    unlate = set(dealer.random.sample(within[: len(within) * 9 // 10], late))
    early = [one for one in within if one not in unlate and days[one] < date(dealer.year, 12, 1)]
    redone = set(dealer.random.sample(early, _REDONE))
    carried = [date(dealer.year - 1, 12, day) for day in (23, 25, 25, 25, 26, 26, 27, 27, 30, 30, 31, 31)]
    for nth, on in enumerate(carried[:_IN]):
        before = nth == 0
        (answer, rating), out = (("yes", "satisfied"), False) if before else both.pop()
        yield _Order(
            nth=-nth - 1,
            on=on,
            topic=dealer.random.choice(("property", "noise", "utilities", "labour")),
            kind="complaint" if nth % 2 else "help",
            solved=answer,
            rating=rating,
            left_out=out,
            called_before=before,
        )
    for nth, (on, topic, kind) in enumerate(zip(days, topics, kinds, strict=True)):
        if nth not in within:
            yield _Order(nth=nth, on=on, topic=topic, kind=kind, solved="yes", rating="satisfied", open_=True)
            continue
        (answer, rating), out = both.pop()
        yield _Order(
            nth=nth,
            on=on,
            topic=topic,
            kind=kind,
            solved=answer,
            rating=rating,
            left_out=out,
            contacted_late=nth in late_contact,
            late=nth in unlate,
            redone=nth in redone,
        )


class _Orders:
    """Tells orders step by step."""

    def __init__(self, dealer: Dealer) -> None:
        self.dealer = dealer
        self.random = dealer.random
        self.script = dealer.script
        self.numbers = 0

    def tell(self, order: _Order) -> None:
        """Tell one order to where it stands when the demonstration begins."""
        place = self.dealer.place(_MORE.get(order.topic, ()))
        subject, done, explained = self._words(order, place)
        tale, due = self._opened(order.on, place, order.topic, order.kind, subject)
        office = _OFFICES[order.topic]
        handler = _HEADS[office] if self.random.random() < 0.4 else self.dealer.secretary(place)
        tale.do("received", order.on, _OFFICER, office=office, handler=self.script.person(handler).code)
        on = self.script.working(order.on, 1) if order.contacted_late else order.on
        self._contact(tale, on, handler, late=order.contacted_late)
        answered = self._answer_day(order, on, due)
        self._handled(tale, order, max(on, self._before(answered, on)), handler, (done, explained))
        self._replied(tale, answered, done if order.solved == "yes" else explained)
        self._followed(tale, order, answered, handler, done)

    def begin(self, nth: int, on: date, topic: str) -> None:
        """Tell an order that is under way: answered, handled, or just signed for."""
        place = self.dealer.place(_MORE.get(topic, ()))
        order = _Order(nth=nth, on=on, topic=topic, kind="help", solved="yes", rating="satisfied")
        subject, done, _ = self._words(order, place)
        tale, _ = self._opened(on, place, topic, "help", subject)
        handler = self.dealer.secretary(place)
        code = self.script.person(handler).code
        tale.do("received", on, _OFFICER, office=_OFFICES[topic], handler=code)
        if nth < 4:
            self._contact(tale, on, handler, late=False)
        if nth < 2:
            tale.do("handled", NOW, handler, result="solved", handling=done)
        tale.end()

    def send_back(self, nth: int, on: date) -> None:
        """Tell an order that belongs elsewhere."""
        place = self.dealer.place()
        topic = self.random.choice(("traffic", "utilities", "consumer", "noise"))
        subject = self._slots(self.random.choice(words.MATTERS[topic])[0], place)
        tale, _ = self._opened(on, place, topic, "help", subject)
        why, ground, body = words.RETURNS[nth % len(words.RETURNS)]
        proper: dict[str, Any] = {"proper_body": body} if body else {}
        tale.do("returned", on, _OFFICER, return_for=why, return_ground=ground, **proper)
        tale.do("return_agreed", self.script.working(on, 1), _OFFICER, return_note="同意退单").end()

    def _opened(self, on: date, place: str, topic: str, kind: str, subject: str) -> tuple[Tale, date]:
        self.numbers += 1
        due = self.script.working(on, 1 if kind == "consult" else 5)
        channel = self.random.choices(list(_CHANNELS), list(_CHANNELS.values()))[0]
        secret: dict[str, Any] = {}
        if self.random.random() < 0.7:
            secret = {"caller": self.script.names.person(), "phone": self.script.names.mobile()}
        tale = self.script.open(
            "hotline_order",
            "dispatched",
            on,
            _OFFICER,
            place=place,
            order_no=f"NZ12345-{on:%Y%m%d}-{self.numbers:05}",
            channel=channel,
            confidential="yes" if self.random.random() < 0.08 else "no",
            order_kind=kind,
            topic=topic,
            subject=subject,
            text=f"来电人反映{subject}，希望核实处理。",
            grid=place,
            urgency="urgent" if self.random.random() < 0.05 else "normal",
            dispatched_on=on,
            contact_by=at(on, 18 * 60),
            due_on=due,
            **secret,
        )
        return tale, due

    def _contact(self, tale: Tale, on: date, handler: str, *, late: bool) -> None:
        minute = 8 * 60 + 50 if late else tale.moment[1] + 8
        tale.do(
            "contacted",
            on,
            handler,
            contacted_at=at(on, minute),
            contact_way=self.random.choice(("phone", "phone", "phone", "visit")),
            reached="yes",
        )

    def _answer_day(self, order: _Order, since: date, due: date) -> date:
        if order.called_before:
            return order.on
        if order.open_:
            return max(due, date(self.dealer.year + 1, 1, 5))
        if order.late:
            return self.script.working(due, self.random.randint(1, 3))
        if order.on.year < self.dealer.year:
            return date(self.dealer.year, 1, 2)
        latest = self.script.working(order.on, 1 if order.kind == "consult" else self.random.randint(1, 5))
        answered = min(latest, due)
        end = date(self.dealer.year, 12, 30)
        return max(since, min(answered, end))

    def _before(self, answered: date, on: date) -> date:
        days = self.script.between(on, answered)
        return days[-2] if len(days) > 1 else answered

    def _handled(self, tale: Tale, order: _Order, on: date, handler: str, said: tuple[str, str]) -> None:
        done, explained = said
        solved = order.solved == "yes"
        result = "solved" if solved else self.random.choice(("explained", "partly", "going_on"))
        tale.do("handled", on, handler, result=result, handling=done if solved else explained)

    def _replied(self, tale: Tale, on: date, text: str) -> None:
        minute = tale.moment[1] + 4 if tale.moment[0] == on else 9 * 60
        tale.do(
            "replied",
            on,
            _OFFICER,
            replied_at=at(on, minute),
            reply_way="phone",
            reply_text=f"您反映的事项已办理：{text}",
        )

    def _followed(self, tale: Tale, order: _Order, answered: date, handler: str, done: str) -> None:
        """Call back, have it done anew where it was not, and close; within the year, unless it stays open."""
        end = date(self.dealer.year, 12, 31)
        called = answered if order.called_before else self.script.working(answered, self.random.randint(0, 2))
        if order.open_:
            called = max(called, date(self.dealer.year + 1, 1, 5))
        elif not order.called_before:
            called = min(called, end)
        if order.left_out:
            why, reason = words.EXCLUDED[order.nth % len(words.EXCLUDED)]
            tale.do("excluded", called, _OFFICER, excluded_for=why, exclusion_reason=reason)
        said: dict[str, Any] = (
            {"why": words.WHY_NOT[order.nth % len(words.WHY_NOT)]} if order.rating == "dissatisfied" else {}
        )
        tale.do(
            "called_back",
            called,
            _OFFICER,
            left_out="yes" if order.left_out else "no",
            called="yes",
            solved=order.solved,
            rating=order.rating,
            **said,
        )
        if order.redone and called <= date(self.dealer.year, 12, 19):
            called = self._done_anew(tale, called, handler, done)
        closed = date(self.dealer.year, 1, 2) if order.called_before else called
        tale.do("closed", closed, _OFFICER).end()

    def _done_anew(self, tale: Tale, called: date, handler: str, done: str) -> date:
        tale.do(
            "redone",
            called,
            _OFFICER,
            redo_reason="回访反映问题仍有反复，退回再次核实办理",
            redo_by=self.script.working(called, 5),
        )
        again = self.script.working(called, 2)
        tale.do("handled", again, handler, result="solved", handling=f"再次到场核实。{done}")
        self._replied(tale, again, done)
        last = self.script.working(again, 1)
        tale.do("called_again", last, _OFFICER, left_out="no", called="yes", solved="yes", rating="satisfied")
        return last

    def _words(self, order: _Order, place: str) -> tuple[str, str, str]:
        if order.kind == "praise":
            subject, done = words.PRAISE
            return self._slots(subject, place), done, done
        told, done, explained = self.random.choice(words.MATTERS[order.topic])
        told, done, explained = self._all_slots(place, told, done, explained)
        if order.kind == "consult" and not told.startswith(("咨询", "询问")):
            told = f"咨询{told}的处理途径"
        if order.kind == "suggestion":
            told = f"建议重视解决{told}问题"
        return told, done, explained

    def _slots(self, text: str, place: str) -> str:
        return self._all_slots(place, text)[0]

    def _all_slots(self, place: str, *texts: str) -> tuple[str, ...]:
        last = place[-3:]
        filled = {
            "estate": self.random.choice(words.ESTATES[last]),
            "road": words.ROADS[last],
            "b": self.random.randint(1, 22),
            "n": self.random.randint(2, 4),
            "time": self.random.choice((22, 23)),
            "firm": words.ROADS[last] + self.random.choice(words.FIRMS),
        }
        return tuple(one.format(**filled) for one in texts)
