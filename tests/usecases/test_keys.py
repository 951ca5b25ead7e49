"""The keys that personal data hangs on."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from fazhi.store import files, models, sealing
from fazhi.usecases import correct, evidence, heads, keys, looks, papers
from fazhi.usecases.clock import noon
from fazhi.usecases.evidence import EvidenceLostError, Upload
from fazhi.usecases.keys import Erased
from fazhi.usecases.rebuild import rebuild
from fazhi.usecases.record import Refused
from fazhi.usecases.verify import verify
from usecases.offices import HE, LU, ORGAN, PDF, SECRETS, SHEN, WAN, Office

RECEIPT = Upload(name="陈砚秋收条.pdf", content=PDF)
IN_TIME = noon(date(2056, 1, 2))


def closed(office: Office, *, retention: str = "long") -> str:
    case, *_ = office.mediate(evidence=[RECEIPT])
    visit = {"visit_way": "phone", "visit_performance": "full", "rated": "no"}
    office.record("mediation", "followed_up", case=case, form=visit)
    office.record("mediation", "archived", case=case, form={"volumes": 1, "retention": retention}, by=LU)
    return case


def destroyed(office: Office, case: str) -> Erased:
    office.now = IN_TIME
    done = keys.destroy(case, reason="青档鉴〔2056〕1号", clerk=office.clerk(LU), now=office.now)
    assert isinstance(done, Erased), str(done)
    return done


# Rotation ------------------------------------------------------------------------------------------


def test_after_rotation_everything_is_read_as_before(office: Office):
    case = closed(office)
    bodies = list(models.Entry.objects.order_by("number").values_list("body", flat=True))

    rotated = keys.rotate(ORGAN)
    other = office.register().case

    assert (rotated.generations, rotated.wrapped) == (2, {2: 1})
    told = looks.values(case, clerk=office.clerk(SHEN), reason="核对", now=office.now)
    assert told["parties"][0]["name"] == "陈砚秋"
    assert looks.values(other, clerk=office.clerk(SHEN), reason="核对", now=office.now)
    assert (
        list(models.Entry.objects.order_by("number").values_list("body", flat=True))[: len(bodies)] == bodies
    )
    assert {row.key for row in looks.find_person("陈砚秋", clerk=office.clerk(SHEN))} == {case, other}
    assert verify().holds


def test_what_lay_under_the_old_key_is_read_with_the_key_file_of_today(office: Office):
    case = closed(office)
    before = models.CaseKey.objects.get(pk=case).wrapped
    keys.rotate(ORGAN)

    assert sealing.unwrap(ORGAN, case, before) == sealing.case_key(ORGAN, case)


def test_rotation_that_was_interrupted_is_finished_by_the_next(office: Office):
    office.register()
    office.register()
    sealing.add_generation(ORGAN)  # and then the light went out

    assert keys.listed(ORGAN).wrapped == {1: 2}
    assert keys.rotate(ORGAN).wrapped == {3: 2}


# Destruction ---------------------------------------------------------------------------------------


def test_a_destroyed_key_leaves_journal_and_figures_whole_and_nothing_to_read(office: Office):
    case = closed(office)
    document = models.Document.objects.filter(case=case).first()
    papers.draw(document, "html", now=office.now)
    [digest] = evidence.of_case(case)
    heads.publish(now=office.now)

    destroyed(office, case)

    assert verify().findings == ()
    assert rebuild().changed == ()
    with pytest.raises(looks.LookRefusedError, match="销毁"):
        looks.unmask(case, clerk=office.clerk(SHEN), reason="核对", now=office.now)
    with pytest.raises(EvidenceLostError, match="销毁"):
        evidence.fetch(digest, clerk=office.clerk(SHEN), now=office.now)
    with pytest.raises(papers.DocumentLostError, match="销毁"):
        papers.draw(document, "html", now=office.now)
    assert evidence.of_case(case)[digest].name == ""
    assert looks.find_person("陈砚秋", clerk=office.clerk(SHEN)) == []
    assert models.Case.objects.get(pk=case).title == "邻里纠纷 · 当事人申请"


def test_what_is_open_of_a_destroyed_case_is_still_shown(office: Office):
    case = closed(office)
    destroyed(office, case)

    told = "\n".join(
        text for one in looks.masked(case, clerk=office.clerk(SHEN)) for *_, text, _ in one.fields
    )

    assert "邻里" in told
    assert not [secret for secret in SECRETS if secret in told]


def test_no_file_of_a_destroyed_case_lies_in_clear_on_disk(office: Office):
    case = closed(office)
    document = models.Document.objects.filter(case=case, code="agreement").get()
    papers.draw(document, "html", now=office.now)

    [row] = models.Rendering.objects.all()

    assert "陈砚秋".encode() not in files.fetch("papers", row.file)


def test_a_destroyed_case_takes_no_correction_of_what_was_sealed(office: Office):
    case = closed(office)
    first = int(case.rpartition("-")[2])
    destroyed(office, case)

    refused = correct.propose(
        case,
        first,
        action="replace",
        reason="x",
        form={"source": "active"},
        clerk=office.clerk(SHEN),
        now=office.now,
    )

    assert [one.code for one in refused.refusals] == ["data-destroyed"]


@pytest.mark.parametrize(
    ("retention", "now", "code"),
    [
        ("long", noon(date(2055, 12, 31)), "still-kept"),
        ("short", noon(date(2035, 12, 31)), "still-kept"),
        ("permanent", noon(date(2090, 1, 1)), "kept-for-ever"),
    ],
)
def test_a_file_is_kept_to_the_last_day_of_its_retention(office: Office, retention: str, now, code: str):
    case = closed(office, retention=retention)

    refused = keys.destroy(case, reason="鉴定", clerk=office.clerk(LU), now=now)

    assert [one.code for one in refused.refusals] == [code]
    assert "机关文件材料归档范围" in str(refused) or "第六条" in str(refused)


def test_the_day_after_its_retention_a_file_may_go(office: Office):
    case = closed(office, retention="short")

    assert isinstance(
        keys.destroy(case, reason="鉴定", clerk=office.clerk(LU), now=noon(date(2036, 1, 1))), Erased
    )


@pytest.mark.parametrize(("by", "reason", "code"), [(WAN, "鉴定", "wrong-post"), (LU, " ", "reason-missing")])
def test_who_may_not_or_does_not_say_why_destroys_nothing(office: Office, by: str, reason: str, code: str):
    case = closed(office)

    refused = keys.destroy(case, reason=reason, clerk=office.clerk(by), now=IN_TIME)

    assert isinstance(refused, Refused)
    assert [one.code for one in refused.refusals] == [code]
    assert sealing.case_key(ORGAN, case)


def test_an_open_case_is_not_destroyed(office: Office):
    case, *_ = office.mediate()

    refused = keys.destroy(case, reason="鉴定", clerk=office.clerk(HE), now=IN_TIME)

    assert [one.code for one in refused.refusals] == ["not-closed"]


def test_a_key_that_went_without_an_entry_is_found(office: Office):
    case = closed(office)
    models.CaseKey.objects.filter(pk=case).delete()

    [found] = verify(parts=["keys"]).findings
    assert found.message == "案件密钥缺失，账簿中没有销毁记录"


# Heads ---------------------------------------------------------------------------------------------


def test_the_head_of_a_day_is_fixed_once(office: Office):
    office.register()
    [first] = heads.publish(now=office.now)
    office.register()
    [again] = heads.publish(now=office.now)
    office.later(days=1)
    [next_day] = heads.publish(now=office.now)

    assert first == again
    assert (first.number, next_day.number) == (1, 2)
    assert heads.published(ORGAN) == [next_day, first]
    assert str(first) == f"2025-03-03 青槐街道办事处（990101001） 第1号 {first.seal} {first.digest}"


def test_an_office_that_wrote_nothing_has_no_head(office: Office):
    assert heads.publish(now=office.now) == []


# What is left on the disk ----------------------------------------------------------------------------


@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="PostgreSQL's files are its own affair")
def test_of_a_key_that_was_destroyed_no_byte_is_left_in_the_files_of_the_database(shared_office: Office):
    case = closed(shared_office)
    database = Path(str(connection.settings_dict["NAME"]))
    before = models.CaseKey.objects.get(pk=case).wrapped.encode()

    def lies_in(wrapped: bytes) -> list[str]:
        files_ = database.parent.glob(f"{database.name}*")
        return [path.name for path in files_ if wrapped in path.read_bytes()]

    assert lies_in(before)
    keys.rotate(ORGAN)
    now = models.CaseKey.objects.get(pk=case).wrapped.encode()
    assert (lies_in(before), bool(lies_in(now))) == ([], True)

    destroyed(shared_office, case)

    assert lies_in(now) == []
