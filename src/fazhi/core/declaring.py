"""The words in which a procedure is declared; ``core.procedure`` puts them together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self, TypedDict, TypeVar, Unpack

from fazhi.core.form import Code, Condition, Day, Field, Form, Moment, Number, codes
from fazhi.core.journal import Event
from fazhi.core.law import Basis, HouseRule, LimitRow

if TYPE_CHECKING:
    from fazhi.core.case import CaseView


class InvalidProcedureError(ValueError):
    """The declaration contradicts itself; the message lists every contradiction."""


class Strength(Enum):
    """How hard a rule binds, in the law's own word."""

    MUST = "应当"
    AS_A_RULE = "一般"
    MAY = "可以"


@dataclass(frozen=True, slots=True)
class Role:
    """Who acts: one of ``posts`` (role codes of the organ), named together as ``label``."""

    label: str
    posts: tuple[str, ...]

    def __or__(self, other: Role) -> Role:
        """Return the role that either may fill."""
        return Role(f"{self.label}或{other.label}", (*self.posts, *other.posts))


@dataclass(frozen=True, slots=True)
class Document:
    """An official document made at a step, from the template of the same code.

    ``number`` is the pattern of its official number, ``{organ}`` the organ's 代字, ``{year}``
    and ``{n}`` counted per organ, pattern and year; "" for a paper without number.
    ``when`` limits it to some records (a written agreement only).
    """

    code: str
    label: str
    number: str = ""
    when: Condition | None = None


Papers = Document | str | tuple[Document | str, ...]
"""Documents of a step; those that need no more than code and label in one text, as a list of codes is."""


def documents(papers: Papers) -> tuple[Document, ...]:
    """Return the documents that are meant.

    >>> [one.label for one in documents("notice 培训通知, roster 签到表")]
    ['培训通知', '签到表']
    """
    if isinstance(papers, str):
        return tuple(Document(code, label) for code, label in codes(papers).items())
    if isinstance(papers, Document):
        return (papers,)
    return tuple(one for part in papers for one in documents(part))


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition that a table cannot say: one function, one article.

    ``check`` reads the case as it stands and the event to be written, and returns None,
    or the sentence that tells the clerk what is missing.  ``waits`` marks a rule that can
    be met later (a step not open *yet*), so that the case page may evaluate it beforehand.
    """

    check: Callable[[CaseView, Event], str | None]
    basis: Basis
    needs_form: bool = False
    reads: tuple[str, ...] = ()
    """The names of the fields it reads, where that is known."""
    steps: tuple[str, ...] = ()
    """The names of the steps it reads, where that is known."""

    def at(self, form: type[Form] | None) -> Rule:
        """Return the rule as it stands at a step with that form: it waits for what is asked there."""
        asked = {one.name for one in form.fields} if form else set()
        return replace(self, needs_form=True) if asked & set(self.reads) else self

    @property
    def label(self) -> str:
        """The first line of the function's docstring, for the reference page."""
        return (self.check.__doc__ or self.check.__name__).strip().splitlines()[0]


def rule(
    basis: Basis, *, needs_form: bool = False
) -> Callable[[Callable[[CaseView, Event], str | None]], Rule]:
    """Turn a function into a rule that rests on ``basis``.

    ``needs_form`` marks a rule that reads what is filled in at the step, so that it cannot be told before.
    """
    return lambda check: Rule(check, basis, needs_form)


class Named:
    """Something that takes its code from the attribute it is assigned to."""

    name: str = ""

    def __set_name__(self, owner: type[object], name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"


@dataclass(eq=False, repr=False)
class Stage(Named):
    """Where a case can stand.  ``one | other`` is either of them, ``one >> other`` the way between them."""

    label: str
    final: bool = False

    def __or__(self, other: Stage | Way) -> Way:
        """Return the place that is either."""
        return Way((self,)) | other

    def __rshift__(self, to: Stage) -> Way:
        """Return the way from here."""
        return Way((self,), to)


@dataclass(frozen=True, slots=True)
class Way:
    """From which stages a step is taken, None for a case not yet opened, and where it leads; None to stay."""

    at: tuple[Stage | None, ...]
    to: Stage | None = None

    def __or__(self, other: Stage | Way) -> Way:
        """Return the place that is any of them."""
        return Way(self.at + (other.at if isinstance(other, Way) else (other,)))

    def __rshift__(self, to: Stage) -> Way:
        """Return the way from any of them."""
        return Way(self.at, to)


START = Way((None,))
"""Where a case is that is not yet opened."""


def names(text: str) -> Mapping[str, str]:
    """Return what another procedure calls each of our fields: its name, then ours where that is another.

    >>> names("subject, proposing_office lead_office")["proposing_office"]
    'lead_office'
    """
    pairs = (part.split() for part in text.split(","))
    return MappingProxyType({pair[0]: pair[-1] for pair in pairs})


@dataclass(frozen=True, slots=True)
class Opens:
    """A step offers to open a case of another procedure.

    ``carry`` maps its fields to ours, ``sets`` its fields to values that are always so (codes).
    """

    procedure: str
    label: str
    carry: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[str, str] = field(default_factory=dict)


NOBODY = Role("", ())
"""Who does a step that names nobody: whom the procedure names for all its steps."""
UNSAID = HouseRule("", "")
"""What a step rests on before ``under`` has said so."""
M = TypeVar("M")


class StepWords(TypedDict, total=False):
    """What may be said of a step besides the article it rests on; of one thing, the thing itself."""

    by: Role
    other_than: Step | tuple[Step, ...]
    needs: Rule | tuple[Rule, ...]
    documents: Papers
    opens: Opens | tuple[Opens, ...]
    cites: Basis | tuple[Basis, ...]
    decisive: bool
    files: bool


def _all(of: M | tuple[M, ...]) -> tuple[M, ...]:
    return of if isinstance(of, tuple) else (of,)


@dataclass(eq=False, repr=False)
class Step(Named):
    """One thing that can happen to a case.  Named in the past tense: it is what the journal will say.

        accepted = Step("受理", registering >> mediating, Acceptance).under(
            LAW(19, "可以指定"), by=MEDIATOR, documents="rights_notice 当事人权利义务告知书"
        )

    ``way`` is where it happens and leads: ``START >> registering`` opens a case, a stage alone is stayed in,
    ``(one | other) >> third`` leads from either.  ``by`` may be left out where the procedure names it.
    ``other_than`` are steps whose hands may not do this one.
    ``cites`` are further articles the step rests on.  ``decisive`` marks an official act.  ``files`` marks
    one that freezes a statement with the entry: it is taken by the use case that files it, and by no other.
    """

    label: str
    way: Way | Stage
    form: type[Form] | None = None
    basis: Basis = UNSAID
    _: KW_ONLY
    by: Role = NOBODY
    other_than: tuple[Step, ...] = ()
    needs: tuple[Rule, ...] = ()
    documents: tuple[Document, ...] = ()
    opens: tuple[Opens, ...] = ()
    cites: tuple[Basis, ...] = ()
    decisive: bool = False
    files: bool = False

    def __post_init__(self) -> None:
        self.needs = tuple(one.at(self.form) for one in self.needs)

    def under(self, basis: Basis, **words: Unpack[StepWords]) -> Self:
        """Say on what it rests, and what else there is to say of it; a single thing need not be a tuple."""
        self.basis = basis
        self.by = words.get("by", self.by)
        self.other_than = _all(words.get("other_than", self.other_than))
        self.needs = tuple(one.at(self.form) for one in _all(words.get("needs", self.needs)))
        self.documents = documents(words.get("documents", self.documents))
        self.opens = _all(words.get("opens", self.opens))
        self.cites = _all(words.get("cites", self.cites))
        self.decisive = words.get("decisive", self.decisive)
        self.files = words.get("files", self.files)
        return self

    @property
    def at(self) -> tuple[Stage | None, ...]:
        """The stages it may happen in, None for a case not yet opened."""
        return (self.way,) if isinstance(self.way, Stage) else self.way.at

    @property
    def to(self) -> Stage | None:
        """Where it leads, None to stay."""
        return None if isinstance(self.way, Stage) else self.way.to

    @property
    def opening(self) -> bool:
        """Whether a case may begin with this step."""
        return None in self.at

    def __rshift__(self, until: Step | tuple[Step, ...]) -> Span:
        """Return the time from this step to another, or to the first of several."""
        return first_of(self) >> until

    def on(self, day: Day | Moment) -> Start:
        """Return the day in that field of its form, from which a time is counted: ``judged.on(SERVED)``."""
        return first_of(self).on(day)


@dataclass(frozen=True, slots=True)
class Start:
    """Where a time begins: with the first of some steps, or with the ``last`` of them once all are done."""

    steps: tuple[Step, ...]
    last: bool = False
    day: Day | Moment | None = None

    def on(self, day: Day | Moment) -> Start:
        """Return the beginning on the day that this field of the step's form names."""
        return replace(self, day=day)

    def __rshift__(self, until: Step | tuple[Step, ...]) -> Span:
        """Return the time from here to a step, or to the first of several."""
        return Span(self, until if isinstance(until, tuple) else (until,))

    def words(self) -> str:
        """Say which steps, in Chinese: 全额缴纳或者强制执行."""
        said = ("和" if self.last else "或者").join(step.label for step in self.steps)
        return f"{said}中最后的" if self.last else said


def first_of(*steps: Step) -> Start:
    """Return the beginning with whichever of the steps is first: ``first_of(paid, enforced) >> closed``."""
    return Start(steps)


def last_of(*steps: Step) -> Start:
    """Return the beginning with the last of the steps, once all are done."""
    return Start(steps, last=True)


@dataclass(frozen=True, slots=True)
class Span:
    """The time that begins with a step and ends with the first of others: ``settled >> (applied, ended)``."""

    start: Start
    until: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyHours:
    """Who stands in a register is to be trained so many hours a year.

    ``least`` is how many and ``basis`` says where that is written; ``person`` is the field that names them,
    ``when`` limits it to some.  The hours are those that activities of ``procedure`` give (``gives_hours``).
    """

    label: str
    person: Field[Any]
    least: Decimal
    basis: Basis
    procedure: str = "training"
    when: Condition | None = None


@dataclass(eq=False, repr=False)
class Limit(Named):
    """A time the law, or the case itself, sets between steps.

        settle = Limit("调结", limit("ME-01"), accepted >> (settled, failed), strength=Strength.AS_A_RULE)

    ``set_by`` is the row of ``law/limits`` with number, kind of day and article, or the Day field of the case
    that gives the last day, which needs a ``basis``; a Moment gives the hour as well.  Counting starts with
    the first step of ``span``, or on the day that a field of its form names (``served.on(Service.day)``),
    and ends with the first of the others.  Hours run from the moment in that field; ``met_at`` is the field
    of the step that ends the limit which says at what hour.
    ``event_day`` is the field that announces the day of the event: a lead time is then
    checked as soon as it is announced.  ``when`` limits it to some records.  ``pauses`` are (pausing
    step, resuming step).  ``extended_by`` maps a step to the row
    that lengthens the time, or to the Day field that gives the new last day.  ``whose`` names who else
    is bound (the court), "" for the organ itself: what others do late is written down, and is no fault of it.
    A ``lasting`` one runs whenever its day is known and ``when`` holds, whichever step made it so (a
    certificate).  ``warns`` is how many days before the last day it warns, None for the habit of the house.
    """

    label: str
    set_by: LimitRow | Day | Moment
    span: Span
    _: KW_ONLY
    basis: Basis | None = None
    met_at: Moment | None = None
    event_day: Day | Moment | None = None
    when: Condition | None = None
    pauses: tuple[tuple[Step, Step], ...] = ()
    extended_by: Mapping[Step, LimitRow | Day | Moment] = field(default_factory=dict)
    strength: Strength = Strength.MUST
    silence: str = ""
    lasting: bool = False
    warns: int | None = None
    whose: str = ""
    duty: str = field(default="", init=False)
    """The code of the procedure it is declared in."""

    @property
    def from_day(self) -> Day | Moment | None:
        """The field that names the day it is counted from, None for the day of the step."""
        return self.span.start.day

    @property
    def row(self) -> LimitRow | None:
        """The row that sets it, None where a day of the case does."""
        return None if isinstance(self.set_by, Day | Moment) else self.set_by

    @property
    def due(self) -> Day | Moment | None:
        """The field of the case that gives the last day, None where a row sets it."""
        return self.set_by if isinstance(self.set_by, Day | Moment) else None

    @property
    def starts(self) -> tuple[Step, ...]:
        """The steps that begin it: the first of them, or the last once all are done."""
        return self.span.start.steps

    @property
    def since(self) -> Step:
        """The step that begins it, the first named of several."""
        return self.starts[0]

    @property
    def until(self) -> tuple[Step, ...]:
        """The steps that end it, whichever is first."""
        return self.span.until

    @property
    def code(self) -> str:
        """The code of the row; for a day given in the case the duty and the attribute: mediation.perform."""
        return self.row.code if self.row else f"{self.duty}.{self.name}".lstrip(".")

    def binds(self, profiles: Collection[str]) -> bool:
        """Tell whether it binds an organ that has switched on those profiles: a national row binds all."""
        return self.row is None or not self.row.profile or self.row.profile in profiles

    @property
    def rests_on(self) -> Basis:
        """The article, or the rule of the house."""
        found = self.basis or (self.row.basis if self.row else None)
        if found is None:
            raise InvalidProcedureError(f"limit '{self.name}' has neither row nor basis")
        return found


class Derived(Code):
    """A dimension that no one fills in: computed from the case after each step.

    ``by`` reads the case including the step just done and returns a code, "" for not applicable.
    ``name`` is given where a step already has the name of the dimension.
    """

    def __init__(
        self, label: str, choices: Mapping[str, str] | str, *, by: Callable[[CaseView], str], name: str = ""
    ) -> None:
        super().__init__(label, choices, required=False)
        self.by = by
        self.name = name

    def __set_name__(self, owner: type[Any], name: str) -> None:
        """Take the name only: a derived dimension belongs to no form."""
        self.name = self.name or name


class Reckoned(Number):
    """A number that no one fills in: reckoned from the case after each step (what is left in stock).

    ``by`` reads the case including the step just done; None for not applicable.
    """

    def __init__(self, label: str, *, unit: str = "", by: Callable[[CaseView], int | None]) -> None:
        super().__init__(label, unit=unit, required=False)
        self.by = by

    def __set_name__(self, owner: type[Any], name: str) -> None:
        """Take the name only: a reckoned number belongs to no form."""
        self.name = name


@dataclass(frozen=True, slots=True)
class Parts:
    """What a procedure is made of, in the order declared."""

    stages: tuple[Stage, ...] = ()
    steps: tuple[Step, ...] = ()
    limits: tuple[Limit, ...] = ()
    derived: tuple[Derived, ...] = ()
    reckoned: tuple[Reckoned, ...] = ()


def step_name(step: Step | str) -> str:
    """Return the name, whether the step itself or its name is given."""
    return step if isinstance(step, str) else step.name
