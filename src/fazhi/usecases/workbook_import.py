"""Bringing an old register in: what is in a workbook, what is wrong with it, and its lines through the door.

Nothing is written before ``Importing.brought``; each line is one case, written whole or not at all, and the
same line of the same file never twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from fazhi.core.case import Refusal
from fazhi.core.journal import canonical, sm3
from fazhi.core.procedure import Procedure
from fazhi.law.roles import CORRECTOR
from fazhi.store import models, rows, sealing
from fazhi.usecases import access, caches, shelves
from fazhi.usecases.evidence import Upload
from fazhi.usecases.own_rules import OWN_DEEDS
from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Recorded, Report, record
from fazhi.usecases.workbook_names import OrganNames
from fazhi.usecases.workbook_outcomes import Outcome, Position, State, outcome_of
from fazhi.usecases.workbook_trying import Trying, same_day
from fazhi.workbooks import headings as reading_heads
from fazhi.workbooks import layout as laying
from fazhi.workbooks.headings import Found, Headings
from fazhi.workbooks.layout import Place, layout
from fazhi.workbooks.opening import Line, Workbook, letter
from fazhi.workbooks.reading import Bad, Further, Reader, ReadLine, lines_together
from fazhi.workbooks.stories import WHO_DID, Story, Told
from fazhi.workbooks.totals import Totals, WrongTotal
from fazhi.workbooks.writing import OPTIONS

AT_ONCE = 50
"""So many lines are written in one transaction: what an interruption may undo, to be done again."""

MOST_STEPS_SAID = 8


class NotAllowedError(PermissionError):
    """The clerk's posts may not bring a register in; the message says who may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFound:
    """A sheet of the workbook: what its columns were taken for; ``found`` is None where it is no register."""

    name: str
    found: Found | None
    further: bool = False


def may_bring(clerk: Clerk, procedure: type[Procedure]) -> bool:
    """Tell whether the clerk may bring a register of the duty in.

    Who may open its cases may bring in their own; who answers for corrections, those of others as well.
    """
    if access.scope(clerk, procedure).nothing:
        return False
    return clerk.holds(*CORRECTOR.posts) or bool(shelves.opens(clerk, procedure))


class Importing:
    """A workbook that was sent as a register of one duty; ``fills`` stand in for blank cells, by heading.

    Raises:
        WorkbookError: the file cannot be taken.
        NotAllowedError: the clerk may not bring it in.

    """

    def __init__(
        self,
        content: bytes,
        name: str,
        *,
        procedure: type[Procedure],
        clerk: Clerk,
        now: datetime,
        fills: Mapping[str, str] | None = None,
    ) -> None:
        if not may_bring(clerk, procedure):
            raise NotAllowedError(
                f"“{procedure.label}”台账由其承办岗位或{CORRECTOR.label}导入，您现任的岗位不能导入。"
            )
        self.procedure = procedure
        self.clerk = clerk
        self.now = now
        self.name = name
        self.layout = layout(procedure)
        self.headings = Headings(self.layout)
        self.fills = self._known(fills or {})
        self.digest = sm3(content)
        self.names = OrganNames(clerk.organ)
        self.trying = Trying(procedure, names=self.names, clerk=clerk, today=now.date())
        self.book = Workbook(content, name)
        self.sheets = [self._look_at(sheet) for sheet in self.book.sheets]
        self._further = self._read_further()
        #: What was met so far, by which a line is seen to repeat one above it.
        self.met: dict[str, str] = {}
        #: Totals that are not the sums of their rows, known once the lines are counted.
        self.wrong_totals: list[WrongTotal] = []

    def _known(self, fills: Mapping[str, str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for heading, text in fills.items():
            place = self.headings.place(heading)
            if place is not None and text.strip():
                found[place.heading] = text.strip()
        return found

    # The sheets ------------------------------------------------------------------------------------

    def _look_at(self, sheet: str) -> SheetFound:
        first: list[Line] = []
        for line in self.book.lines(sheet):
            first.append(line)
            if len(first) >= reading_heads.LOOKED_AT:
                break
        if reading_heads.further(first) is not None:
            return SheetFound(name=sheet, found=None, further=True)
        if sheet == OPTIONS:
            return SheetFound(name=sheet, found=None)
        return SheetFound(name=sheet, found=self.headings.find(first))

    def _read_further(self) -> dict[str, list[Further]]:
        """Return the further steps by the number of their line."""
        found: dict[str, list[Further]] = defaultdict(list)
        for sheet in self.sheets:
            head = reading_heads.further(list(self._first(sheet.name))) if sheet.further else None
            if head is None:
                continue
            row, columns = head
            for line in self.book.lines(sheet.name, first=row + 1):
                one = Further(sheet=sheet.name, row=line.number, columns=columns, cells=line.cells)
                serial = str(one.value(laying.SERIAL) or "").strip().removesuffix(".0")
                if serial:
                    found[serial].append(one)
        return found

    def _first(self, sheet: str) -> Iterator[Line]:
        for line in self.book.lines(sheet):
            if line.number > reading_heads.LOOKED_AT:
                return
            yield line

    @property
    def registers(self) -> list[SheetFound]:
        """The sheets that were taken for registers."""
        return [one for one in self.sheets if one.found is not None]

    @property
    def refused(self) -> list[tuple[str, str, str, str]]:
        """The columns that are not brought in because they profile people: sheet, column, heading, why."""
        return [
            (one.name, *told) for one in self.sheets if one.found is not None for told in one.found.refused
        ]

    @property
    def ignored(self) -> list[tuple[str, str, str]]:
        """The columns that are none of the register's: sheet, column, heading."""
        return [
            (one.name, *told) for one in self.sheets if one.found is not None for told in one.found.ignored
        ]

    @property
    def missing(self) -> list[Place]:
        """The columns that no sheet has, nor what stands for them, though a step asks for them."""
        there = {place.heading for one in self.registers if one.found for place in one.found.places.values()}
        days = [one for one in self.layout.places if one.kind in ("day", "outcome") and one.heading in there]
        told = {step.name for step in self.procedure.parts.steps if step.opening}
        told |= {step for one in days for step in one.steps}
        return [
            one
            for one in self.layout.places
            if one.holds is not None
            and (one.holds.required or one.holds.needed_when is not None)
            and not one.only
            and told & set(one.steps)
            and one.heading not in {*there, *self.fills}
        ]

    # Its lines -------------------------------------------------------------------------------------

    def lines(self, after: Position | None = None) -> Iterator[ReadLine]:
        """Yield the lines of the registers as they were read, those that follow a position."""
        begun = after is None
        for sheet in self.registers:
            if not begun and after is not None and sheet.name != after.sheet:
                continue
            start = after.row if after is not None and not begun else 0
            begun = True
            if sheet.found is not None:
                yield from self._lines_of(sheet.name, sheet.found, start)

    def _lines_of(self, sheet: str, found: Found, after: int) -> Iterator[ReadLine]:
        reader = Reader(
            self.layout,
            found,
            self.names,
            sheet=sheet,
            today=self.now.date(),
            fills=self.fills,
        )
        below = self.book.lines(sheet, first=max(found.row, after) + 1)
        rows_there = (line for line in below if not _is_blank(line) and not reading_heads.is_total(line))
        serial = reader.serial_column()
        for together in lines_together(rows_there, serial):
            if after and any(serial is not None and serial in line.merged_on for line in together[:1]):
                continue
            number = ""
            if serial is not None and serial < len(together[0].cells):
                number = str(together[0].cells[serial] or "").strip().removesuffix(".0")
            line = reader.read(together, self._further.get(number, ()) if number else ())
            if line.story is not None:
                line.story = self.trying.with_hands(line.story)
            yield line

    def count(self) -> int:
        """Return about how many lines there are; on the way the totals below them are held against them."""
        found, self.wrong_totals = 0, []
        for one in self.registers:
            if one.found is None:
                continue
            sums = Totals(one.name, one.found)
            for line in self.book.lines(one.name, first=one.found.row + 1):
                self.wrong_totals += sums.hear(line)
                found += not _is_blank(line) and not reading_heads.is_total(line)
        return found

    # Looking at them -------------------------------------------------------------------------------

    def checked(self, after: Position | None = None) -> Iterator[Outcome]:
        """Yield what is to be said of each line; nothing is written."""
        for line in self.lines(after):
            yield self._checked(line)

    def _checked(self, line: ReadLine) -> Outcome:
        story = line.story
        if story is None:
            return outcome_of(line, "bad", bad=line.bad)
        done, case = self._served(line, story)
        steps = len(story.steps) - len(done)
        if not steps:
            return outcome_of(line, "again", case=case, steps=len(done))
        tried = self.trying.try_out(story, done=done, case=case)
        bad = self._not_mine(line, story) or self._number_taken(line, story, done)
        if tried.stopped is not None:
            bad = bad or _bad_of(line, tried.stopped, tried.refusals)
        remark = "" if bad or done else self._repeats(line, story)
        state: State = "bad" if bad else "begun" if done else "doubtful" if remark else "good"
        course = self._course(story) if not bad else ""
        return outcome_of(
            line, state, bad=bad, steps=steps, case=case, number=story.number, remark=remark, course=course
        )

    def _course(self, story: Story) -> str:
        """Return what a line was read as, in a few words: which steps, when, by whom."""
        said = []
        for told in story.steps:
            who = self.names.said(WHO_DID, told.person)
            said.append(f"{self.procedure.step(told.step).label} {told.on} {who}")
        return "，".join(said[:MOST_STEPS_SAID]) + ("…" if len(said) > MOST_STEPS_SAID else "")

    def _not_mine(self, line: ReadLine, story: Story) -> list[Bad]:
        """Refuse what others did, to those who may bring in only what they did themselves."""
        if self.clerk.holds(*CORRECTOR.posts):
            return []
        for place, told in enumerate(story.steps):
            if told.person not in ("", self.clerk.person):
                message = f"这一环节由他人办理；代他人导入的，须由{CORRECTOR.label}办理。"
                return _bad_of(
                    line, place, (Refusal(code="not-yours", message=message, basis=str(OWN_DEEDS)),)
                )
        return []

    def _number_taken(self, line: ReadLine, story: Story, done: Collection[int]) -> list[Bad]:
        if not story.number or done:
            return []
        where = f"“{line.sheet}”第{line.row}行"
        if (other := self.met.setdefault(f"n:{story.number}", where)) != where:
            told = f"编号“{story.number}”与{other}相同，请核对是否重复登记。"
        elif rows.pick(
            models.Case,
            ("key",),
            organ_id=self.clerk.organ,
            procedure=self.procedure.code,
            number=story.number,
        ):
            told = f"编号“{story.number}”已有案件使用，请核对是否重复登记。"
        else:
            return []
        column = self.layout.kind("number")
        cell = self._cell_of(line, column)
        return [
            Bad(
                sheet=line.sheet,
                row=line.row,
                cell=cell,
                heading=column.heading if column else laying.NUMBER,
                value=story.number,
                message=told,
                code="number-taken",
            )
        ]

    def _cell_of(self, line: ReadLine, place: Place | None) -> str:
        found = next((one.found for one in self.registers if one.name == line.sheet), None)
        if found is None or place is None:
            return ""
        column = next((at for at, one in found.places.items() if one.heading == place.heading), None)
        return "" if column is None else f"{letter(column)}{line.row}"

    def _repeats(self, line: ReadLine, story: Story) -> str:
        """Return what a line seems to repeat: one above it, or a case in the books; "" for nothing."""
        first = story.steps[0]
        said = {
            "step": first.step,
            "on": first.on.isoformat(),
            "place": story.place,
            "form": dict(first.form),
        }
        key = sm3(canonical(said | {"number": story.number}).encode())[:24]
        where = f"“{line.sheet}”第{line.row}行"
        if (other := self.met.setdefault(key, where)) != where:
            return f"与{other}内容相同"
        return self._in_books(story, first)

    def _in_books(self, story: Story, first: Told) -> str:
        form = self.procedure.step(first.step).form
        if form is None:
            return ""
        known = {one.name for one in form.fields}
        opened, sealed = form.split({n: v for n, v in first.form.items() if n in known})
        digests = {sealing.digest(self.clerk.organ, one) for one in caches.traced(form.fields, sealed)}
        cases = models.Case.objects.filter(
            organ_id=self.clerk.organ,
            procedure=self.procedure.code,
            opened_on=first.on,
            place=story.place,
        ).exclude(stage="")
        if story.number:
            # A case with another number is another case.
            cases = cases.filter(number__in=("", story.number))
        for key, number, title, kept in cases.order_by("key").values_list("key", "number", "title", "record"):
            if opened.items() <= _shallow(kept, opened).items():
                there = set(models.Trace.objects.filter(case_id=key).values_list("digest", flat=True))
                if digests <= there:
                    return f"与账簿中的“{number or title}”（{first.on}登记）内容相同"
        return ""

    # Writing them ----------------------------------------------------------------------------------

    def brought(
        self, after: Position | None = None, *, doubtful: bool = False, partly: bool = False
    ) -> Iterator[Outcome]:
        """Write the good lines that follow a position through the door, and yield what became of each.

        ``doubtful`` takes those that seem to repeat others as well; ``partly`` takes lines as far as they
        stand.
        """
        batch: list[ReadLine] = []
        for line in self.lines(after):
            batch.append(line)
            if len(batch) == AT_ONCE:
                yield from self._write(batch, doubtful=doubtful, partly=partly)
                batch = []
        if batch:
            yield from self._write(batch, doubtful=doubtful, partly=partly)

    def _write(self, lines: Sequence[ReadLine], *, doubtful: bool, partly: bool) -> list[Outcome]:
        with transaction.atomic():
            return [self._bring(line, doubtful=doubtful, partly=partly) for line in lines]

    def _bring(self, line: ReadLine, *, doubtful: bool, partly: bool) -> Outcome:
        story = line.story
        if story is None:
            return outcome_of(line, "bad", bad=line.bad)
        done, case = self._served(line, story)
        if len(done) == len(story.steps):
            return outcome_of(line, "again", case=case, steps=len(done))
        if bad := self._not_mine(line, story) or self._number_taken(line, story, done):
            return outcome_of(line, "bad", bad=bad)
        if not done and (remark := self._repeats(line, story)) and not doubtful:
            return outcome_of(line, "doubtful", remark=remark)
        mark = transaction.savepoint()
        written, recorded, stopped = self._steps(line, story, done=done, case=case)
        if stopped is not None and not (partly and (written or done)):
            transaction.savepoint_rollback(mark)
            return outcome_of(line, "bad", bad=stopped)
        transaction.savepoint_commit(mark)
        state: State = "entered" if stopped is None else "partly" if written else "bad"
        return outcome_of(
            line,
            state,
            bad=stopped or (),
            steps=written,
            case=recorded.case if recorded else case,
            number=recorded.number if recorded else "",
        )

    def _steps(
        self, line: ReadLine, story: Story, *, done: Collection[int], case: str
    ) -> tuple[int, Recorded | None, list[Bad] | None]:
        """Write the steps of a line; return how many, the last of them, and what stopped it."""
        waiting = [place for place in range(len(story.steps)) if place not in done]
        written, last = 0, None
        while waiting:
            first: list[Bad] | None = None
            for place in same_day(story, waiting):
                result = self._record(line, story, place, case)
                if isinstance(result, Recorded):
                    case, last, written = result.case, result, written + 1
                    waiting.remove(place)
                    break
                first = first or _bad_of(line, place, result)
            else:
                return written, last, first
        return written, last, None

    def _record(self, line: ReadLine, story: Story, place: int, case: str) -> Recorded | tuple[Refusal, ...]:
        told = story.steps[place]
        papers, form = _papers(told, line)
        where = {"file": self.digest, "name": self.name[:120], "sheet": line.sheet, "row": str(line.row)}
        post = self.clerk.acting_as(CORRECTOR.posts).post
        report = Report(
            procedure=self.procedure.code,
            step=told.step,
            on=told.on,
            form=form,
            case=case,
            place="" if case else story.place,
            origin="" if case else story.origin,
            evidence=papers,
            request=self._key(line, place),
            brought={**where, "by": self.clerk.person, "post": post},
            number=story.number,
        )
        result = record(report, clerk=self.trying.who(told), now=self.now)
        return result if isinstance(result, Recorded) else result.refusals

    def _key(self, line: ReadLine, place: int) -> str:
        """Return the key under which a step of a line is written once."""
        sheet = sm3(line.sheet.encode())[:8]
        return f"wb:{self.procedure.code[:12]}:{self.digest[:16]}:{sheet}:{line.row}:{place}"[:64]

    def _served(self, line: ReadLine, story: Story) -> tuple[frozenset[int], str]:
        """Return which steps of a line were written before, and the case they opened."""
        keys = [self._key(line, place) for place in range(len(story.steps))]
        found = dict(rows.pick(models.Request, ("key", "case"), organ=self.clerk.organ, key=keys))
        done = frozenset(place for place, key in enumerate(keys) if key in found)
        return done, next(iter(found.values()), "")


def _papers(told: Told, line: ReadLine) -> tuple[list[Upload], dict[str, object]]:
    """Return the notes that stand for papers kept elsewhere, and the form without what stood for them."""
    form = _without(told.form, [path for path, _ in told.papers])
    notes = []
    for path, count in told.papers:
        for nth in range(1, count + 1):
            text = (
                f"本附件由台账导入，未附电子件；原件存于本机关案卷。\n"
                f"台账：{line.sheet}，第{line.row}行，附件第{nth}份（共{count}份）。\n"
            )
            name = f"附件说明{nth}（台账第{line.row}行）.txt"
            notes.append(Upload(name=name, content=text.encode(), field=path))
    return notes, form


def _without(form: Mapping[str, object], paths: Sequence[str]) -> dict[str, object]:
    found = dict(form)
    for path in paths:
        head, _, rest = path.partition(".")
        value = found.get(head)
        if not rest:
            found.pop(head, None)
        elif isinstance(value, list):
            at, _, inner = rest.partition(".")
            found[head] = [_without(row, [inner]) if nth == int(at) else row for nth, row in enumerate(value)]
    return found


def _bad_of(line: ReadLine, place: int, refusals: Sequence[Refusal]) -> list[Bad]:
    """Return refusals of the door as cells of the line."""
    found = []
    for one in refusals:
        name = "" if one.field in ("on", "evidence") else one.field.partition(".")[0]
        sheet, cell, heading, value = line.at(place, name)
        found.append(
            Bad(
                sheet=sheet,
                row=line.row,
                cell=cell,
                heading=heading,
                value=value,
                message=one.message,
                basis=one.basis,
                code=one.code,
            )
        )
    return found


def _is_blank(line: Line) -> bool:
    return not any(cell not in (None, "") and str(cell).strip() for cell in line.cells)


def _shallow(kept: Mapping[str, object], opened: Mapping[str, object]) -> dict[str, object]:
    """Return of what a case holds what is to be compared."""
    return {name: kept.get(name) for name in opened}
