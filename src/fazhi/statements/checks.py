"""What a careful reader would mark in a statement before it is filed: one small function a check.

Each yields ``Fault``s with code, severity, place, the exact words, what is wrong and how to mend it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from fazhi.core.statement import PARTS, Fault, Figure, Paragraph, Piece, Statement, plain, rounded

SMALL_BASE = 5
"""A rate on a base below this says more than it bears; a rule of good reporting, not of law."""

_NUMBER = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)(万|亿)?\s*(%|％)?(?:余|多)?")
_TIMES = {"万": 10_000, "亿": 100_000_000}
_MARKER = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十]+[）)、]|\d+[.、．]|[（(]\d+[）)])")
_DATE = re.compile(
    r"(?:19|20)\d{2}(?:年(?:度)?(?:\d{1,2}月(?:\d{1,2}日)?)?|[—－-](?:19|20)\d{2}年)|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日"
)
_NAMES = re.compile(
    r"《[^》]*》(?:[（(][^）)]*[）)])?|〔\d{4}〕\d+号|第[\d一二三四五六七八九十百]+[条款项次届]|12345|12348|“[^”]{0,12}\d[^”]*”|\d+\+[\dNnXx+]+|\d+·\d+"
)
_OBLIGATION = re.compile(r"(?:不少于|不低于|至少|每(?:年|季度|月|周)|力争|计划|目标|达到)[^，。；]{0,12}$")
_FULL = re.compile(
    r"(?:全部|均|全面)[^，。；]{0,6}(?:按期|按时|依法|办结|完成|整改到位|到位)|100\s*%|无一?逾期|零逾期|全覆盖|应审尽审|无超期|按期办结率达?到?100"
)
_CAUSE = re.compile(r"原因|由于|因为|源于|缘于|主要是因|导致|造成")
_BLANK = re.compile(r"[XxＸ×]{2,}|_{2,}|[?？]{2,}|某某|[（(]待(?:补充|填|定)[^）)]*[）)]")
_LATENESS = re.compile(r"逾期|超期|超时|超过[^，。]{0,6}期限|时限")
MOST_TOKENS = 3
"""More figures than these that share a number are no help in telling which was meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What checks may know besides the words: the year, figures of the books by code, what was late."""

    year: int
    figures: Mapping[str, Figure]
    late: int
    overdue: int
    open_items: int

    @property
    def unkept(self) -> str:
        """What the books hold against a claim of full compliance, in words; "" if nothing."""
        counted = (
            (self.late, "件逾期办结"),
            (self.overdue, "件逾期未办"),
            (self.open_items, "项整改未销号"),
        )
        return "、".join(f"{count}{words}" for count, words in counted if count)


Check = Callable[[Statement, Known], Iterator[Fault]]


def typed_numbers(statement: Statement, known: Known) -> Iterator[Fault]:
    """A number typed by hand that no record bears out; what is planned is no figure yet."""
    for paragraph in _of_the_year(statement):
        for piece in paragraph.pieces:
            if piece.figure is None:
                yield from _typed(piece, paragraph, known)


def _of_the_year(statement: Statement) -> Iterator[Paragraph]:
    """Yield the paragraphs that tell of the year, not of the one to come."""
    for section in statement.sections:
        if section.part != "next_year":
            yield from section.paragraphs


def _typed(piece: Piece, paragraph: Paragraph, known: Known) -> Iterator[Fault]:
    spared = [match.span() for pattern in (_DATE, _NAMES, _MARKER) for match in pattern.finditer(piece.text)]
    for match in _NUMBER.finditer(piece.text):
        if any(start <= match.start() < end for start, end in spared):
            continue
        if _OBLIGATION.search(piece.text[: match.start()]):
            continue
        borne = _borne(match, piece.text[match.end() :], known)
        tokens = tuple(f"{{{figure.indicator}}}" for figure in borne[:MOST_TOKENS])
        meant = "、".join(f"{{{one.indicator}}}（{one.label}）" for one in borne[:MOST_TOKENS])
        hint = (
            f"账簿中有相同的数，请改用指标记号，以便随账簿更新，如 {meant}"
            if borne
            else "账簿中没有记录支持这个数，请改用指标记号，或删去"
        )
        yield Fault(
            code="typed-number",
            severity="warning" if borne else "error",
            place=paragraph.place,
            quote=piece.text[max(0, match.start() - 8) : match.end() + 4].strip(),
            message=f"“{match.group().strip()}”是手工填写的数字。{hint}。",
            tokens=tokens,
        )


def _borne(match: re.Match[str], after: str, known: Known) -> list[Figure]:
    """Return the figures that a typed number may stand for, those of the unit that follows it first."""
    number = Decimal(match[1].replace(",", "")) * _TIMES.get(match[2] or "", 1)
    if match[3]:
        rates = [one for one in known.figures.values() if one.unit == "%" and one.value is not None]
        return [one for one in rates if rounded((one.value or Decimal(0)) * 100, 1) == rounded(number, 1)]
    alike = [
        one
        for one in known.figures.values()
        if one.unit != "%" and one.value is not None and rounded(one.value, 2) == number
    ]
    return sorted(alike, key=lambda one: not after.startswith(one.unit))


def small_bases(statement: Statement, known: Known) -> Iterator[Fault]:  # noqa: ARG001 - a check takes both
    """A rate on a base under five."""
    for paragraph in statement.paragraphs():
        for piece in paragraph.pieces:
            figure = piece.figure
            if figure is None or figure.unit != "%" or figure.base is None or not figure.value:
                continue
            if figure.base < SMALL_BASE:
                yield Fault(
                    code="small-base",
                    severity="warning",
                    place=paragraph.place,
                    quote=piece.text,
                    message=f"“{figure.label}”的基数只有{plain(figure.base)}，写件数比写比率更实在。",
                )


def full_claims(statement: Statement, known: Known) -> Iterator[Fault]:
    """A claim of full compliance that the books deny; what is planned claims nothing."""
    if not known.unkept:
        return
    for paragraph in _of_the_year(statement):
        for sentence in re.findall(r"[^。；]+[。；]?", paragraph.text):
            claim = _FULL.search(sentence)
            if claim is None or _borne_out(paragraph, claim.group()):
                continue
            yield Fault(
                code="full-claim",
                severity="error" if re.search(r"期|整改|办结", sentence) else "warning",
                place=paragraph.place,
                quote=sentence.strip()[:40],
                message=f"“{claim.group()}”与账簿不符：本年度有{known.unkept}。请如实表述。",
            )


def _borne_out(paragraph: Paragraph, claim: str) -> bool:
    """A 100 % that is itself a figure of the books is no claim."""
    return any(piece.figure is not None and claim in piece.text for piece in paragraph.pieces)


def causes(statement: Statement, known: Known) -> Iterator[Fault]:  # noqa: ARG001 - a check takes both
    """Shortcomings told without their causes."""
    text = statement.part("shortcomings")
    if text and not _CAUSE.search(text):
        yield Fault(
            code="no-causes",
            severity="error",
            place=_first_of(statement, "shortcomings"),
            message="“存在的不足和原因”只写了不足，没有写原因（《法治政府建设与责任落实督察工作规定》第二十五条）。",
        )


def untold_lateness(statement: Statement, known: Known) -> Iterator[Fault]:
    """Limits that were not kept, and of which the shortcomings say nothing."""
    if (known.late or known.overdue) and not _LATENESS.search(statement.part("shortcomings")):
        yield Fault(
            code="lateness-untold",
            severity="warning",
            place=_first_of(statement, "shortcomings"),
            message=f"账簿中本年度有{known.unkept}，“存在的不足和原因”没有提到办理时限，请补写或说明。",
        )


def _first_of(statement: Statement, part: str) -> str:
    """Return the place of the first paragraph of a mandated part, "" if it says nothing."""
    places = (
        paragraph.place
        for section in statement.sections
        if section.part == part
        for paragraph in section.paragraphs
    )
    return next(places, "")


def unknown_values(statement: Statement, known: Known) -> Iterator[Fault]:  # noqa: ARG001 - a check takes both
    """A figure that cannot be computed and is printed as a dash."""
    for paragraph in statement.paragraphs():
        for piece in paragraph.pieces:
            if piece.figure is not None and piece.figure.value is None and piece.text:
                yield Fault(
                    code="no-value",
                    severity="error",
                    place=paragraph.place,
                    quote=piece.text,
                    message=f"“{piece.figure.label}”无法计算（基数为零或没有记录），请把这个分句放进方括号，或删去。",
                )


def blanks(statement: Statement, known: Known) -> Iterator[Fault]:  # noqa: ARG001 - a check takes both
    """A blank that was meant to be filled in."""
    for paragraph in statement.paragraphs():
        for match in _BLANK.finditer(paragraph.text):
            yield Fault(
                code="blank-left",
                severity="error",
                place=paragraph.place,
                quote=paragraph.text[max(0, match.start() - 8) : match.end() + 4],
                message=f"“{match.group()}”还没有填写，请补上内容或删去。",
            )


def parts(statement: Statement, known: Known) -> Iterator[Fault]:  # noqa: ARG001 - a check takes both
    """A mandated part that is missing or says nothing."""
    present = {section.part for section in statement.sections}
    for name, label in PARTS.items():
        if name == "other":
            continue
        if name not in present or not statement.part(name).strip():
            yield Fault(
                code="part-missing",
                severity="error",
                message=f"缺少“{label}”（《法治政府建设与责任落实督察工作规定》第二十五条）。",
            )


def stale_years(statement: Statement, known: Known) -> Iterator[Fault]:
    """A year left in from an earlier report."""
    for paragraph in statement.paragraphs():
        bare = re.sub(r"《[^》]*》|〔\d{4}〕", "", paragraph.text)
        for match in re.finditer(r"(?<!\d)(20\d{2})年(?:度)?(?![—-])", bare):
            year = int(match.group(1))
            if year == known.year - 1 and not re.search(
                r"同比|上年|较|比", bare[max(0, match.start() - 8) : match.end() + 4]
            ):
                yield Fault(
                    code="stale-year",
                    severity="error",
                    place=paragraph.place,
                    quote=match.group(),
                    message=f"报告年度为{known.year}年，此处写作“{match.group()}”，可能是上一年报告的遗留。",
                )


def impossible_rates(statement: Statement, known: Known) -> Iterator[Fault]:  # noqa: ARG001 - a check takes both
    """A share above a hundred per cent."""
    for paragraph in statement.paragraphs():
        for piece in paragraph.pieces:
            figure = piece.figure
            if (
                figure is not None
                and figure.unit == "%"
                and figure.value is not None
                and figure.value > 1
                and not figure.indicator.endswith("yoy")
            ):
                yield Fault(
                    code="rate-above-100",
                    severity="warning",
                    place=paragraph.place,
                    quote=piece.text,
                    message=f"“{figure.label}”超过100%，请核对口径（上年结转的事项是否计入）。",
                )


CHECKS: tuple[Check, ...] = (
    parts,
    causes,
    untold_lateness,
    stale_years,
    typed_numbers,
    full_claims,
    unknown_values,
    blanks,
    small_bases,
    impossible_rates,
)


def faults(statement: Statement, known: Known) -> tuple[Fault, ...]:
    """Return every fault, in the order of the checks."""
    return tuple(fault for check in CHECKS for fault in check(statement, known))
