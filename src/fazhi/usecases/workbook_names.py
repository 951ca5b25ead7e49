"""What codes are called in the registers of an organ, and what names mean: persons, cases, communities."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from fazhi.core import typed
from fazhi.core.form import Field, FieldProblem, People, Person, Ref
from fazhi.core.form import Place as PlaceField
from fazhi.law.roles import posts as all_posts
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases.people import Clerk, Held

MOST_TOLD = 6
_MARKED = re.compile(r"(?P<name>.+?)\s*[〔(（\[](?P<mark>[^〔〕()（）\[\]]+)[〕)）\]]")


class OrganNames:
    """Names of one organ, read once; cases are looked up as they are met."""

    def __init__(self, organ: str) -> None:
        self.organ = organ
        self.organ_name = models.Organ.objects.get(pk=organ).name
        self._holdings = list(
            models.Holding.objects.filter(organ_id=organ).select_related("person").order_by("id")
        )
        self._called = {row.person_id: row.person.name for row in self._holdings}
        self._persons: dict[str, list[str]] = defaultdict(list)
        for code, name in self._called.items():
            self._persons[name].append(code)
        self._places = dict(
            models.Place.objects.filter(organ_id=organ).order_by("code").values_list("code", "name")
        )
        self._met: dict[tuple[str, str], str] = {}
        self.case_called = lru_cache(maxsize=20_000)(self._case_called)

    # What a code is called -------------------------------------------------------------------------

    def said(self, asked: Field[Any], code: str) -> str:
        """Return what a code is called, with a mark behind it where others are called the same."""
        if isinstance(asked, Person | People):
            name = self._called.get(code, code)
            return f"{name}〔{code}〕" if len(self._persons.get(name, ())) > 1 else name
        if isinstance(asked, PlaceField):
            return self._places.get(code, code)
        if isinstance(asked, Ref):
            return self.case_called(code)
        return code

    def _case_called(self, key: str) -> str:
        row = models.Case.objects.filter(pk=key, organ_id=self.organ).first()
        if row is None:
            return key
        if row.number:
            return row.number
        same = models.Case.objects.filter(organ_id=self.organ, procedure=row.procedure, title=row.title)
        if same.count() == 1:
            return row.title
        return f"{row.title}〔{row.opened_on if same.filter(opened_on=row.opened_on).count() == 1 else key}〕"

    def origin_called(self, key: str) -> str:
        """Return what the case is called that another came from, its duty before it."""
        row = models.Case.objects.filter(pk=key, organ_id=self.organ).first()
        if row is None:
            return ""
        return f"{registry.procedure(row.procedure, row.version).label}：{self.case_called(key)}"

    # What a name means -----------------------------------------------------------------------------

    def meant(self, asked: Field[Any], text: str, *, on: date | None, posts: Sequence[str]) -> str:
        """Return the code of what is called so. Raises FieldProblem where none is, or several are."""
        if isinstance(asked, Person | People):
            return self._person(text, on, posts)
        if isinstance(asked, PlaceField):
            return self._place(text)
        return self._case(asked, text)

    def _person(self, text: str, on: date | None, posts: Sequence[str]) -> str:
        if text in self._called:
            return text
        name, mark = text.strip(), ""
        if name not in self._persons and (match := _MARKED.fullmatch(name)):
            name, mark = match["name"], match["mark"]
        found = self._persons.get(name, [])
        if mark in found:
            return mark
        if not found:
            raise FieldProblem(
                f"{typed.quoted(text)}不是{self.organ_name}的人员，请核对姓名，或先由管理员登记其岗位。"
            )
        able = self._holding(found, on, posts) if len(found) > 1 else found
        if mark and len(able) > 1:
            able = [code for code in able if any(row.title == mark for row in self._of(code))] or able
        if len(able) == 1:
            return able[0]
        ways = "、".join(f"{name}〔{code}〕{self._title(code)}" for code in found[:MOST_TOLD])
        raise FieldProblem(f"有{len(found)}人都叫{typed.quoted(name)}，请写明是哪一位：{ways}。")

    def _holding(self, found: Iterable[str], on: date | None, posts: Sequence[str]) -> list[str]:
        wanted = set(posts)
        return [
            code
            for code in found
            if any((not wanted or row.post in wanted) and _holds_on(row, on) for row in self._of(code))
        ] or list(found)

    def _of(self, code: str) -> list[models.Holding]:
        return [row for row in self._holdings if row.person_id == code]

    def _title(self, code: str) -> str:
        return next((f"（{row.title}）" for row in self._of(code) if row.title), "")

    def _place(self, text: str) -> str:
        if text in self._places:
            return text
        wanted = _bare(text)
        found = [code for code, name in self._places.items() if _bare(name) == wanted]
        if len(found) == 1:
            return found[0]
        known = "、".join(list(self._places.values())[:20]) or "还没有登记"
        raise FieldProblem(f"{typed.quoted(text)}不是{self.organ_name}的社区（村）；现有：{known}。")

    def _case(self, asked: Any, text: str) -> str:
        procedure = str(asked.procedure)
        if not procedure:
            label, mark, rest = text.partition("：") if "：" in text else text.partition(":")
            codes = [code for code, one in registry.current().items() if one.label == label.strip()]
            if mark and codes:
                procedure, text = codes[0], rest.strip()
        if (key := self._met.get((procedure, text))) is not None:
            return key
        cases = models.Case.objects.filter(organ_id=self.organ).exclude(stage="")
        if procedure:
            cases = cases.filter(procedure=procedure)
        found = self._cases_called(cases, text)
        if len(found) == 1:
            self._met[procedure, text] = found[0]
            return found[0]
        what = registry.current()[procedure].label if procedure in registry.current() else "案件"
        if not found:
            raise FieldProblem(
                f"没有找到名称或编号为{typed.quoted(text)}的“{what}”，请先导入或登记它，再导入这一行。"
            )
        raise FieldProblem(
            f"有{len(found)}件“{what}”都叫{typed.quoted(text)}，请改写编号，或写成“{text}〔登记日期〕”。"
        )

    def _cases_called(self, cases: Any, text: str) -> list[str]:
        """Return the keys of cases of that number, key or title, or of a title and the day it was opened."""
        for named in ({"number": text}, {"pk": text}, {"title": text[:120]}):
            if found := list(cases.filter(**named).order_by("key").values_list("key", flat=True)[:MOST_TOLD]):
                return found
        if match := _MARKED.fullmatch(text):
            named = {"title": match["name"][:120]}
            for key, opened_on in cases.filter(**named).order_by("key").values_list("key", "opened_on"):
                if match["mark"] in (key, opened_on.isoformat()):
                    return [key]
        return []

    # Clerks ----------------------------------------------------------------------------------------

    def clerk(self, person: str, on: date) -> Clerk:
        """Return a person as they stood in the organ on a day."""
        return Clerk(
            person=person,
            name=self._called.get(person, person),
            organ=self.organ,
            organ_name=self.organ_name,
            held=tuple(
                Held(post=all_posts()[row.post], title=row.title, unit=row.unit, place=row.place_id or "")
                for row in self._of(person)
                if _holds_on(row, on)
            ),
        )


def _holds_on(row: models.Holding, on: date | None) -> bool:
    return on is None or (row.since <= on and (row.until is None or on < row.until))


def _bare(name: str) -> str:
    return re.sub(r"(社区|村)?(居民委员会|村民委员会|居委会|村委会|社区|村)$", "", re.sub(r"\s", "", name))
