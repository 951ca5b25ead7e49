"""What must hold before a step of a penalty, from its service to its archive."""

from decimal import Decimal

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.procedure import rule
from fazhi.core.ruling import done, must, never, not_done, over
from fazhi.law import statute, threshold
from fazhi.procedures.enforcement.acting_officers import LEAST_OFFICERS, REGISTER, fault_of
from fazhi.procedures.enforcement.penalty_execution_forms import Publishing, Service
from fazhi.procedures.enforcement.penalty_rules import LAW, later, yuan

SERVICE = statute("民事诉讼法")
COERCION = statute("行政强制法")


def owed(view: CaseView) -> Decimal:
    """Return what is to be paid: by the decision, or by what another organ made of it."""
    changed = view.last("overturned")
    if changed is None or changed.form.get("overturned_how") == "unlawful":
        return yuan(view.record.get("amount"))
    return yuan(changed.form.get("amount_after"))


def paid(view: CaseView) -> Decimal:
    """Return what has been paid so far."""
    return sum(
        (yuan(event.form.get("paid")) for event in view.history if event.step in ("part_paid", "paid")),
        Decimal(0),
    )


# Service -------------------------------------------------------------------------------------------


@rule(SERVICE(89, "由送达人、见证人签名或者盖章"), needs_form=True)
def what_is_left_is_left_by_two(view: CaseView, event: Event) -> str | None:
    """Leaving a decision with somebody who refuses it takes two certified officers."""
    if event.form.get("service_way") != "left":
        return None
    servers = event.form.get("servers", [])
    if len(servers) < LEAST_OFFICERS:
        return f"留置送达由{LEAST_OFFICERS}名以上执法人员进行。"
    faults = [
        f"“{one}”{fault}"
        for one in servers
        if (fault := fault_of(view.roster.get((REGISTER, one)), event.on))
    ]
    return f"{'；'.join(faults)}，不得留置送达。" if faults else None


electronic_service_was_agreed = must(
    Service.agreed_electronic.is_("yes"),
    LAW(61, "当事人同意并签订确认书的，行政机关可以采用传真、电子邮件等方式", paragraph=2),
    "当事人未签订确认书，不能电子送达。",
    when=Service.service_way.is_("electronic"),
)
DEEMED_SERVED = SERVICE(95, "自发出公告之日起，经过三十日，即视为送达", paragraph=1)
BY_ANNOUNCEMENT = Service.service_way.is_("announcement")
it_was_announced = done("announced", DEEMED_SERVED, "尚未发出公告。", when=BY_ANNOUNCEMENT)
the_announcement_has_run = over(
    "announce", DEEMED_SERVED, "公告期满（{day}）后才视为送达。", when=BY_ANNOUNCEMENT
)


# Publication ---------------------------------------------------------------------------------------


@rule(LAW(48, "具有一定社会影响的行政处罚决定应当依法公开", paragraph=1))
def publication_was_decided(view: CaseView, _event: Event) -> str | None:
    """Whether a decision is published is decided in each case."""
    if view.record.get("publication") == "withhold":
        return f"本案决定不公开（{view.record.get('publication_reason', '')}）。"
    return None


@rule(LAW(48, "公开的行政处罚决定被依法变更、撤销、确认违法或者确认无效的", paragraph=2))
def it_holds_and_is_not_public_yet(view: CaseView, _event: Event) -> str | None:
    """What no longer holds is not published, nor what stands published already or was shown its time."""
    if "overturned" in view.done:
        return "处罚决定已被变更、撤销、确认违法或者确认无效，不得公开原决定。"
    if "delisted" in view.done:
        return "处罚信息已停止公示，不得再次公开。"
    return "处罚决定已经公开。" if later(view, "published") > later(view, "taken_down") else None


what_is_confidential_is_masked = never(
    Publishing.masked.is_("no"), LAW(50, "应当依法予以保密"), "公开前请隐去国家秘密、商业秘密和个人隐私。"
)
it_is_published = done(
    "published",
    LAW(48, "应当在三日内撤回行政处罚决定信息并公开说明理由", paragraph=2),
    "处罚决定没有公开，或者已经撤回。",
    since=("taken_down", "delisted"),
)
it_was_overturned = done(
    "overturned",
    LAW(48, "公开的行政处罚决定被依法变更、撤销、确认违法或者确认无效的", paragraph=2),
    "处罚决定没有被变更、撤销、确认违法或者无效。",
)


# Payment -------------------------------------------------------------------------------------------


@rule(LAW(68, "有下列情形之一，执法人员可以当场收缴罚款"), needs_form=True)
def it_may_be_collected_on_the_spot(view: CaseView, event: Event) -> str | None:
    """Officers collect a fine themselves only where the Act lets them."""
    ground = event.form.get("collect_ground")
    if ground != "remote" and "decided_on_spot" not in view.done:
        return "普通程序作出的罚款，除边远、水上、交通不便地区当事人提出的以外，不得当场收缴。"
    ceiling = threshold("TH-03").ceiling
    if ground == "small" and yuan(view.record.get("fine")) > ceiling:
        return f"罚款超过{ceiling}元，不能以此情形当场收缴。"
    return None


it_was_collected = done(
    "collected",
    LAW(71, "应当自收缴罚款之日起二日内，交至行政机关"),
    "没有当场收缴待交的罚款。",
    since="handed_in",
)


@rule(LAW(66, "当事人应当在行政处罚决定书载明的期限内，予以履行", paragraph=1), needs_form=True)
def all_is_paid(view: CaseView, event: Event) -> str | None:
    """A payment settles the case when all that is owed is paid."""
    total, due = paid(view) + yuan(event.form.get("paid")), owed(view)
    if not due:
        return "本案没有应缴的罚没款。"
    return None if total >= due else f"应缴{due}元，累计缴款{total}元，请办理“登记部分缴款”。"


@rule(LAW(66, "可以暂缓或者分期缴纳", paragraph=2), needs_form=True)
def a_part_is_paid(view: CaseView, event: Event) -> str | None:
    """A part payment leaves something owed."""
    total, due = paid(view) + yuan(event.form.get("paid")), owed(view)
    return None if total < due else f"累计缴款{total}元，已缴清应缴的{due}元，请办理“登记缴清”。"


what_was_collected_was_handed_in = not_done(
    "collected",
    LAW(67, "作出罚款决定的行政机关应当与收缴罚款的机构分离", paragraph=1),
    "当场收缴的罚款尚未交至行政机关。",
    since="handed_in",
)


@rule(LAW(66, "当事人确有经济困难，需要延期或者分期缴纳罚款的", paragraph=2), needs_form=True)
def a_deferral_reaches_further(view: CaseView, event: Event) -> str | None:
    """A deferral ends later than the time it lengthens."""
    last = next(
        (c.last_day for c in reversed(view.clocks) if c.limit.name.startswith("pay") and not c.met), None
    )
    if last is not None and str(event.form.get("deferred_until")) <= last.isoformat():
        return f"延期后的缴纳期限应当晚于现在的期限{last}。"
    return None


@rule(LAW(72, "每日按罚款数额的百分之三加处罚款，加处罚款的数额不得超出罚款的数额", item=1), needs_form=True)
def the_surcharge_is_within_the_law(view: CaseView, event: Event) -> str | None:
    """A surcharge begins after the time to pay, grows by the day and never exceeds the fine."""
    clock = next((c for c in reversed(view.clocks) if c.limit.name.startswith("pay") and not c.met), None)
    if clock is None or clock.last_day is None or event.on <= clock.last_day:
        return "缴纳罚款的期限尚未届满，不能加处罚款。"
    fine = yuan(view.record.get("fine"))
    days = (event.on - clock.last_day).days - int(event.form.get("days_left_out") or 0)
    most = min(fine, fine * threshold("TH-04").ceiling / 100 * max(days, 0))
    if (asked := yuan(event.form.get("surcharge"))) > most:
        return f"加处罚款{asked}元超过可以加处的数额{most:.2f}元（逾期{max(days, 0)}日，不超出罚款数额）。"
    return None


the_party_was_urged = done(
    "urged",
    COERCION(35, "行政机关作出强制执行决定前，应当事先催告当事人履行义务"),
    "强制执行前应当先催告当事人履行义务。",
)


# Closing -------------------------------------------------------------------------------------------


def settled(view: CaseView) -> bool:
    """Tell whether nothing is left to be paid or executed."""
    return not owed(view) or bool({"paid", "enforced"} & view.done)


@rule(LAW(66, "当事人应当在行政处罚决定书载明的期限内，予以履行", paragraph=1), needs_form=True)
def it_ended_as_it_says(view: CaseView, event: Event) -> str | None:
    """A case is closed in the way it really ended."""
    result = view.record.get("result")
    holds = {
        "executed": (result == "penalty" and settled(view), "处罚尚未执行完毕。"),
        "no_penalty": (result == "no_penalty", "本案没有决定不予行政处罚。"),
        "transferred": ("police_filed" in view.done, "公安机关尚未立案。"),
        "referred": ("referred" in view.done, "本案没有移送其他机关。"),
    }
    met, missing = holds.get(str(event.form.get("close_kind")), (True, ""))
    return None if met else missing


what_was_preserved_was_dealt_with = not_done(
    "preserved",
    LAW(56, "应当在七日内及时作出处理决定"),
    "先行登记保存的证据尚未作出处理决定，不能结案。",
    since="preservation_ruled",
)
it_went_the_whole_way = done(
    "filed", LAW(47, "进行全过程记录，归档保存"), "当场处罚不办理结案审批，请办理“备案归卷”。"
)
it_was_handed_in = done(
    "reported",
    LAW(52, "执法人员当场作出的行政处罚决定，应当报所属行政机关备案", paragraph=3),
    "当场处罚决定尚未报所属行政机关备案。",
)


@rule(LAW(53, "对当场作出的行政处罚决定，当事人应当依照本法第六十七条至第六十九条的规定履行"))
def it_was_performed(view: CaseView, _event: Event) -> str | None:
    """A fine on the spot is paid before the case is put on file."""
    return None if settled(view) else "罚款尚未缴清，不能归卷。"


it_was_decided_on_the_spot = done(
    "decided_on_spot",
    LAW(52, "执法人员当场作出的行政处罚决定，应当报所属行政机关备案", paragraph=3),
    "本案适用普通程序，不办理当场处罚报备。",
)
