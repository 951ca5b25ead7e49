"""What the components of a page are given: small records, one for each include that needs more than a word.

Every include in ``templates/desk/components`` says in its first comment which of these it draws. The page of
examples (``examples.py``) shows each of them filled in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Value = str | int | float | Decimal | date | None
"""What may stand in a cell or a field as it is: the column or field says how it is worded."""

LIGHTS: Mapping[str, tuple[str, str]] = {
    "normal": ("●", "正常"),
    "soon": ("▲", "临期"),
    "overdue": ("■", "逾期"),
    "paused": ("◇", "中止"),
    "done": ("○", "办结"),
}
"""State of a limit: its shape and its word. Colour only repeats what these say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """How a limit stands (``light.html``)."""

    state: str
    """One of ``LIGHTS``."""
    note: str = ""
    """What follows the word: 余2天, 超3天."""
    word: str = ""
    """Said instead of the usual word."""

    @property
    def shape(self) -> str:
        """Return the shape that says the state without colour."""
        return LIGHTS[self.state][0]

    @property
    def says(self) -> str:
        """Return the word that says the state without colour or shape."""
        return self.word or LIGHTS[self.state][1]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; in a cell, with a smaller line below them."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of ``table.html``."""

    label: str
    kind: str = "text"
    """``text``, ``name`` (the row is called after it), ``count``, ``yuan``, ``day`` or ``light``."""
    unit: str = ""
    """Stands in the head, never in the cells."""
    sort_url: str = ""
    """Where the list lies sorted by this column; none means it cannot be sorted."""
    sorted: str = ""
    """``ascending`` or ``descending`` where the list is sorted by this column now."""

    @property
    def is_figure(self) -> bool:
        """Return whether the cells are numbers, right-aligned."""
        return self.kind in {"count", "yuan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of ``table.html``; a plain sequence of cells will do where nothing else is to be said."""

    cells: Sequence[Value | Link | Light]
    id: str = ""
    """Address within the page; a row that the address names glows once."""
    state: str = ""
    """``void`` strikes the row through; ``total`` closes the account with a double rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An account-book table (``table.html``)."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row | Sequence[Value | Link | Light]]
    note: str = ""
    """Beside the caption: how many there are, what order they stand in."""
    total: Sequence[Value | Link | Light] = ()
    """The last line, under a double rule."""
    wide: bool = False
    """Scrolls within its own frame on a phone, instead of standing as stacked rows."""
    quiet_caption: bool = False
    """The caption is read out but not shown, because a heading above says the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """One thing to be done (``todo.html``)."""

    title: str
    url: str
    """The case."""
    light: Light
    due: date | None
    act: str
    """The verb of what is to be done: 送达决定书."""
    act_url: str
    matter: str = ""
    """Case number and kind of duty: 人民调解 · 青槐人调字〔2026〕第4号."""
    basis: str = ""
    """The article that makes it due."""
    provisional: bool = False
    """The due day rests on a calendar not yet announced."""
    also: Link | None = None
    """What else may be done with it, said small: 改期."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDoGroup:
    """Things to be done under one heading: 逾期, 今天, 本周, 以后."""

    label: str
    items: Sequence[ToDo]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document or a piece of evidence, as a thumbnail of paper (``paper_thumb.html``)."""

    label: str
    url: str
    number: str = ""
    """Its official number; for evidence, size and kind."""
    sealed: bool = False
    """It carries the organ's seal."""
    state: str = ""
    """``withdrawn`` for a document that a correction took back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One entry of a case file (``timeline.html``)."""

    on: date
    step: str
    who: str
    """Name and post, and for whom they stood in: 万和平(专职人民调解员)."""
    number: int
    """Its number in the journal, the seal number."""
    sentence: str = ""
    """Its form folded into one sentence."""
    fields: Sequence[tuple[str, str]] = ()
    """Its form in full, label and value."""
    papers: Sequence[Paper] = ()
    figures: Sequence[tuple[str, str, str]] = ()
    """What it posted: label, amount with sign and unit, address of the certificate."""
    basis: str = ""
    recorded: str = ""
    """When it was written down, where that was another day."""
    state: str = ""
    """``void`` for an entry that was corrected, ``correction`` for the entry that did."""
    remark: str = ""
    """Said of a corrected entry: by which entry, why."""
    correct_url: str = ""
    """Where it can be corrected, for someone who may."""
    seal: str = ""
    """The digest that seals it, shortened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """A step that may be taken now (``next_steps.html``)."""

    label: str
    url: str
    basis: str
    due: str = ""
    """By when: 2026年2月6日前."""
    official: bool = False
    """An official act: sign, decide, publish. Drawn in seal red; at most one on a page."""
    quiet: bool = False
    """Never the emphasised one: it does not lead on, or its time has lapsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OthersStep:
    """A step that may be taken now, by somebody else (``next_steps.html``)."""

    label: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedStep:
    """A step that may not be taken yet, with every reason."""

    label: str
    reasons: Sequence["Reason"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something may not be done: a sentence and the article it rests on."""

    message: str
    basis: str = ""
    code: str = ""
    place: str = ""
    """The field, cell or paragraph it is about, and where to go to mend it."""
    place_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """A limit of a case, with the reckoning of its last day (``due.html``)."""

    label: str
    light: Light
    last_day: str
    """Worded: 2026年2月6日(周五)."""
    basis: str
    sentences: Sequence[str]
    """The explanation, one sentence a line."""
    ruler: str = ""
    """The drawing of ``drawings.ruler``."""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a code list."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One row of a form (``field.html``)."""

    name: str
    label: str
    kind: str = "text"
    """``text long int code codes yuan day moment yes_no rows files hidden``."""
    value: Value | Sequence[str] = None
    choices: Sequence[Choice] = ()
    help: str = ""
    error: str = ""
    required: bool = False
    unit: str = ""
    """Stands after the box; for ``yuan`` it is 元 without saying so."""
    sealed: bool = False
    """Personal data: kept sealed, shown masked; the form says so."""
    columns: Sequence[Column] = ()
    """For ``rows``: the heads of the lines below."""
    rows: Sequence[Sequence["Field"]] = ()
    """For ``rows``: the lines filled in so far, each a field a column, named ``name-0-column``."""
    least: str = ""
    """The earliest day or the smallest number accepted, in the notation of HTML."""
    most: str = ""
    accept: str = ""
    """For ``files``: what may be chosen, as ``.pdf,.jpg``."""
    papers: Sequence[Paper] = ()
    """For ``files``: what lies there already."""
    autocomplete: str = "off"

    @property
    def as_radios(self) -> bool:
        """Return whether the choices are few enough to be seen at once."""
        return len(self.choices) <= 5

    @property
    def described_by(self) -> str:
        """Return the ids of help and error, as ``aria-describedby`` wants them."""
        ids = [f"{self.name}-help"] if self.help else []
        return " ".join(ids + ([f"{self.name}-error"] if self.error else []))

    @property
    def day_value(self) -> str:
        """Return the value as a native date box wants it; what was typed otherwise is given back as it is."""
        return self.value.isoformat() if isinstance(self.value, date) else str(self.value or "")

    @property
    def chosen(self) -> Sequence[str]:
        """Return the values chosen, whether one or several may be."""
        if self.value is None:
            return ()
        if isinstance(self.value, str | int | float | Decimal | date):
            return (str(self.value),)
        return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something said to the person (``notice.html``)."""

    title: str
    kind: str = "info"
    """``info`` · ``done`` (a step was taken) · ``refusal`` · ``problem`` (something to mend)."""
    text: str = ""
    reasons: Sequence[Reason] = ()
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that leads to its certificate (``figure.html``)."""

    text: str
    """As printed: 438, 12,000.00, 96.8."""
    url: str
    unit: str = ""
    label: str = ""
    """What it counts; read out with the number."""
    panel: bool = True
    """Opening it slides its certificate in beside the page, where script runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line of a certificate's breakdown."""

    label: str
    text: str
    """The number as printed."""
    bar: str
    """The drawing of ``drawings.small_bar``."""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A figure taken apart along one attribute."""

    label: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Where a figure comes from (``certificate.html``)."""

    label: str
    text: str
    unit: str
    facts: Sequence[tuple[str, str]]
    """Definition, period, known by, place, basis: label and sentence."""
    breakdowns: Sequence[Breakdown] = ()
    entries: Table | None = None
    difference: str = ""
    """What later corrections would make of it, where it stands in a filed statement."""
    download_url: str = ""
    close_url: str = ""
    link: Link | None = None
    """To the page of its own, from where it slid in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginNote:
    """A problem or remark beside its line of a paper."""

    text: str
    kind: str = "problem"
    """``problem`` or ``remark``."""
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of a paper: words and figures in turn."""

    parts: Sequence[str | Figure]
    notes: Sequence[MarginNote] = ()
    edit_url: str = ""

    @property
    def runs(self) -> list[tuple[str, str | Figure]]:
        """Return the parts, each with what it is: ``words`` or ``figure``."""
        return [("words" if isinstance(part, str) else "figure", part) for part in self.parts]

    @property
    def is_wanting(self) -> bool:
        """Return whether one of its notes asks for something to be mended."""
        return any(note.kind == "problem" for note in self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of a paper and what stands under it."""

    heading: str
    paragraphs: Sequence[Paragraph]
    level: int = 1
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper as it will be printed (``paper.html``)."""

    title: str
    sections: Sequence[Section]
    opening: Sequence[Paragraph] = ()
    signature: Sequence[str] = ()
    """The end block: organ, day."""
    sealed: str = ""
    """The organ's name in its seal, once the paper is signed."""
    status: str = ""
    """草稿, 已签发: stands above the sheet, not on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The head of a case page, as the cover of its file (``cover.html``)."""

    kind: str
    """The duty: 人民调解."""
    title: str
    number: str
    stage: str
    light: Light
    facts: Sequence[tuple[str, str]]
    """What a cover says: parties, handler, accepted on, place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing with its data a click away (``chart.html``)."""

    title: str
    svg: str
    table: Table
    note: str = ""
    """Unit, period, known by."""
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """One of the persons a demo offers to sign in as (``landing.html``)."""

    username: str
    name: str
    post: str
    task: str
    """What to try, in one sentence."""
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a person takes home (``receipt.html``)."""

    title: str
    number: str
    code: str
    """The code to follow it by."""
    facts: Sequence[tuple[str, str]]
    what_next: str
    """What happens now, by which day, under which article."""
    organ: str
    day: str
    qr: str = ""
    """A drawing of the address as a square code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One leaf of a page that has several (``tabs.html``); also an item of the navigation."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where in a list one is (``pager.html``)."""

    shown: str
    """第41–80件，共438件"""
    previous_url: str = ""
    next_url: str = ""
    pages: Sequence[Tab] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every page of the desk (``base.html``), as ``desk`` in the context."""

    organ: str
    nav: Sequence[Tab] = ()
    person: str = ""
    person_url: str = ""
    """Where it says which posts the person holds."""
    post: str = ""
    home_url: str = "/"
    demo_day: str = ""
    """The day on the demo clock, worded; empty outside a demo."""
    scale: int = 100
    """100, 125 or 150: the cookie of ``SCALE_COOKIE``."""
    scale_url: str = ""
    """Takes ``scale`` and ``back`` by POST and sets the cookie; empty hides the switch."""
    sign_out_url: str = ""
    search_url: str = ""
    here: str = "/"
    """The address of this page, to come back to."""


SCALE_COOKIE = "scale"
SCALES = (100, 125, 150)


def scale_of(cookie: str | None) -> int:
    """Return the size of type a cookie asks for, or the usual one.

    >>> scale_of("125"), scale_of("9000"), scale_of(None)
    (125, 100, 100)
    """
    return next((scale for scale in SCALES if str(scale) == cookie), SCALES[0])
