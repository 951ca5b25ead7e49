"""One changed byte anywhere is found, and where it lies is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction

from fazhi.core.journal import GENESIS, canonical, sm3
from fazhi.store import files, journals, models, sealing
from fazhi.store.looks import sealed
from fazhi.usecases import correct, heads, looks, opening, papers
from fazhi.usecases.evidence import Upload
from fazhi.usecases.opening import Amount
from fazhi.usecases.verify import verify
from usecases.offices import HE, NEAR, ORGAN, PDF, SHEN, WAN, Office
from usecases.tampering import change, double, flip, remove, unguarded, wipe

RECEIPT = Upload(name="收条.pdf", content=PDF)


@dataclass
class Books:
    """An office whose books hold something of everything."""

    office: Office
    case: str

    def entry(self, number: int) -> models.Entry:
        return models.Entry.objects.get(organ_id=ORGAN, number=number)


@pytest.fixture
def books(office: Office) -> Books:
    opening.record(
        [Amount(indicator="mediation.cases", amount=Decimal(3), place=NEAR, slices={"source": "applied"})],
        on=date(2025, 1, 1),
        evidence=[RECEIPT],
        clerk=office.clerk(SHEN),
        now=office.now,
    )
    case, *_, settled = office.mediate(evidence=[RECEIPT])
    office.publicize()
    asked = {"clerk": office.clerk(WAN), "now": office.now}
    proposed = correct.propose(
        case, settled, action="replace", reason="少写", form={"amount": "1300"}, **asked
    )
    correct.confirm(proposed.proposal, clerk=office.clerk(HE), now=office.now)
    papers.draw(models.Document.objects.filter(code="agreement").latest("id"), "html", now=office.now)
    for reason in ("核对送达地址", "回访"):
        looks.take(case, clerk=office.clerk(SHEN), reason=reason, now=office.now)
    heads.publish(now=office.now)
    office.later(days=1)
    looks.take(case, clerk=office.clerk(SHEN), reason="归档前核对", now=office.now)
    heads.publish(now=office.now)
    _file(office, case)
    assert not verify().findings
    return Books(office, case)


def _file(office: Office, case: str) -> None:
    """File a statement, as far as its entry and its row go."""
    end = journals.lock(ORGAN)
    said = {"year": 2025, "organ_code": ORGAN, "statement": "annual_report", "known_by": end.number}
    content = canonical({**said, "text": "本年调解4件"})
    digest = sm3(content.encode())
    entry = journals.append(
        end,
        {
            "kind": "step",
            "case": case,
            "step": "mediated",
            "on": "2025-03-03",
            "by": {"person": SHEN, "post": "justice_head"},
            "form": {"statement_digest": digest},
        },
        postings=(),
        recorded_at=office.now,
    )
    models.Filing(
        organ=ORGAN,
        statement="annual_report",
        year=2025,
        case=case,
        entry=entry.number,
        known_by=entry.number - 1,
        content=content,
        digest=digest,
    ).save(force_insert=True)


#: The end of the journal holds the end of the looks as well.
ALSO_NAMED = {(models.Journal, "looks"): "look", (models.Journal, "looks_seal"): "look"}


def name_of(table, column: str) -> str:
    return ALSO_NAMED.get((table, column), NAMES[table])


def found(what: str) -> list[str]:
    """Return where things of a kind are found wrong; something must be."""
    report = verify()
    assert not report.holds
    return [f"{one.where}：{one.message}" for one in report.findings if one.what == what]


# Columns -------------------------------------------------------------------------------------------

EVERY_COLUMN = {
    models.Entry: "number case kind step on recorded_at person body seal",
    models.Posting: "entry line case indicator place on recorded amount key slices reverses",
    models.Balance: "indicator dimension value place month recorded amount postings",
    models.Tally: "indicator dimension value place key month recorded amount postings",
    models.Document: "case entry code label number check_code content digest template",
    models.Template: "name texts digest",
    models.Evidence: "digest organ case name media_type size added_at",
    models.Rendering: "format digest file at mark",
    models.CaseKey: "case organ wrapped",
    models.Journal: "number seal recorded_at looks looks_seal",
    models.Filing: "organ statement case entry known_by content digest year",
    models.Head: "organ day number seal looks looks_seal digest",
    models.Look: "organ number case person post fields reason at seal",
}
NAMES = {
    models.Entry: "entry",
    models.Posting: "posting",
    models.Balance: "balance",
    models.Tally: "tally",
    models.Document: "document",
    models.Template: "template",
    models.Evidence: "evidence",
    models.Rendering: "paper",
    models.CaseKey: "key",
    models.Journal: "journal",
    models.Filing: "filing",
    models.Head: "head",
    models.Look: "look",
}


#: Columns that are changed in the last row: the next value is taken in the first.
LAST = {
    models.Entry: ("number",),
    models.CaseKey: ("case",),
    models.Balance: ("month", "recorded"),
    models.Head: ("day",),
    models.Look: ("number",),
}
KEYS = {models.Template: ("digest",), models.Evidence: ("digest",), models.CaseKey: ("case",)}


def changed(table, column: str) -> None:
    row = table.objects.last() if column in LAST.get(table, ()) else table.objects.first()
    if column in KEYS.get(table, ()):
        with unguarded():
            table.objects.filter(pk=row.pk).update(**{column: f"{row.pk[:-1]}_"})
    else:
        change(row, column)


def undone(act: Callable[[], None], what: str) -> list[str]:
    """Do something to the books, return where things of that kind are found wrong, and undo it."""
    with transaction.atomic(), connection.constraint_checks_disabled():
        act()
        report = verify()
        transaction.set_rollback(True)
    return [one.where for one in report.findings if one.what == what]


@pytest.mark.usefixtures("books")
def test_one_changed_value_in_any_column_is_found():
    found_in = {
        (NAMES[table], column): undone(lambda: changed(table, column), name_of(table, column))  # noqa: B023 - it runs at once
        for table, columns in EVERY_COLUMN.items()
        for column in columns.split()
    }

    assert [one for one, places in found_in.items() if not places] == []
    assert all(ORGAN in places[0] or "模板" in places[0] for places in found_in.values())
    assert verify().holds


# Where ---------------------------------------------------------------------------------------------


def test_a_changed_entry_is_named_by_organ_number_and_case(books: Books):
    change(books.entry(3), "body")

    assert found("entry")[0] == f"机关{ORGAN} 第3号记录 案件{books.case}：记录内容与封印不符"


def test_every_single_byte_of_a_body_counts(books: Books):
    row = books.entry(2)
    for at in range(0, len(row.body), 7):
        body = row.body[:at] + ("x" if row.body[at] != "x" else "y") + row.body[at + 1 :]
        with unguarded():
            models.Entry.objects.filter(pk=row.pk).update(body=body)
        assert [one.where for one in verify(parts=["entries"]).findings if "第2号" in one.where]


def test_an_entry_rewritten_with_a_fitting_seal_breaks_the_chain_at_the_next(books: Books):
    row = books.entry(3)
    body = row.body.replace("neighbour", "labour")
    with unguarded():
        models.Entry.objects.filter(pk=row.pk).update(body=body, seal=sm3(body.encode()))

    assert f"机关{ORGAN} 第4号记录 案件{books.case}：未与上一记录的封印相接" in found("entry")


@pytest.mark.usefixtures("books")
def test_a_whole_tail_cut_off_is_found_at_the_end_and_by_the_published_head():
    last = models.Entry.objects.latest("number")
    head = models.Head.objects.latest("day")
    with unguarded():
        wipe(models.Entry.objects.filter(number__gte=head.number))
        before = models.Entry.objects.latest("number")
        models.Journal.objects.update(number=before.number, seal=before.seal, recorded_at=before.recorded_at)

    assert last.number > head.number
    assert "公布的账簿末封印" in found("head")[0]


def test_a_changed_posting_is_named_by_entry_and_line(books: Books):
    change(models.Posting.objects.filter(entry=4, indicator="mediation.amount").get(), "amount")

    [told] = found("posting")
    assert f"机关{ORGAN} 第4号记录 案件{books.case} 第" in told
    assert "栏目 amount 与封存内容不符" in told


@pytest.mark.usefixtures("books")
def test_a_changed_balance_is_named_by_its_cell():
    row = models.Balance.objects.get(indicator="mediation.settled", dimension="source", amount__gt=0)
    change(row, "amount")

    [told] = found("balance")
    assert "指标mediation.settled source=applied 社区990101001001 202503月发生 202503月登记" in told


@pytest.mark.usefixtures("books")
def test_a_changed_posting_shows_in_the_balances_too():
    change(models.Posting.objects.filter(indicator="mediation.amount").first(), "amount")

    assert found("balance")


def test_a_changed_document_is_named_by_its_number(books: Books):
    row = models.Document.objects.exclude(number="").first()
    change(row, "content")

    assert found("document") == [
        f"机关{ORGAN} 第{row.entry}号记录 案件{books.case} 文书{row.number}：文书内容与封存的摘要不符"
    ]


@pytest.mark.parametrize("at", [0, 7, -1])
def test_a_changed_byte_of_a_file_handed_in_is_found(books: Books, at: int):
    row = models.Evidence.objects.get(case=books.case)
    flip(files.place("evidence", row.digest), at)

    [told] = found("evidence")
    assert f"文件evidence/{row.digest[:2]}/{row.digest}：文件内容与摘要不符" in told
    assert f"第2号记录 案件{books.case}" in told


@pytest.mark.usefixtures("books")
def test_a_changed_byte_of_a_drawn_paper_is_found():
    row = models.Rendering.objects.get()
    flip(files.place("papers", row.file), 100)

    [told] = found("paper")
    assert f".html 文件papers/{row.file[:2]}/{row.file}" in told


@pytest.mark.usefixtures("books")
def test_a_paper_whose_file_was_changed_is_drawn_anew_as_it_was():
    row = models.Rendering.objects.get()
    before, _ = papers.draw(row.document, "html", now=row.at)
    flip(files.place("papers", row.file), 100)

    after, _ = papers.draw(row.document, "html", now=row.at)

    assert before == after
    assert sm3(after) == row.digest


def test_a_file_that_is_gone_is_missed(books: Books):
    row = models.Evidence.objects.get(case=books.case)
    files.place("evidence", row.digest).unlink()

    assert "不在数据目录中" in found("evidence")[0]


@pytest.mark.usefixtures("books")
def test_the_key_file_of_an_organ_is_missed():
    path = sealing.key_file(ORGAN)
    content = path.read_bytes()
    path.unlink()
    try:
        assert "没有找到机关" in found("key")[0]
    finally:
        path.write_bytes(content)


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize("of", ["generations", "digests", "sum"])
def test_one_changed_letter_in_the_key_file_of_an_organ_is_found(of: str):
    sealing.add_generation(ORGAN)
    path = sealing.key_file(ORGAN)
    content = path.read_text()
    keys = json.loads(content)
    [was] = keys[of][-1:] if of == "generations" else [keys[of]]
    path.write_text(content.replace(was, ("1" if was[0] == "0" else "0") + was[1:]))
    try:
        assert f"机关{ORGAN} 密钥文件：密钥文件与其校验和不符" in found("key")[0]
        path.write_text(content[:-1])
        assert "密钥文件读不出" in found("key")[0]
    finally:
        path.write_text(content)


# Rows ----------------------------------------------------------------------------------------------

LOST = (
    models.Entry,
    models.Posting,
    models.Balance,
    models.Tally,
    models.Document,
    models.Template,
    models.Evidence,
    models.CaseKey,
    models.Journal,
    models.Look,
    models.Head,
    models.Filing,
)
TOO_MANY = (
    (models.Posting, {"line": 99}),
    (models.Balance, {"month": 202512}),
    (models.Balance, {"month": 202512, "amount": 0}),
    (models.Tally, {"month": 202512}),
    (models.Document, {"check_code": "AAAA-BBBB-CCCC"}),
    (models.Evidence, {"digest": "f" * 64}),
    (models.Entry, {"number": 99}),
    (models.Look, {"number": 99}),
)


@pytest.mark.usefixtures("books")
def test_one_missing_row_of_any_table_is_found():
    places = {
        NAMES[table]: undone(lambda: remove(table.objects.first()), NAMES[table])  # noqa: B023 - it runs at once
        for table in LOST
    }

    assert [name for name, found_in in places.items() if not found_in] == []


@pytest.mark.usefixtures("books")
def test_one_row_too_many_in_any_table_is_found():
    places = [
        (NAMES[table], words, undone(lambda: double(table.objects.first(), **words), NAMES[table]))  # noqa: B023 - as above
        for table, words in TOO_MANY
    ]

    assert [(name, words) for name, words, found_in in places if not found_in] == []


@pytest.mark.usefixtures("books")
def test_a_counter_set_back_is_found_before_a_number_is_given_twice():
    models.Serial.objects.update(last=0)

    assert "将会重号" in found("serial")[0]


@pytest.mark.usefixtures("books")
def test_a_drawn_paper_passed_off_for_another_of_its_case_is_found():
    row = models.Rendering.objects.get()
    other = models.Document.objects.filter(case=row.document.case).exclude(pk=row.document_id).first()
    with unguarded():
        models.Rendering.objects.update(document=other)

    assert "登记的文书、格式或者作成时间被改动" in found("paper")[0]


# Looks ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("books")
def test_a_look_whose_reason_was_changed_is_named_by_its_number_and_case():
    change(models.Look.objects.get(number=2), "reason")

    [told] = found("look")
    assert told.startswith(f"机关{ORGAN} 第2次查看 案件{ORGAN}-")
    assert "与封印不符" in told


@pytest.mark.usefixtures("books")
def test_the_last_look_taken_away_is_missed():
    remove(models.Look.objects.latest("number"))

    assert [told for told in found("look") if "登记的查看共3次，实际止于第2次" in told]


@pytest.mark.usefixtures("books")
def test_looks_rewritten_to_their_end_do_not_fit_the_head_that_was_published():
    before = GENESIS
    with unguarded():
        for row in models.Look.objects.order_by("number"):
            row.reason = "例行检查"
            row.seal = before = sealed(row, before)
            row.save()
        models.Journal.objects.update(looks_seal=before)

    assert "公布时共查看2次，其末封印与查看登记不同" in found("look")[0]


@pytest.mark.usefixtures("books")
def test_a_head_taken_out_from_among_the_others_is_missed():
    remove(models.Head.objects.earliest("day"))

    assert "其前有公布的记录被删改" in found("head")[0]


# What is no fault ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("books")
def test_a_file_left_by_a_broken_write_is_a_note_and_no_finding():
    files.keep("evidence", b"written, and then the light went out")

    report = verify()

    assert report.holds
    assert "evidence 中有1个附件文件不属于任何记录" in report.notes[0]


def test_what_was_checked_is_counted(books: Books):
    report = verify()

    assert report.organs == (ORGAN,)
    assert report.counts["entries"] == books.office.entries
    assert report.counts["postings"] == models.Posting.objects.count()
    assert report.counts["documents"] == models.Document.objects.count()
    assert report.counts["files"] == 3


@pytest.mark.usefixtures("books")
def test_progress_is_told():
    told = []

    verify(progress=lambda *step: told.append(step))

    assert told == []  # too few to tell of
    assert verify(parts=["entries"]).counts.keys() == {"entries"}


@pytest.mark.usefixtures("office")
def test_an_empty_office_holds():
    assert verify().holds


@pytest.mark.usefixtures("books")
def test_a_posting_that_cannot_be_summed_is_told_and_the_rest_is_checked():
    with unguarded():
        models.Posting.objects.filter(entry=4).update(slices="not json")

    assert "无法合计" in found("balance")[0]
    assert found("posting")
