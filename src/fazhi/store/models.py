"""Every table.  Amounts are whole hundredths (of a yuan, or of one); months are numbers like 202503.

A reference with which another index of its table begins has none of its own: each index is written with every
entry.
"""

# ruff: noqa: D106 - a Meta holds options of its table and says nothing of its own
from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from fazhi.core.journal import GENESIS
from fazhi.store import beside, handed_over  # noqa: F401 - their tables are of this app

StatuteArticle = beside.StatuteArticle
StatuteVersion = beside.StatuteVersion
Stopped = beside.Stopped


class Organ(models.Model):
    """A body that acts and keeps a journal: street, town or district office."""

    code = models.CharField(primary_key=True, max_length=12)
    name = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=12)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="below")
    short = models.CharField(max_length=20, help_text="机关代字的前缀，如 青槐")
    settings = models.JSONField(default=dict)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A community or village of an organ."""

    code = models.CharField(primary_key=True, max_length=14)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="places")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, default="community")

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Someone who works with the system.  ``code`` is what entries name; it never changes."""

    code = models.CharField(primary_key=True, max_length=24)
    name = models.CharField(max_length=30)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )

    def __str__(self) -> str:
        return self.name


class Holding(models.Model):
    """A post held in an organ, or in one of its places, over [since, until)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="holdings")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT)
    post = models.CharField(max_length=32)
    title = models.CharField(max_length=40)
    unit = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "organ"])]

    def __str__(self) -> str:
        return f"{self.person} {self.title}"


class Journal(models.Model):
    """The end of an organ's journal: the row that a writer locks.  ``looks`` is how many looks were taken."""

    organ = models.OneToOneField(Organ, primary_key=True, on_delete=models.PROTECT)
    number = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(null=True)
    looks = models.BigIntegerField(default=0)
    looks_seal = models.CharField(max_length=64, default=GENESIS)

    def __str__(self) -> str:
        return f"{self.organ_id} {self.number}"


class Entry(models.Model):
    """An entry as sealed; only added.  Columns beside ``body`` repeat it for lookup; verify compares."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, db_index=False, related_name="entries")
    number = models.BigIntegerField()
    case = models.CharField(max_length=32)
    kind = models.CharField(max_length=12)
    step = models.CharField(max_length=32)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.CharField(max_length=24)
    body = models.TextField()
    seal = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organ", "number"], name="entry_number")]
        indexes: ClassVar = [
            models.Index(fields=["case", "number"]),
            models.Index(fields=["organ"], condition=models.Q(kind="opening"), name="entry_brought_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id}#{self.number} {self.step}"


class Posting(models.Model):
    """A posting as it lies in the body of its entry; only added."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, db_index=False, related_name="postings")
    entry = models.BigIntegerField()
    line = models.SmallIntegerField()
    case = models.CharField(max_length=32)
    indicator = models.CharField(max_length=48)
    place = models.CharField(max_length=14, blank=True)
    on = models.DateField()
    recorded = models.IntegerField()
    amount = models.BigIntegerField()
    key = models.CharField(max_length=32, blank=True)
    slices = models.TextField(default="{}")
    reverses = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organ", "entry", "line"], name="posting_line")
        ]
        indexes: ClassVar = [
            models.Index(fields=["organ", "indicator", "on"]),
            models.Index(fields=["organ", "recorded", "indicator"]),
            models.Index(fields=["case"]),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.amount}"


class Balance(models.Model):
    """So much of one indicator in one declared slice, by month of happening and month of recording.

    ``postings`` tells how many postings it sums.
    """

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, db_index=False, related_name="+")
    indicator = models.CharField(max_length=48)
    dimension = models.CharField(max_length=100, blank=True)
    value = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=14, blank=True)
    month = models.IntegerField()
    recorded = models.IntegerField()
    amount = models.BigIntegerField()
    postings = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organ", "indicator", "dimension", "month", "value", "place", "recorded"],
                name="balance_cell",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month} {self.amount}"


class Tally(models.Model):
    """As a balance, for tallies that do not add: one row a key."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, db_index=False, related_name="+")
    indicator = models.CharField(max_length=48)
    dimension = models.CharField(max_length=100, blank=True)
    value = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=14, blank=True)
    key = models.CharField(max_length=32)
    month = models.IntegerField()
    recorded = models.IntegerField()
    amount = models.BigIntegerField()
    postings = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organ", "indicator", "dimension", "month", "value", "place", "recorded", "key"],
                name="tally_cell",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.key}"


class Case(models.Model):
    """Where a case stands: a cache of its entries.  ``key`` is organ and number of its first entry.

    ``last_entry`` is the last entry that changed the history, a step or a confirmed correction.  A case whose
    every step was voided has no stage ("") and is final.
    """

    key = models.CharField(primary_key=True, max_length=32)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, db_index=False, related_name="cases")
    procedure = models.CharField(max_length=32)
    version = models.SmallIntegerField(default=1)
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=14, blank=True)
    stage = models.CharField(max_length=32)
    final = models.BooleanField(default=False)
    opened_on = models.DateField()
    last_on = models.DateField()
    last_entry = models.BigIntegerField()
    due = models.DateField(null=True)
    record = models.JSONField(default=dict)
    steps = models.JSONField(default=list, help_text="有效环节的名称，按先后")
    subject = models.CharField(max_length=24, blank=True, help_text="登记簿中的人员代码")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organ", "procedure", "last_on", "key"]),
            models.Index(fields=["organ", "procedure", "place", "last_on", "key"]),
            models.Index(fields=["organ", "procedure", "stage", "last_on", "key"]),
            models.Index(fields=["organ", "number"]),
            models.Index(fields=["organ", "procedure", "subject"]),
        ]

    def __str__(self) -> str:
        return self.number or self.title


class Hand(models.Model):
    """Who has a hand in a case: what "own cases" means."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, db_index=False, related_name="hands")
    person = models.CharField(max_length=24)
    organ = models.CharField(max_length=12)
    procedure = models.CharField(max_length=32)
    last_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "person"], name="hand_once")]
        indexes: ClassVar = [models.Index(fields=["organ", "person", "procedure", "last_on", "case"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.person}"


class Due(models.Model):
    """A limit that has begun in a case: a cache of its clocks."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="dues")
    organ = models.CharField(max_length=12)
    limit = models.CharField(max_length=32)
    code = models.CharField(max_length=64)
    since = models.BigIntegerField()
    last_day = models.DateField(null=True)
    hour = models.CharField(max_length=5, blank=True, help_text="到期的时刻，如14:30；按日计的为空")
    provisional = models.BooleanField(default=False)
    binding = models.BooleanField(default=True, help_text="“可以”的期限届满即作罢，不算逾期")
    met_on = models.DateField(null=True)
    late = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organ", "met_on", "last_day"]),
            models.Index(
                fields=["organ", "met_on"], condition=models.Q(binding=True, late=True), name="due_late"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.limit} {self.last_day}"


class Link(models.Model):
    """That a case opened, or refers to, another."""

    source = models.CharField(max_length=32)
    target = models.CharField(max_length=32)
    relation = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    organ = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "target", "relation"], name="link_once")
        ]
        indexes: ClassVar = [models.Index(fields=["target"])]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class CaseKey(models.Model):
    """The key of a case's personal data, wrapped by the organ's key.  Destroying the row erases the data."""

    case = models.CharField(primary_key=True, max_length=32)
    organ = models.CharField(max_length=12)
    wrapped = models.TextField()

    def __str__(self) -> str:
        return self.case


class Trace(models.Model):
    """A keyed digest by which a person is found, exact match only."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, db_index=False, related_name="traces")
    organ = models.CharField(max_length=12)
    digest = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "digest"], name="trace_once")]
        indexes: ClassVar = [models.Index(fields=["organ", "digest"])]

    def __str__(self) -> str:
        return self.digest


class Look(models.Model):
    """A look at unmasked personal data; only added.  ``seal`` covers the row, and the seal before it."""

    organ = models.CharField(max_length=12)
    number = models.BigIntegerField()
    case = models.CharField(max_length=32)
    person = models.CharField(max_length=24)
    post = models.CharField(max_length=32)
    fields = models.TextField()
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    seal = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organ", "number"], name="look_number")]
        indexes: ClassVar = [models.Index(fields=["case"]), models.Index(fields=["organ", "at"])]

    def __str__(self) -> str:
        return f"{self.person} {self.case}"


class Evidence(models.Model):
    """A file that an entry rests on; only added.  ``digest`` is SM3 over the sealed bytes on disk.

    ``name`` is sealed with the key of the case, for people name files after people.
    """

    digest = models.CharField(primary_key=True, max_length=64)
    organ = models.CharField(max_length=12)
    case = models.CharField(max_length=32)
    name = models.TextField()
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest


class Document(models.Model):
    """An official document: number, check code and sealed content are fixed with its entry; only added."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, db_index=False, related_name="documents")
    case = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    code = models.CharField(max_length=48)
    label = models.CharField(max_length=60)
    number = models.CharField(max_length=60, blank=True)
    check_code = models.CharField(max_length=20, unique=True)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    template = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case"]), models.Index(fields=["organ", "number"])]

    def __str__(self) -> str:
        return self.number or self.label


class Template(models.Model):
    """The texts a document was composed of, by digest; only added, so that old papers stay as they were."""

    digest = models.CharField(primary_key=True, max_length=64)
    name = models.CharField(max_length=100)
    texts = models.TextField()

    def __str__(self) -> str:
        return self.name


class Rendering(models.Model):
    """A document's file as first drawn: ``digest`` is SM3 over it, ``file`` over its sealed bytes on disk.

    ``mark`` is a keyed digest of the row: no other paper can be passed off for the document's.
    """

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, db_index=False, related_name="renderings"
    )
    format = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    file = models.CharField(max_length=64)
    at = models.DateTimeField()
    mark = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "format"], name="rendering_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}.{self.format}"


class Serial(models.Model):
    """The last official number given out under a pattern in a year: numbered without gaps."""

    organ = models.CharField(max_length=12)
    pattern = models.CharField(max_length=80)
    year = models.SmallIntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organ", "pattern", "year"], name="serial_once")
        ]

    def __str__(self) -> str:
        return f"{self.pattern} {self.year}: {self.last}"


class Request(models.Model):
    """An idempotency key that has been served, with the entry it wrote."""

    organ = models.CharField(max_length=12)
    key = models.CharField(max_length=64)
    entry = models.BigIntegerField()
    case = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organ", "key"], name="request_once")]

    def __str__(self) -> str:
        return self.key


class Correction(models.Model):
    """A correction proposed in the journal, confirmed or not: a cache, one row an entry it concerns."""

    organ = models.CharField(max_length=12)
    case = models.CharField(max_length=32)
    target = models.BigIntegerField()
    proposal = models.BigIntegerField()
    outcome = models.CharField(max_length=12, default="proposed")
    decided_by = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organ", "proposal", "target"], name="correction_once")
        ]
        indexes: ClassVar = [models.Index(fields=["case"]), models.Index(fields=["organ", "outcome"])]

    def __str__(self) -> str:
        return f"{self.case} {self.target}"


class Head(models.Model):
    """The head of a journal on a day, as published, so that nobody can rewrite the past unseen.

    With it the last look taken by then; ``digest`` covers the row and the digest of the organ's head before.
    """

    organ = models.CharField(max_length=12)
    day = models.DateField()
    number = models.BigIntegerField()
    seal = models.CharField(max_length=64)
    looks = models.BigIntegerField(default=0)
    looks_seal = models.CharField(max_length=64, default=GENESIS)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organ", "day"], name="head_once")]

    def __str__(self) -> str:
        return f"{self.organ} {self.day}"


class LocalIndicator(models.Model):
    """A figure that one organ counts for itself: a cache of the entry that declared it."""

    organ = models.CharField(max_length=12)
    code = models.CharField(max_length=48)
    label = models.CharField(max_length=60)
    unit = models.CharField(max_length=10)
    definition = models.CharField(max_length=300, blank=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organ", "code"], name="local_indicator_once")
        ]

    def __str__(self) -> str:
        return self.label


class Wording(models.Model):
    """Words of a statement that people edited while it was drafted; figures stay tokens."""

    organ = models.CharField(max_length=12)
    statement = models.CharField(max_length=32)
    year = models.SmallIntegerField()
    content = models.JSONField(default=dict)
    version = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organ", "statement", "year"], name="wording_once")
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.statement} {self.year}"


class Filing(models.Model):
    """A statement as filed: frozen content and the journal position it knew; only added."""

    organ = models.CharField(max_length=12)
    statement = models.CharField(max_length=32)
    year = models.SmallIntegerField()
    case = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    known_by = models.BigIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organ", "statement", "year"])]

    def __str__(self) -> str:
        return f"{self.organ} {self.statement} {self.year}"


class Piece(models.Model):
    """Two-character pieces of what may be searched of a case: titles and places, never personal data."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.CASCADE, related_name="piece")
    organ = models.CharField(max_length=12)
    text = models.TextField()

    def __str__(self) -> str:
        return self.case_id
