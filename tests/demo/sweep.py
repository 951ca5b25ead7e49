"""Ask for every figure there is, each by itself and each part of it, and tell which come out.

Run from the tests: ``python -m demo.sweep [beginning of a code …]``, or ``random 0 100`` for as many
random years whose figures are asked for together.  Nothing is written down: years are told in
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


def together(seed: int) -> list[object]:
    """Figures that a random year of a few procedures has, some of them, with parts."""
    from demo import chance  # noqa: PLC0415 - Django is set up first
    from fazhi.demo.scenario import an_office  # noqa: PLC0415 - as above
    from fazhi.demo.targets import TargetsError, sort  # noqa: PLC0415 - as above
    from fazhi.procedures import registry  # noqa: PLC0415 - as above

    random = Random(seed)  # noqa: S311 - chance for tests, not a secret
    able = [one for one in registry.current().values() if chance.postable(one)]
    found: list[object] = []
    for procedure in random.sample(able, random.randint(1, 5)):
        office, _ = chance.a_random_year(
            procedure, lambda: an_office(organ="990201001", year=2025), seed, cases=random.choice((5, 20, 60))
        )
        told = chance.figures(office, chance.postable(procedure), slices=True)
        for target in random.sample(told, min(len(told), random.choice((2, 5, 12, 25)))):
            try:
                sort([target])
            except TargetsError:
                continue
            found.append(target)
    return found


def came_of_a_seed(seed: int) -> Came:
    """Ask for what a random year has."""
    try:
        asked = together(seed)
    except Exception:  # noqa: BLE001 - as below
        return Came(asked=f"seed {seed}", how="broken", seconds=0, said=traceback.format_exc())
    came = came_of(asked)
    return Came(asked=f"seed {seed}: {came.asked}", how=came.how, seconds=came.seconds, said=came.said)


def came_of(targets: Sequence[object]) -> Came:
    """Tell a year of targets and compare."""
    from demo import chance  # noqa: PLC0415 - Django is set up first
    from fazhi.demo.plan import ImpossibleError  # noqa: PLC0415 - as above
    from fazhi.demo.scenario import Scenario, an_office, communities_in  # noqa: PLC0415 - as above
    from fazhi.demo.targets import TargetsError, sort  # noqa: PLC0415 - as above

    asked = "; ".join(map(str, targets))
    began = time.monotonic()
    how, said = "exact", ""
    try:
        usable, _ = sort(targets)
        places = communities_in(usable)
        office = Scenario(
            usable, office=lambda: an_office(organ="990201001", year=2025, communities=places)
        ).tell()
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
    ask, waiting = came_of, list(single(arguments))
    if arguments[:1] == ["random"]:
        ask, waiting = came_of_a_seed, list(range(int(arguments[1]), int(arguments[2])))
    Random(1).shuffle(waiting)  # noqa: S311 - an order, not a secret
    counted: Counter[str] = Counter()
    with multiprocessing.Pool(PROCESSES, initializer=set_up) as pool:
        for came in pool.imap_unordered(ask, waiting):
            counted[came.how] += 1
            if came.how != "exact" or came.seconds > 10:
                sys.stdout.write(f"## {came.how} {came.seconds:.1f}s {came.asked}\n{came.said}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{dict(counted)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
