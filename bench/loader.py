"""Writes cases in bulk: row for row what the door would have written for the same reports.

Each case fills the holes of a template of its shape and day (``bench.templates``), is sealed with a key of
its own, and continues the chain.
"""

from __future__ import annotations

import base64
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db import transaction

from bench import office
from bench.shapes import Planned, Shape
from bench.tables import Sink
from bench.templates import CaseTemplate, PaperTemplate, made, prepared
from fazhi.core.journal import sm3
from fazhi.store import books, models, sealing, search
from fazhi.usecases import papers

CHUNK = 400
Tokens = Callable[[int], bytes]


def load(plan: Iterable[Planned], *, token: Tokens = secrets.token_bytes) -> int:
    """Write cases in bulk, some hundreds to a transaction; return how many entries."""
    loading = Loading(token)
    found = iter(plan)
    while chunk := list(islice(found, CHUNK)):
        with transaction.atomic():
            loading.write(chunk)
    with transaction.atomic():
        loading.finish()
    return loading.entries


def _times(sum_: books.Added, added: books.Added, times: int) -> books.Added:
    return sum_[0] + added[0] * times, sum_[1] + added[1] * times


class Loading:
    """What is carried from case to case: the end of the chain, the last official numbers, what to add up."""

    def __init__(self, token: Tokens = secrets.token_bytes) -> None:
        self.token = token
        self.end = models.Journal.objects.get(organ_id=office.ORGAN)
        self.at = self.end.recorded_at
        self.started = self.end.number
        self.short = models.Organ.objects.get(pk=office.ORGAN).short
        self.serials = {
            (pattern, year): last
            for pattern, year, last in models.Serial.objects.filter(organ=office.ORGAN).values_list(
                "pattern", "year", "last"
            )
        }
        self.templates: dict[tuple[str, date], CaseTemplate] = {}
        self.papers: set[str] = set(models.Template.objects.values_list("pk", flat=True))
        self.counted: Counter[tuple[CaseTemplate, str, int]] = Counter()
        keys = sealing.organ_keys(office.ORGAN)
        self.mac = hmac.HMAC(bytes.fromhex(keys["digests"]), hashes.SM3())
        self.generation = len(keys["generations"])
        self.organ_key = bytes.fromhex(keys["generations"][-1])
        self.digests: dict[str, str] = {}
        self.sink = Sink()

    @property
    def entries(self) -> int:
        """How many entries were written."""
        return self.end.number - self.started

    def write(self, chunk: Sequence[Planned]) -> None:
        """Write some cases."""
        made = [self.template(planned) for planned in chunk]
        for planned, template in zip(chunk, made, strict=True):
            self.case(planned, template)
        self.flush()

    def flush(self) -> None:
        """Write the rows that wait, and the end of the journal."""
        self.sink.flush()
        self._journal()

    def finish(self) -> None:
        """Add what the cases count to balances and tallies, and keep the papers' texts and last numbers."""
        plain: defaultdict[books.CellKey, books.Added] = defaultdict(lambda: (0, 0))
        keyed: defaultdict[books.KeyedCell, books.Added] = defaultdict(lambda: (0, 0))
        for (template, place, recorded), cases in self.counted.items():
            for (indicator, dimension, value, _, month, _), added in template.plain_cells.items():
                cell = (indicator, dimension, value, place, month, recorded)
                plain[cell] = _times(plain[cell], added, cases)
            for (indicator, dimension, value, _, month, _, _), added in template.keyed_cells.items():
                [name] = template.keyed
                key = self.digest(f"{name}:{place}")
                keyed_cell = (indicator, dimension, value, place, month, recorded, key)
                keyed[keyed_cell] = _times(keyed[keyed_cell], added, cases)
        books.add_to_balances(office.ORGAN, plain, keyed)
        for (pattern, year), last in self.serials.items():
            models.Serial.objects.update_or_create(
                organ=office.ORGAN, pattern=pattern, year=year, defaults={"last": last}
            )
        self._journal()

    def _journal(self) -> None:
        self.end.recorded_at = self.at
        self.end.save()

    # What the door computes --------------------------------------------------------------------------

    def template(self, planned: Planned) -> CaseTemplate:
        """Return the template of a case, made when it is first asked for."""
        key = planned.shape.name, planned.on
        if key not in self.templates:
            found = self.templates[key] = made(planned)
            self._keep_papers(planned.shape, found)
        return self.templates[key]

    def _keep_papers(self, shape: Shape, template: CaseTemplate) -> None:
        for step in template.steps:
            for paper in step.papers:
                if paper.template not in self.papers:
                    self.papers.add(paper.template)
                    name = f"{shape.procedure}/{paper.code}"
                    models.Template.objects.create(digest=paper.template, name=name, texts=papers.kept(name))

    def digest(self, value: str) -> str:
        """Return the keyed digest of a value."""
        mac = self.mac.copy()
        mac.update(value.encode())
        return mac.finalize().hex()[:32]

    def _person(self, value: str) -> str:
        """Return the digest of one of the people who come again and again."""
        if value not in self.digests:
            self.digests[value] = self.digest(value)
        return self.digests[value]

    def _sealed(self, key: bytes, plain: str | bytes, bound_to: bytes) -> str:
        nonce = self.token(12)
        sealing_one = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
        sealing_one.authenticate_additional_data(bound_to)
        data = plain if isinstance(plain, bytes) else plain.encode()
        text = nonce + sealing_one.update(data) + sealing_one.finalize() + sealing_one.tag
        return base64.b64encode(text).decode()

    def _check_code(self, of: str) -> str:
        value = int(self.digest(f"check:{of}"), 16)
        letters = []
        for _ in range(12):
            value, rest = divmod(value, len(papers.ALPHABET))
            letters.append(papers.ALPHABET[rest])
        return f"{''.join(letters[:4])}-{''.join(letters[4:8])}-{''.join(letters[8:])}"

    def _number(self, pattern: str, year: int) -> str:
        n = self.serials[pattern, year] = self.serials.get((pattern, year), 0) + 1
        return pattern.format(organ=self.short, year=year, n=n)

    # Case by case ------------------------------------------------------------------------------------

    def case(self, planned: Planned, template: CaseTemplate) -> None:
        """Let the rows of a case wait to be written."""
        at: datetime = (
            planned.at if self.at is None else max(planned.at, self.at.astimezone(planned.at.tzinfo))
        )
        self.at = at
        recorded_at, recorded = self.sink.moment(at), books.month_of(at)
        first = self.end.number + 1
        case = f"{office.ORGAN}-{first}"
        bound_to = case.encode()
        place, person = planned.place, planned.person
        name_a, name_b, phone_a, phone_b = planned.parties
        key = self.token(16)
        wrapped = self._sealed(self.organ_key, key, f"{office.ORGAN}|{case}".encode())
        self.sink.add("casekey", (case, office.ORGAN, f"{self.generation}:{wrapped}"))
        values: dict[str, Any] = {
            "case": case,
            "place": place,
            "place_name": office.place_name(place),
            "person": person,
            "person_name": office.person_name(person),
            "a": name_a,
            "b": name_b,
            "phone_a": phone_a,
            "phone_b": phone_b,
            "at": at.isoformat(timespec="microseconds"),
            "case_number": "",
            **{f"key_{name}": self._person(f"{name}:{place}") for name in template.keyed},
        }
        made = 0
        number, seal = self.end.number, self.end.seal
        for step in template.steps:
            number += 1
            values["n"], values["before"] = number, seal
            if step.sealed:
                values["sealed"] = self._sealed(key, step.sealed % values, bound_to)
            if number == first and template.case_pattern:
                values["case_number"] = self._number(template.case_pattern, template.year)
            for paper in step.papers:
                self._paper(paper, made, number, values, key=key, bound_to=bound_to)
                made += 1
            body = step.body % values
            seal = sm3(body.encode())
            who = step.person % values
            self.sink.add(
                "entry",
                (office.ORGAN, number, case, step.kind, step.step, step.on, recorded_at, who, body, seal),
            )
            for line, indicator, on, _, amount, hole, slices, reverses in step.postings:
                posting_key = values[hole] if hole else ""
                self.sink.add(
                    "posting",
                    (
                        office.ORGAN,
                        number,
                        line,
                        case,
                        indicator,
                        place,
                        on,
                        recorded,
                        amount,
                        posting_key,
                        slices,
                        reverses,
                    ),
                )
        self.end.number, self.end.seal = number, seal
        self._caches(template, values, first=first, people=planned.parties)
        self.counted[template, place, recorded] += 1

    def _paper(
        self,
        paper: PaperTemplate,
        made: int,
        entry: int,
        values: dict[str, Any],
        *,
        key: bytes,
        bound_to: bytes,
    ) -> None:
        number = self._number(paper.pattern, paper.year) if paper.pattern else ""
        check = self._check_code(f"{entry}-{paper.code}")
        values[f"number_{made}"], values[f"check_{made}"] = number, check
        content = self._sealed(key, paper.said % values, bound_to)
        digest = values[f"digest_{made}"] = sm3(content.encode())
        self.sink.add(
            "document",
            (
                office.ORGAN,
                values["case"],
                entry,
                paper.code,
                paper.label,
                number,
                check,
                content,
                digest,
                paper.template,
            ),
        )

    def _caches(
        self, template: CaseTemplate, values: Mapping[str, Any], *, first: int, people: Sequence[str]
    ) -> None:
        case, row, shift = values["case"], template.row, first - template.first
        self.sink.add(
            "case",
            (
                case,
                office.ORGAN,
                row.procedure,
                row.version,
                values["case_number"],
                row.title,
                values["place"],
                row.stage,
                row.final,
                row.opened_on,
                row.last_on,
                row.last_entry + shift,
                row.due,
                template.record % values,
                prepared(row.steps),
                row.subject,
            ),
        )
        text = search.pieces(f"{values['case_number']} {row.title}")
        self.sink.add("piece", (case, office.ORGAN, text))
        for due in template.dues:
            self.sink.add(
                "due",
                (
                    case,
                    office.ORGAN,
                    due.limit,
                    due.code,
                    due.since + shift,
                    due.last_day,
                    due.hour,
                    due.provisional,
                    due.binding,
                    due.met_on,
                    due.late,
                ),
            )
        for hand in template.hands:
            who = hand.person if hand.person != office.mediator(row.place) else values["person"]
            self.sink.add("hand", (case, who, office.ORGAN, row.procedure, hand.last_on))
        for digest in sorted({self._person(people[i]) for i in template.traced}):
            self.sink.add("trace", (case, office.ORGAN, digest))
