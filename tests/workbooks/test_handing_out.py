"""Handing a register out: masked by default, whole only with a reason, and every look at it recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fazhi.config import cli
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import clock
from fazhi.usecases.looks import LookRefusedError
from fazhi.usecases.workbook_export import export, template
from usecases.offices import (
    DENG,
    FAR,
    NEAR,
    ORGAN,
    PU,
    REGISTRATION,
    SECRETS,
    SHEN,
    WAN,
    Office,
    home,
    office,
)
from workbooks import sheets

__all__ = ["home", "office"]

MEDIATION = registry.procedure("mediation")


@pytest.fixture(autouse=True)
def own_hour(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: office.now)


def handed_out(
    office: Office, folder: Path, *, by: str = SHEN, because: str | None = None, year: int = 0
) -> str:
    """Everything that stands in the cells of the register."""
    to = folder / "register.xlsx"
    export(MEDIATION, to=to, clerk=office.clerk(by), now=office.now, year=year, whole_because=because)
    return said_in(to)


def said_in(file: Path) -> str:
    book = load_workbook(file)
    return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None)


def test_personal_data_is_masked_unless_asked_for(office, tmp_path):
    office.mediate(summary="=cmd|'/c calc'!A1 楼上漏水泡坏了书柜")

    said = handed_out(office, tmp_path)

    assert [secret for secret in SECRETS if secret in said] == []
    assert "陈某某" in said
    assert "138****8000" in said
    assert "青槐" in said
    assert not models.Look.objects.exists()


def test_whole_it_says_everything_and_each_look_is_recorded(office, tmp_path):
    case, *_ = office.mediate()
    office.mediate()

    said = handed_out(office, tmp_path, because="报区司法局核对")

    assert [secret for secret in SECRETS if secret not in said] == []
    looks = models.Look.objects.order_by("id")
    assert [(look.person, look.reason) for look in looks] == [(SHEN, "报区司法局核对")] * 2
    assert looks[0].case == case
    assert "parties" in looks[0].fields.split()


@pytest.mark.parametrize(("by", "because"), [(SHEN, "  "), (PU, "想看看")])
def test_without_a_reason_or_the_post_it_is_not_handed_out_whole(office, tmp_path, by, because):
    office.mediate()

    with pytest.raises(LookRefusedError):
        handed_out(office, tmp_path, by=by, because=because)

    assert not (tmp_path / "register.xlsx").exists()
    assert not models.Look.objects.exists()


def test_who_sees_only_their_own_cases_gets_no_others(office, tmp_path):
    near = office.record("mediation", "registered", by=DENG, form=REGISTRATION, place=NEAR)
    far = office.register(place=FAR)

    said = handed_out(office, tmp_path, by=DENG)

    assert near.number in said
    assert far.number not in said


def test_only_the_year_asked_for_is_handed_out(office, tmp_path):
    first = office.register()
    office.later(days=365)
    second = office.register()

    said = handed_out(office, tmp_path, year=2026)

    assert second.number in said
    assert first.number not in said


def test_a_template_has_the_columns_and_lists_to_choose_from(tmp_path):
    template(MEDIATION, to=tmp_path / "t.xlsx")

    book = load_workbook(tmp_path / "t.xlsx")
    headings = [cell.value for cell in book.worksheets[0][4]]
    assert headings[:5] == ["序号", "编号", "受理时间", "申请人（姓名、电话）*", "被申请人（姓名、电话）*"]
    assert "纠纷类型*" in headings
    offered = [rule.formula1 for rule in book.worksheets[0].data_validations.dataValidation]
    assert any("选项" in one for one in offered)
    assert "当事人申请" in said_in(tmp_path / "t.xlsx")


# The command line ----------------------------------------------------------------------------------


def fazhi(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.main(words)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_hands_out_and_brings_in(office, tmp_path, capsys):
    office.mediate()
    file = str(tmp_path / "a.xlsx")

    code, _, err = fazhi(capsys, "workbook", ORGAN, "mediation", "2025", "--to", file)
    assert (code, "人民调解1件，个人信息已脱敏" in err) == (0, True)

    code, out, err = fazhi(capsys, "import", file, "--procedure", "mediation")
    assert code == 3
    assert "脱敏" in out
    assert "有错误1行" in err


def test_the_command_looks_first_and_writes_only_when_told(office, tmp_path, capsys):
    office.later(days=300)
    file = tmp_path / "b.xlsx"
    file.write_bytes(sheets.content(sheets.book(sheets.row(), sheets.row(序号=2, 受理时间="2025-02-30"))))
    fills = [word for name, text in sheets.FILLS.items() for word in ("--fill", f"{name}={text}")]
    words = ("import", str(file), "--procedure", "人民调解", "--as", "沈明", *fills)

    code, out, err = fazhi(capsys, *words)
    assert code == 3
    assert "B4“受理时间” 原为“2025-02-30”" in out
    assert "可以导入1行，有错误1行" in err

    code, _, err = fazhi(capsys, *words, "--commit")
    assert (code, office.entries) == (3, 0)
    assert "--good-rows" in err

    code, out, _ = fazhi(capsys, *words, "--commit", "--good-rows", "--json")
    told = json.loads(out)
    assert code == 3
    assert told["states"] == {"entered": 1, "bad": 1}
    assert told["told"][0]["bad"][0]["cell"] == "B4"
    assert office.entries == 4

    assert fazhi(capsys, *words, "--commit", "--good-rows")[0] == 3
    assert office.entries == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "nowhere.xlsx", "--procedure", "mediation"), "读不了文件"),
        (("import", "x.xlsx", "--procedure", "moon"), "没有“moon”这一事项"),
        (("workbook", ORGAN, "mediation", "--to", "a.doc"), "不是 .xlsx 文件名"),
        (("workbook", ORGAN, "mediation", "25", "--to", "a.xlsx"), "不是年度"),
        (("workbook", ORGAN, "mediation", "--to", "a.xlsx", "--as", "查无此人"), "不是本机关的人员"),
        (("workbook", ORGAN, "mediation", "--to", "a.xlsx", "--whole", " "), "请写明导出个人信息的原因"),
        (("workbook", ORGAN, "mediation", "--to", "a.xlsx", "--as", PU, "--whole", "核对"), "只能导出脱敏"),
    ],
)
def test_what_the_commands_cannot_do_is_a_sentence(capsys, words, said):
    code, _, err = fazhi(capsys, *words)

    assert code == 1
    assert said in err


def test_a_workbook_without_headings_is_said_to_have_none(tmp_path, capsys):
    file = tmp_path / "c.csv"
    file.write_text("你好,世界\n1,2\n", encoding="utf-8")

    code, _, err = fazhi(capsys, "import", str(file), "--procedure", "mediation")

    assert code == 1
    assert "没有在“c.csv”中找到“人民调解”台账的表头" in err


def test_who_brings_in_is_whom_the_command_names(office, tmp_path, capsys):
    office.later(days=300)
    file = tmp_path / "d.xlsx"
    file.write_bytes(sheets.content(sheets.book(sheets.row())))
    fills = [word for name, text in sheets.FILLS.items() for word in ("--fill", f"{name}={text}")]

    assert (
        fazhi(capsys, "import", str(file), "--procedure", "mediation", "--as", WAN, *fills, "--commit")[0]
        == 0
    )

    brought = [json.loads(one.body)["brought"]["by"] for one in models.Entry.objects.order_by("number")]
    assert set(brought) == {WAN}


def test_books_with_an_old_register_in_them_hold_and_are_rebuilt_as_they_were(office, tmp_path, capsys):
    office.later(days=300)
    file = tmp_path / "e.xlsx"
    numbered = sheets.book(sheets.row(), sheets.row(序号=2, 受理时间="2025-02-01"))
    numbered.active.cell(2, 14).value = "案号"
    numbered.active.cell(3, 14).value = "（青槐）人调字〔2025〕第40号"
    file.write_bytes(sheets.content(numbered))
    fills = [word for name, text in sheets.FILLS.items() for word in ("--fill", f"{name}={text}")]
    assert fazhi(capsys, "import", str(file), "--procedure", "mediation", *fills, "--commit")[0] == 0
    kept = ("key", "number", "title", "place", "stage", "record", "steps", "subject", "due")
    before = list(models.Case.objects.order_by("key").values_list(*kept))
    assert [number for _, number, *_ in before] == [
        "（青槐）人调字〔2025〕第40号",
        "（青槐）人调字〔2025〕第41号",
    ]

    assert fazhi(capsys, "verify")[0] == 0
    assert fazhi(capsys, "rebuild")[0] == 0

    assert list(models.Case.objects.order_by("key").values_list(*kept)) == before
    assert fazhi(capsys, "verify")[0] == 0
