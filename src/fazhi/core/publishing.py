"""What a case shows to the public, from which step on and until when, as its duty declares it.

Only what a step published is shown, only in the columns named, and nothing personal: the names of natural
persons are masked by whoever reads it, and a column that is sealed is refused unless it holds the parties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from fazhi.core.declaring import Limit, Step, step_name
from fazhi.core.field import Field
from fazhi.core.parties import Parties

if TYPE_CHECKING:
    from fazhi.core.case import CaseView

Trait = Literal["name", "kind", "code", "head"]
"""What may be told of a party: its name, what kind it is, its credit code, who heads it."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The official number of the first of these papers that was made in the case."""

    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of the parties of a case."""

    of: Parties
    trait: Trait = "name"


@dataclass(frozen=True, slots=True)
class Until:
    """The day on which it is taken down, of the limits that end its being shown."""


@dataclass(frozen=True, slots=True)
class OfOrgan:
    """The organ whose case it is, with its code if ``code``."""

    code: bool = False


Shows = Field[Any] | Step | Numbered | Told | Until | OfOrgan | Callable[["CaseView"], "str | date"]


@dataclass(frozen=True, slots=True)
class Shown:
    """One column: its heading, and what its cells hold (of a step, the day it was done)."""

    heading: str
    of: Shows
    _: KW_ONLY
    sought: bool = False
    """Whether the public may look an entry up by exactly what stands here (a certificate number)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is public of a duty: before acting (who, by which certificate) or after it (results).

    It is shown from the step ``by`` on, if its open fields meet ``when``, until a step of ``gone`` or the
    last day of one of ``ends``.  ``explained`` is the field of such a step that tells the public why it was
    taken back.  ``upward`` are the columns that the platform of the level above asks for.
    """

    label: str
    part: Literal["before", "after"]
    by: Step | str
    columns: tuple[Shown, ...]
    gone: tuple[Step | str, ...] = ()
    when: Callable[[Mapping[str, Any]], bool] = lambda _record: True
    ends: tuple[Limit, ...] = ()
    explained: Field[Any] | None = None
    upward: tuple[Shown, ...] = ()

    def stands(self, steps: tuple[str, ...] | list[str]) -> bool:
        """Tell whether it is shown after those steps, in the order done."""
        gone = {step_name(step) for step in self.gone}
        shown = False
        for step in steps:
            shown = (shown or step == step_name(self.by)) and step not in gone
        return shown


def contradictions(
    publication: Publication | None, steps: Mapping[str, Step], fields: Mapping[str, Field[Any]]
) -> Iterator[str]:
    """Yield what is wrong in what a procedure with those steps and fields shows to the public."""
    if publication is None:
        return
    named = {step_name(step) for step in (publication.by, *publication.gone)}
    named |= {one.of.name for one in _shown(publication) if isinstance(one.of, Step)}
    if strange := sorted(named - set(steps)):
        yield f"what it publishes names steps {strange}, which it has not"
    for one in _shown(publication):
        if isinstance(one.of, Field) and one.of.name not in fields:
            yield f"it publishes '{one.heading}', which no form asks"
        elif isinstance(one.of, Field) and one.of.sealed:
            yield f"it publishes '{one.heading}', which is sealed"
        elif isinstance(one.of, Parties):
            yield f"it publishes '{one.heading}' whole; say what is told of the parties"


def _shown(publication: Publication) -> tuple[Shown, ...]:
    return (*publication.columns, *publication.upward)
