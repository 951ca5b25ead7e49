"""How many reports a second are read back, and how well quantities are found beside plainer means."""

from __future__ import annotations

import cProfile
import importlib
import importlib.util
import pstats
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bench.measure import Measure
from fazhi.core import statement
from fazhi.core.statement import Asked, Figure
from fazhi.procedures import registry
from fazhi.reader import read, read_text
from fazhi.statements import annual_report

TESTS = Path(__file__).resolve().parents[1] / "tests" / "reader"
TEXTS_A_SECOND, PAGES_A_SECOND = 40, 20
REPORTS, ROUNDS = 24, 3
LONG = 5_000
"""How many characters a report has."""
STAGES = {
    "repair": "repairing.py",
    "identify": "identity.py",
    "outline": "outlining.py",
    "parts": "parts.py",
    "claims": "claims.py",
    "problems": "checks/__init__.py",
}
"""The function that is a stage of reading, and the file it lies in."""

PROSE = (
    "坚持把法治建设同业务工作一起部署、一起推进、一起考核，压实各部门的责任。",
    "健全工作机制，明确任务分工，细化工作措施，定期调度进展，及时研究解决工作中遇到的困难。",
    "充分发挥司法所的统筹协调作用，推动执法、审查、调解、普法各项工作衔接配合。",
    "组织干部深入村（社区）走访，面对面听取群众意见，把矛盾化解在基层、解决在萌芽状态。",
    "加强对执法人员的日常管理，规范执法程序和文书制作，做到宽严相济、法理相融。",
    "围绕群众关心的土地、婚姻、劳动保障等问题，用身边的案例讲解法律，引导群众依法办事。",
)
"""What stands between the figures of a report."""
USUAL, DENSE = 9, 0
"""How many sentences of prose follow one with figures."""

Amounts = Counter[tuple[float, str]]


def measures() -> Iterator[Measure]:
    """Measure texts, pages and quantities."""
    yield from _rates([report(number, prose=USUAL) for number in range(REPORTS)])
    dense = [report(number, prose=DENSE) for number in range(REPORTS)]
    yield _texts(dense, _rate(read_text, dense))
    sentences = [case.sentence for case in labelled()]
    known = _expected(labelled())
    money = [_money(one) for one in known]
    yield from _quantities("quantities by the reader", by_reader, sentences, known)
    yield from _quantities("quantities by a plain regex", by_regex, sentences, known)
    yield from _quantities(
        "money by the reader", lambda sentence: _money(by_reader(sentence)), sentences, money
    )
    if importlib.util.find_spec("jionlp") is None:
        print("jionlp is not installed (pip install 'fazhi[bench]'): left out")
    else:
        yield from _quantities("money by jionlp", by_jionlp, sentences, money)


def _money(found: Amounts) -> Amounts:
    """Return the amounts of money among figures: all that jionlp reads of them."""
    return Counter({one: count for one, count in found.items() if one[1] == "元"})


# Reports to read -----------------------------------------------------------------------------------


def report(number: int, *, prose: int) -> str:
    """Return a report of about five thousand characters, unlike every other in its figures and sentences.

    ``prose`` is how many sentences without a figure stand between those with some.
    """
    declared = registry.indicators()
    places = {code: place for place, code in enumerate(declared)}

    def figure(asked: Asked) -> Figure:
        one = declared[asked.code]
        seed = (places[asked.code] + 3) * (number + 7) * 31 % 4999 + 1
        value = Decimal(seed % 1001) / 1000 if one.unit == "%" else Decimal(seed)
        ten = Decimal(10)
        return Figure(indicator=one.code, label=one.label, unit=one.unit, value=value, base=ten, last=ten)

    words = {"organ": "青槐街道办事处", "year": "2025", "next": "2026", "last": "2024", "until": ""}
    composed = statement.compose(statement.read(annual_report.drafted([])), figure, words)
    sentences = [case.sentence for case in labelled()]
    turned = iter([*sentences[number * 5 :], *sentences] * 9)
    between = cycle(PROSE)
    lines = [composed.title]
    for place, section in enumerate(composed.sections):
        if prose and section.level == 2 and place % 5 != number % 5:
            continue  # few write of everything: those published have twenty to sixty figures
        lines += [section.heading, *(one.text for one in section.paragraphs)]
    length = sum(map(len, lines))
    at = lines.index(next(line for line in lines if line.startswith("二、")))
    more: list[str] = []
    while length < LONG:
        more.append("".join([next(turned), *islice(between, prose), next(turned), *islice(between, prose)]))
        length += len(more[-1])
    return "\n".join(line for line in [*lines[:at], *more, *lines[at:]] if line)


def web_page(text: str) -> bytes:
    """Return a report as a site gives it, in GB 18030: navigation, data about it, links, a foot."""
    links = "".join(f'<li><a href="/c{n}/index.html">栏目{n}</a></li>' for n in range(60))
    told = "".join(f"<p style='text-indent:2em'>&nbsp;&nbsp;{line}</p>" for line in text.splitlines())
    data = "".join(
        f"<tr><td>{name}</td><td>{value}</td></tr>"
        for name, value in (
            ("索引号", "0123/2026-00001"),
            ("发布日期", "2026-02-10"),
            ("发布机构", "青槐街道"),
        )
    )
    return (
        f"<html><head><meta charset='gb2312'><title>年度报告</title></head><body><div class='nav'><ul>{links}"
        f"</ul></div><table>{data}</table><div class='content' id='zoom'>{told}</div>"
        f"<div class='share'>分享到：<a href='#'>微信</a></div>"
        f"<div class='foot'><ul>{links}</ul>版权所有 网站标识码</div></body></html>"
    ).encode("gb18030")


# How fast ------------------------------------------------------------------------------------------


def _rates(texts: list[str]) -> Iterator[Measure]:
    pages = [web_page(text) for text in texts]
    read_text(texts[0])  # the vocabulary is compiled once
    rate = _rate(read_text, texts)
    yield replace(
        _texts(texts, rate),
        target=f"≥ {TEXTS_A_SECOND}/s",
        holds=rate >= TEXTS_A_SECOND,
        note=profile(texts[:6]),
    )
    rate = _rate(read, pages)
    yield Measure(
        part="reading",
        what=f"the same as html pages of {sum(map(len, pages)) / len(pages) / 1000:,.0f} KB",
        value=rate,
        unit="pages/s",
        target=f"≥ {PAGES_A_SECOND}/s",
        holds=rate >= PAGES_A_SECOND,
        note="from bytes to figures and faults",
    )


def _texts(texts: list[str], rate: float) -> Measure:
    size = sum(map(len, texts)) / len(texts)
    figures = sum(len(read_text(text).figures) for text in texts) / len(texts)
    what = f"texts of {size:,.0f} characters, {figures:.0f} figures"
    return Measure(part="reading", what=what, value=rate, unit="reports/s")


def _rate(work: Callable[[Any], object], given: list[Any]) -> float:
    """Return how many a second of this process's own time, the best of some rounds."""
    found = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for one in given:
            work(one)
        found.append(len(given) / (time.process_time() - began))
    return max(found)


def profile(texts: Iterable[str]) -> str:
    """Return which stages the time goes to, the longest first."""
    watched = cProfile.Profile()
    watched.enable()
    for text in texts:
        read_text(text)
    watched.disable()
    stats: Any = pstats.Stats(watched)
    spent: Counter[str] = Counter()
    for (file, _, name), (_, _, _, whole, _) in stats.stats.items():
        if name in STAGES and file.endswith(f"fazhi/reader/{STAGES[name]}"):
            spent[name] += whole
    return "、".join(f"{name} {share / stats.total_tt:.0%}" for name, share in spent.most_common(4))


# How well ------------------------------------------------------------------------------------------


@cache
def labelled() -> list[Any]:
    """Return the project's labelled sentences, those it was made on and those kept apart."""
    spec = importlib.util.spec_from_file_location("case_lines", TESTS / "case_lines.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(TESTS / "case_lines.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [one for kind in ("development", "kept") for one in module.cases(TESTS / kind / "sentences.txt")]


def _expected(cases: Iterable[Any]) -> list[Amounts]:
    return [Counter((float(value), unit) for value, unit, *_ in case.figures) for case in cases]


def _quantities(
    what: str, find: Callable[[str], Amounts], sentences: list[str], expected: list[Amounts]
) -> Iterator[Measure]:
    found = [find(sentence) for sentence in sentences]
    right = sum((one & other).total() for one, other in zip(found, expected, strict=True))
    counts = f"{right} right of {sum(one.total() for one in expected)} labelled"
    rate = _rate(find, sentences)
    yield Measure(
        part="reading", what=what, value=rate, unit="sentences/s", note="a sentence as a whole report"
    )
    precision = right / max(sum(one.total() for one in found), 1) * 100
    yield Measure(part="reading", what=f"{what}: precision", value=precision, unit="%", note=counts)
    recall = right / max(sum(one.total() for one in expected), 1) * 100
    yield Measure(part="reading", what=f"{what}: recall", value=recall, unit="%", note=counts)


def by_reader(sentence: str) -> Amounts:
    """Return what the reader finds in a sentence that is the only one of a report."""
    text = f"青槐街道2025年法治政府建设年度报告\n一、主要举措和成效\n{sentence}\n"
    return Counter((float(one.value), one.unit) for one in read_text(text).figures)


_PLAIN = re.compile(r"(\d+(?:\.\d+)?)(万|亿)?余?([\u4e00-\u9fff%]次?)")
_TIMES = {"万": 10_000, "亿": 100_000_000, None: 1}


def by_regex(sentence: str) -> Amounts:
    """Return what the expression finds that one would write first."""
    return Counter(
        (float(number) * _TIMES[scale], unit)
        for number, scale, unit in (one.groups() for one in _PLAIN.finditer(sentence))
    )


def by_jionlp(sentence: str) -> Amounts:
    """Return the amounts of money that jionlp finds."""
    jionlp = importlib.import_module("jionlp")  # an optional rival, absent where it is not installed
    found: Amounts = Counter()
    for one in jionlp.ner.extract_money(sentence, with_parsing=True):
        number = one["detail"]["num"]
        found[float(number[0] if isinstance(number, list) else number), "元"] += 1
    return found
