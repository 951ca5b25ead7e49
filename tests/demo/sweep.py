"""Ask for every figure there is, each by itself and each part of it, and tell which come out.

Run from the tests: ``python -m demo.sweep [part of a code …]``.  Nothing is written down: years are told in
memory, and what they would post is added up.  What cannot be is listed with the reason given for it.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

VALUES = (1, 7, 120)
PART = 7
PROCESSES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of asking: ``how`` is "exact", "refused", "wrong" or "broken"."""

    asked: str
    how: str
    seconds: float
    said: str = ""


def single(part_of: Sequence[str] = ()) -> Iterator[list[object]]:
    """Every figure alone, at each value, and each part that may be asked for."""
    from demo import chance  # noqa: PLC0415 - Django is set up first
    from fazhi.demo.targets import Target  # noqa: PLC0415 - as above
    from fazhi.procedures import registry  # noqa: PLC0415 - as above

    for procedure in registry.current().values():
        fields = procedure.fields()
        for one in chance.postable(procedure):
            if part_of and not any(one.code.startswith(part) for part in part_of):
                continue
            for value in VALUES:
                yield [Target(indicator=one.code, value=Decimal(value))]
            for dimension in one.by:
                choices = getattr(fields[dimension], "choices", None)
                for choice in choices if choices is not None else ():
                    yield [Target(indicator=one.code, value=Decimal(PART), where=((dimension, choice),))]


def came_of(targets: Sequence[object]) -> Came:
    """Tell a year of targets and compare."""
    from demo import chance  # noqa: PLC0415 - Django is set up first
    from fazhi.demo.plan import ImpossibleError  # noqa: PLC0415 - as above
    from fazhi.demo.scenario import Scenario, an_office  # noqa: PLC0415 - as above
    from fazhi.demo.targets import TargetsError, sort  # noqa: PLC0415 - as above

    asked = "; ".join(map(str, targets))
    began = time.monotonic()
    how, said = "exact", ""
    try:
        usable, _ = sort(targets)
        office = Scenario(usable, office=lambda: an_office(organ="990201001", year=2025)).tell()
        missed = chance.missed(office, usable)
        if missed:
            how, said = "wrong", "; ".join(missed)
    except (ImpossibleError, TargetsError) as refused:
        how, said = "refused", str(refused)
    except Exception:  # noqa: BLE001 - whatever breaks is to be told, and the rest asked for
        how, said = "broken", traceback.format_exc()
    return Came(asked=asked, how=how, seconds=time.monotonic() - began, said=said)


def set_up() -> None:
    """Set Django up, as the definitions are read through it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    import django  # noqa: PLC0415 - not before its settings are named

    django.setup()


def main(arguments: Sequence[str]) -> None:
    """Ask for everything and print what did not come out, and how many did."""
    set_up()
    waiting = list(single(arguments))
    Random(1).shuffle(waiting)  # noqa: S311 - an order, not a secret
    counted: Counter[str] = Counter()
    with multiprocessing.Pool(PROCESSES, initializer=set_up) as pool:
        for came in pool.imap_unordered(came_of, waiting):
            counted[came.how] += 1
            if came.how != "exact" or came.seconds > 10:
                print(f"## {came.how} {came.seconds:.1f}s {came.asked}\n{came.said}", flush=True)
    print(dict(counted))


if __name__ == "__main__":
    main(sys.argv[1:])
