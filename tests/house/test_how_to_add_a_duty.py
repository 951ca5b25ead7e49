"""The page on adding a duty, followed to the letter: its file is the only thing that is added."""

import csv
import importlib
import io
import json
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

import fazhi.procedures
from desk.desks import own_hour, signed_in, with_accounts, words
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import statements
from fazhi.usecases.figures import Book, Period
from fazhi.usecases.workbook_import import Importing
from fazhi.usecases.workbook_outcomes import Summary
from usecases import offices
from usecases.offices import PU, SHEN, Office

__all__ = ["own_hour", "signed_in"]

PAGE = Path(__file__).resolve().parents[2] / "docs/how-to/add-a-duty.md"
CODE = "firm_checkup"
ADVICE = "三份供货合同"


def block(language: str) -> str:
    """The one block of the page in a language."""
    [found] = re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return str(found)


def forget() -> None:
    for known in (registry.versions, registry.current, registry.indicators, registry.posting_procedure):
        known.cache_clear()


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Put the file where the page says, in a folder beside the project's own, and take it away again."""
    text = block("python")
    path = Path(re.match(r"# src/fazhi/procedures/(\S+)", text)[1])
    (tmp_path / path.parent).mkdir(parents=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    folder = importlib.import_module(f"fazhi.procedures.{path.parent}")
    monkeypatch.setattr(folder, "__path__", [*folder.__path__, str(tmp_path / path.parent)])
    forget()
    yield f"fazhi.procedures.{path.parent}.{path.stem}"
    sys.modules.pop(f"fazhi.procedures.{path.parent}.{path.stem}", None)
    vars(folder).pop(path.stem, None)
    forget()


@pytest.fixture
def office(db: None, added: str) -> Office:  # noqa: ARG001 - the tables and the duty must be there
    return with_accounts(offices.found())


@pytest.fixture
def client(office: Office, signed_in) -> Client:  # noqa: ARG001 - there must be an office
    return signed_in(PU)


def figures(office: Office) -> dict[str, Decimal | None]:
    book = Book([office.organ], Period.year(2025))
    return {code: book.value(code) for code in ("checkup.count", "checkup.risks")}


def test_the_file_is_found_by_itself(added: str):
    assert registry.procedure(CODE).__module__ == added
    assert registry.posting_procedure("checkup.count") is registry.procedure(CODE)
    assert len(fazhi.procedures.__path__) == 1


def test_without_the_file_there_is_no_such_duty():
    with pytest.raises(LookupError):
        registry.procedure(CODE)


def test_it_is_filled_in_on_the_desk_and_counted(office: Office, client: Client):
    assert "企业法治体检" in words(client.get("/cases/"))
    asked = words(client.get(f"/cases/{CODE}/new/recorded/"))
    assert "企业法治体检记录" in asked
    answer = client.post(f"/cases/{CODE}/new/recorded/", json.loads(block("json")))
    case = models.Case.objects.get(procedure=CODE)

    assert answer.headers["Location"].startswith(f"/case/{case.key}/")
    page = words(client.get(f"/case/{case.key}/"))
    for said in (
        "拟州青禾餐饮管理有限公司",
        "企业法治体检报告",
        "企业法治体检次数",
        "+3个",
        "《法治宣传教育法》第五十三条",
    ):
        assert said in page
    assert ADVICE not in page  # sealed
    assert "拟州青禾餐饮管理有限公司" in words(client.get(f"/cases/{CODE}/"))
    assert figures(office) == {"checkup.count": 1, "checkup.risks": 3}
    assert client.get(f"/procedures/{CODE}/").status_code == 200


def test_what_is_not_filled_in_is_asked_for(client: Client):
    page = words(client.post(f"/cases/{CODE}/new/recorded/", {"_on": "2025-03-03"}))

    assert "请填写“企业名称”" in page
    assert not models.Case.objects.filter(procedure=CODE).exists()


def test_its_register_is_brought_in_and_handed_out(office: Office, client: Client):
    book = Workbook()
    for line in csv.reader(io.StringIO(block("csv"))):
        book.active.append(line)
    content = io.BytesIO()
    book.save(content)
    importing = Importing(
        content.getvalue(),
        "体检.xlsx",
        procedure=registry.procedure(CODE),
        clerk=office.clerk(PU),
        now=office.now,
    )
    summary = Summary()
    for outcome in importing.brought():
        summary.add(outcome)

    assert summary.of("entered") == 1, summary.told
    assert figures(office) == {"checkup.count": 1, "checkup.risks": 2}
    answer = client.get(f"/workbooks/{CODE}/export/")
    sheet = load_workbook(
        io.BytesIO(b"".join(answer.streaming_content if answer.streaming else [answer.content]))
    ).worksheets[0]
    cells = [str(value) for row in sheet.values for value in row if value]
    assert "拟州朗和建设工程有限公司" in cells
    assert "劳动用工" in cells


def test_its_figures_stand_in_the_report(office: Office, client: Client):
    client.post(f"/cases/{CODE}/new/recorded/", json.loads(block("json")))
    client.post(f"/cases/{CODE}/new/recorded/", json.loads(block("json")) | {"topic": "labour"})
    organ = models.Organ.objects.get(pk=office.organ)
    text = f"# {{organ}}\n## 一、主要举措和成效 <measures>\n{block('text')}"
    found = statements.edit(organ, 2025, text, version=0, clerk=office.clerk(SHEN), today=office.now.date())

    printed = {(one.indicator, bool(one.where)): one.value for one in found.statement.figures()}
    assert printed == {
        ("checkup.count", False): 2,
        ("checkup.count", True): 1,
        ("checkup.risks", False): 6,
    }
