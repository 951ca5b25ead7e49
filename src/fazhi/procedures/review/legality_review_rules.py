"""What must hold before a step of a legality review, and what follows from its record."""

from collections.abc import Iterator, Mapping
from typing import Any

from fazhi.core.case import CaseView, hands
from fazhi.core.journal import Event
from fazhi.core.law import Basis, HouseRule
from fazhi.core.procedure import Rule, rule
from fazhi.core.ruling import done, never
from fazhi.law import statute
from fazhi.law.value_bands import value_band
from fazhi.procedures.review.legality_review_forms import MATERIALS, POINTS, REVIEW_KINDS, Review, Submission

DECISIONS = statute("重大行政决策程序暂行条例")
DOCUMENTS = statute("国办发〔2018〕115号")
ENFORCEMENT = statute("国办发〔2018〕118号")
SEPARATE = HouseRule("D4", "起草、送审的人不审查；审查的人不签发，也不签署所审查的文件、合同和决定。")
ANSWERED = HouseRule("审查2", "审查意见逐条反馈采纳情况，不采纳的写明理由，报送决定前的会议。")

# 哪一类事项送什么材料、审什么要点
FILES: dict[str, tuple[tuple[str, ...], Basis]] = {
    "decision": (
        ("draft", "grounds", "procedure"),
        DECISIONS(
            26,
            "应当提供决策草案及相关材料，包括有关法律、法规、规章等依据和履行决策法定程序的说明等",
            paragraph=1,
        ),
    ),
    "normative": (
        ("draft", "explanation", "grounds", "comments", "own_opinion"),
        DOCUMENTS.point("第二部分第（五）项"),
    ),
    "enforcement": (("draft", "case_file"), ENFORCEMENT.point("第（十三）项")),
    "contract": (
        ("draft", "explanation", "party_papers"),
        HouseRule("审查1", "合同送审附送审稿、情况说明和对方主体资格材料；材料不齐的退回补正。"),
    ),
}
LOOKS: dict[str, tuple[tuple[str, ...], Basis]] = {
    "decision": (("powers", "procedure", "content"), DECISIONS(27, "合法性审查的内容包括")),
    "normative": (
        ("standing", "powers", "content", "setting", "rights", "procedure"),
        DOCUMENTS.point("第二部分第（六）项"),
    ),
    "enforcement": (
        (
            "standing",
            "powers",
            "officers",
            "facts",
            "evidence",
            "procedure",
            "grounds",
            "discretion",
            "crime",
        ),
        ENFORCEMENT.point("第（十三）项"),
    ),
    "contract": (
        ("counterparty", "powers", "price", "duties", "liability", "forum"),
        HouseRule("审查4", "合同审查主体、权限、价款来源、权利义务、违约责任和争议解决。"),
    ),
}
#: Fields in which other duties name those who handle or sign a matter.
HANDLERS = ("handler", "submitter", "drafter", "signatory", "officers", "handlers", "chair")


def _is(view: CaseView, what: str) -> bool:
    """Tell whether the matter is of a kind that ``FILES`` and ``LOOKS`` know."""
    return what in (view.record.get("review_kind"), view.record.get("document_kind"))


def file_is_complete(what: str) -> Rule:
    """Return the rule that a matter of a kind is accepted with its file only."""
    wanted, basis = FILES[what]

    def the_file_is_complete(view: CaseView, _event: Event) -> str | None:
        """A matter is accepted when its file is complete."""
        lacking = [MATERIALS[one] for one in wanted if one not in view.record.get("materials", ())]
        if not _is(view, what) or not lacking:
            return None
        return f"送审材料不齐，缺少{'、'.join(lacking)}；请办理“退回补正”。"

    return rule(basis)(the_file_is_complete)


def points_are_looked_at(what: str) -> Rule:
    """Return the rule that a review of a kind looks at every point."""
    wanted, basis = LOOKS[what]

    def every_point_is_looked_at(view: CaseView, event: Event) -> str | None:
        """The review looks at every point that such a matter is reviewed for."""
        left = [POINTS[one] for one in wanted if one not in event.form.get("points_checked", ())]
        if not _is(view, what) or not left:
            return None
        return f"审查要点不全，尚未审查{'、'.join(left)}。"

    return rule(basis, needs_form=True)(every_point_is_looked_at)


def _handlers(record: Mapping[str, Any]) -> Iterator[str]:
    for name in HANDLERS:
        value = record.get(name)
        yield from value if isinstance(value, list) else [str(value)] if value else []


@rule(SEPARATE, needs_form=True)
def the_reviewer_has_no_hand_in_it(view: CaseView, event: Event) -> str | None:
    """Whoever handles or signs the contract, decision or case under review does not review it."""
    mine = hands(view.procedure, event)
    if any(mine & set(_handlers(one.record)) for one in view.links):
        return "审查人是关联事项的承办人、经办人或者签署人，须由他人审查。"
    return None


counsel_was_heard_on_a_decision = never(
    Submission.review_kind.is_("decision") & Review.counsel.is_("none"),
    DECISIONS(28, "在合法性审查过程中，应当组织法律顾问、公职律师提出法律意见"),
    "重大行政决策的审查，应当组织法律顾问、公职律师提出法律意见。",
)


@rule(
    DECISIONS(25, "对国家尚无明确规定的探索性改革决策事项，可以明示法律风险，提交决策机关讨论", paragraph=2),
    needs_form=True,
)
def risk_is_stated_for_decisions_only(view: CaseView, event: Event) -> str | None:
    """Only a decision on a reform not yet regulated may go on with its risk stated."""
    if event.form.get("conclusion") == "risk" and view.record.get("review_kind") != "decision":
        return f"{REVIEW_KINDS[view.record['review_kind']]}不适用“明示法律风险”的结论。"
    return None


@rule(ANSWERED, needs_form=True)
def every_opinion_is_answered(view: CaseView, event: Event) -> str | None:
    """Each opinion given is answered, once."""
    told = sorted(row["nth"] for row in event.form.get("answers", ()))
    given = int(view.record.get("opinions", 0))
    if told == list(range(1, given + 1)):
        return None
    return f"审查意见共{given}条，请按序号逐条反馈，每条一次。"


opinions_were_answered = done(
    "adopted",
    ANSWERED,
    "审查意见尚未反馈采纳情况，请先办理“反馈采纳情况”。",
    when=lambda view: bool(view.record.get("opinions")),
)


def due(view: CaseView) -> str:
    """Tell whether the matter is one that must be reviewed: the four that ``review.required`` counts."""
    kind = view.record.get("review_kind")
    must = kind in ("decision", "contract", "enforcement") or _is(view, "normative")
    return "yes" if must else "no"


def band(view: CaseView) -> str:
    """Return the value band of a contract."""
    amount = view.record.get("amount")
    return value_band(amount).code if amount and _is(view, "contract") else ""
