"""What must hold before a step of an inspection, and what follows from its record."""

from fazhi.core.case import CaseView
from fazhi.core.form import satisfies
from fazhi.core.journal import Event
from fazhi.core.procedure import rule
from fazhi.core.ruling import done, never, not_done
from fazhi.law import HouseRule, statute
from fazhi.procedures.enforcement.inspection_forms import FIRMS, Outcome, Plan, Published, Record

LAW = statute("行政处罚法")
SCRUTINY = statute("国办发〔2024〕54号").point("")
OPENNESS = statute("国办发〔2018〕118号").point("第（六）项")
RECHECKED = HouseRule("检查1", "责令改正的，到期复查并记录结果后结案。")


@rule(SCRUTINY, needs_form=True)
def the_item_is_listed(view: CaseView, event: Event) -> str | None:
    """Only what stands on the published list of items may be inspected."""
    if not event.form.get("item") and not event.form.get("item_name"):
        return "请选择检查事项清单中的事项，或者写明事项名称和清单编号。"
    item = view.refs.get(str(event.form.get("item")))
    if item is None:
        return None
    if item.final:
        return "该检查事项已退出事项清单，不得检查。"
    if not satisfies(item.record.get("item_kind", "inspection"), "inspection"):
        return "所选事项不是行政检查事项，请从公布的检查事项清单中选择。"
    return None


@rule(SCRUTINY, needs_form=True)
def the_yearly_ceiling_is_kept(_view: CaseView, event: Event) -> str | None:
    """A firm is not inspected more often in a year than announced, save on a case or for a stated reason."""
    told = event.form
    counted = told.get("inspection_kind") != "case" and told.get("object_kind") in FIRMS
    done, ceiling = told.get("count_this_year"), told.get("ceiling")
    if not counted or done is None or ceiling is None or done < ceiling or told.get("over_reason"):
        return None
    return f"该对象本年度已检查{done}次，达到上限{ceiling}次；确需检查的，请写明“超过上限的理由”。"


the_head_has_approved = done(
    "approved",
    SCRUTINY,
    "检查前须经行政机关负责人批准；情况紧急的，在计划中注明，检查后补办审批。",
    unless=Plan.urgent.is_("yes"),
)
the_firm_was_told = done(
    "notified",
    SCRUTINY,
    "进入企业检查，须先送达或者出示行政检查通知书。",
    when=Plan.mode.is_("on_site") & Plan.object_kind.is_(*FIRMS),
)
certificates_are_shown = never(
    Record.credentials_shown.is_("no"),
    LAW(55, "执法人员在调查或者进行检查时，应当主动向当事人或者有关人员出示执法证件", paragraph=1),
    "未出示执法证件的，当事人有权拒绝接受检查；请出示证件后再检查。",
)


@rule(LAW(28, "应当责令当事人改正或者限期改正违法行为", paragraph=1))
def there_is_something_to_correct(view: CaseView, _event: Event) -> str | None:
    """Correction is ordered of problems found."""
    return None if view.record.get("problems") else "检查未发现问题，没有可以责令改正的事项。"


@rule(RECHECKED, needs_form=True)
def no_more_is_fixed_than_was_found(view: CaseView, event: Event) -> str | None:
    """All rechecks together confirm no more than was found."""
    fixed = sum(int(past.form.get("fixed", 0)) for past in view.history) + int(event.form.get("fixed", 0))
    found = int(view.record.get("problems", 0))
    return f"历次复查共确认改正{fixed}个，多于检查发现的{found}个。" if fixed > found else None


it_was_approved_after_all = done(("approved", "approved_afterwards"), SCRUTINY, "紧急检查尚未补办审批手续。")
the_result_was_told = done("result_told", SCRUTINY, "尚未告知被检查对象检查结果。")
an_order_is_rechecked = not_done(
    "ordered", RECHECKED, "责令改正后尚未复查，请先办理“复查”。", since="rechecked"
)
what_is_to_be_filed_is_filed = never(
    Outcome.result.is_("filed"),
    LAW(54, "符合立案标准的，行政机关应当及时立案", paragraph=2),
    "处理结果为“转行政处罚立案”，请办理“转立案”。",
)
secrets_are_masked = never(
    Published.masked.is_("no"), LAW(50, "应当依法予以保密"), "公示前请隐去国家秘密、商业秘密和个人隐私。"
)


def whether_firm(view: CaseView) -> str:
    """Tell whether the object is a firm; sole traders and cooperatives count as one."""
    kind = view.record.get("object_kind")
    return ("yes" if kind in FIRMS else "no") if kind else ""


def whether_into_case(view: CaseView) -> str:
    """Tell of an inspection that has ended whether it became a penalty case."""
    if not {"closed", "filed_case"} & view.done:
        return ""
    return "yes" if "filed_case" in view.done or view.linked("penalty") else "no"


def whether_full(view: CaseView) -> str:
    """Tell whether it was approved, certificates were shown and the record was signed."""
    inspected = view.last("inspected")
    if inspected is None:
        return ""
    approved = {"approved", "approved_afterwards"} & view.done
    shown = inspected.form.get("credentials_shown") == "yes"
    return "yes" if approved and shown and inspected.form.get("signed") else "no"


def what_is_shown_of_the_object(view: CaseView) -> str:
    """Return what the public may read of the object: the name of a firm or body, of a person nothing."""
    if view.record.get("object_kind") == "individual":
        return "个人"
    return str(view.record.get("object_name", ""))
