"""Every register handed out and brought in again, by an office with empty books, shows the same figures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import takewhile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from demo import chance
from fazhi.core.form import Code, Codes, Day, IdNumber, Moment, Number, People, Person, Ref, YesNo, Yuan
from fazhi.demo import enact, scenario
from fazhi.demo.office import Line, Office, Told
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import clock
from fazhi.usecases.figures import Book, Period
from fazhi.usecases.people import Clerk
from fazhi.usecases.workbook_export import export
from fazhi.usecases.workbook_import import Importing
from fazhi.usecases.workbook_names import OrganNames
from fazhi.usecases.workbook_outcomes import Outcome, Summary
from fazhi.workbooks.layout import layout
from fazhi.workbooks.writing import HEADING_ROW
from usecases.offices import home  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

FIRST, SECOND, YEAR = "990201001", "990201002", 2025
NOW = clock.noon(scenario.day_after(YEAR))
PASSES = 5
NOT_FREE = (Code, Codes, Day, IdNumber, Moment, Number, People, Person, Ref, YesNo, Yuan)


def an_office(organ: str) -> Office:
    return scenario.an_office(organ=organ, year=YEAR)


def one_of_each(office: Office) -> list[Told]:
    """The cases that were told, but of duties with one case a year or a person only the first."""
    found, seen = [], set()
    for told in office.cases.values():
        asked = told.procedure.one_per
        key = (told.procedure.code, *(str(told.lines[0].form.get(one.name)) for one in asked))
        if not asked or told.procedure.kind == "register" or key not in seen:
            found.append(told)
        seen.add(key)
    return found


def up_to_filing(told: Told) -> Iterable[Line]:
    """The lines of a case before a statement is frozen with one, which only its own page may do."""
    return takewhile(lambda line: not told.procedure.step(line.plain.step).files, told.lines)


def a_keeper(organ: str) -> Clerk:
    """Someone who holds every post: a test is about registers, not about who may."""
    models.Person.objects.create(code=f"{organ}keeper", name=f"总管{organ[-1]}")
    holdings = models.Holding.objects.filter(organ_id=organ)
    models.Holding.objects.bulk_create(
        models.Holding(
            person_id=f"{organ}keeper", organ_id=organ, post=post, title="总管", unit="", since="2024-01-01"
        )
        for post in sorted(set(holdings.values_list("post", flat=True)))
    )
    return OrganNames(organ).clerk(f"{organ}keeper", scenario.day_after(YEAR))


def figures(organ: str) -> dict[tuple[str, str, str], Decimal]:
    """Every figure of the year, and every part of it; a community by its place in the list, not its code."""
    book = Book([organ], Period.year(YEAR))
    found: dict[tuple[str, str, str], Decimal] = {}
    for code, indicator in book.indicators.items():
        if value := book.value(code):
            found[code, "", ""] = value
        for dimension in indicator.by if not indicator.formula else ():
            for name, amount in book.slices(code, dimension).items():
                if amount and organ not in name:
                    found[code, dimension, name] = amount
    return found


def handed_out(organ: str, clerk: Clerk, folder: Path) -> dict[str, Path]:
    """The registers of every duty that has cases."""
    codes = (
        models.Case.objects.filter(organ_id=organ).order_by("procedure").values_list("procedure", flat=True)
    )
    found = {}
    for code in sorted(set(codes)):
        found[code] = folder / f"{code}.xlsx"
        export(registry.procedure(code), to=found[code], clerk=clerk, now=NOW, whole_because="核对")
    return found


def bring_in(files: dict[str, Path], clerk: Clerk) -> list[Outcome]:
    """Bring registers in until nothing more can be; return what could not."""
    left: list[Outcome] = []
    for _ in range(PASSES):
        summaries = []
        for code, file in files.items():
            importing = Importing(
                file.read_bytes(), file.name, procedure=registry.procedure(code), clerk=clerk, now=NOW
            )
            summary = Summary()
            for outcome in importing.brought(doubtful=True, partly=True):
                summary.add(outcome)
            summaries.append(summary)
        left = [one for summary in summaries for one in summary.told]
        if not left or not any(summary.of("entered", "partly") for summary in summaries):
            break
    return left


def said_of(file: Path, code: str, clerk: Clerk) -> Outcome:
    """What is said of the first line of a register."""
    words = {"procedure": registry.procedure(code), "clerk": clerk, "now": NOW}
    return next(iter(Importing(file.read_bytes(), file.name, **words).checked()))


def reasons(left: list[Outcome]) -> list[str]:
    return sorted({f"{bad.heading}：{bad.message} {bad.basis}" for one in left for bad in one.bad})


def broken(file: Path, code: str, folder: Path) -> tuple[Path, set[str]]:
    """The register with nonsense in every filled-in cell of its first line that is no free text."""
    book = load_workbook(file)
    sheet = book.worksheets[0]
    spoilt = set()
    for column, place in enumerate(layout(registry.procedure(code)).places, start=1):
        cell = sheet.cell(HEADING_ROW + 1, column)
        typed = isinstance(place.holds, NOT_FREE) or place.kind in ("day", "who")
        if typed and cell.value is not None and place.kind != "derived":  # nothing is read from those
            cell.value = "胡写"
            spoilt.add(cell.coordinate)
    book.save(folder / "broken.xlsx")
    return folder / "broken.xlsx", spoilt


@pytest.mark.parametrize("code", sorted(registry.current()))
def test_a_register_handed_out_and_brought_in_again_shows_the_same_figures(code, tmp_path):
    office, _ = chance.a_random_year(registry.procedure(code), lambda: an_office(FIRST), 1, cases=6)
    lines = [line for told in one_of_each(office) for line in up_to_filing(told)]
    if not lines:
        pytest.skip("no case of it can be told alone")
    enact.found(office, name="拟一街道", short="拟")
    enact.Writer(office).write(lines)
    enact.found(an_office(SECOND), name="拟二街道", short="拟")

    keeper = a_keeper(SECOND)

    files = handed_out(FIRST, a_keeper(FIRST), tmp_path)
    nonsense, spoilt = broken(files[code], code, tmp_path)
    left = bring_in(files, keeper)

    assert reasons(left) == []
    assert figures(SECOND) == figures(FIRST)
    cases = [models.Case.objects.filter(organ_id=organ) for organ in (FIRST, SECOND)]
    assert cases[0].count() == cases[1].count() > 0
    assert sorted(cases[0].values_list("procedure", "number", "stage")) == sorted(
        cases[1].values_list("procedure", "number", "stage")
    )
    assert spoilt <= {bad.cell for bad in said_of(nonsense, code, keeper).bad}
