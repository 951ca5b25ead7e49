"""What an activity counts into the organ's own indicators, in the form of a step and of its correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import QueryDict

from fazhi.core.procedure import Procedure
from fazhi.desk.parts import Field
from fazhi.usecases import local_counts

_LEAD = "_local-"


def fields(
    procedure: type[Procedure], organ: str, *, values: Mapping[str, Any], errors: Mapping[str, str]
) -> Iterator[Field]:
    """Yield a field for each of the organ's own indicators, where the procedure is an activity."""
    if procedure.kind != "activity":
        return
    for one in local_counts.of(organ):
        yield Field(
            name=f"{_LEAD}{one.code}",
            label=one.label,
            kind="int",
            unit=one.unit,
            value=values.get(one.code, ""),
            help=f"本机关自设指标。{one.definition}",
            error=errors.get(one.code, ""),
        )


def typed(post: QueryDict) -> dict[str, str]:
    """Return what was typed into them, by code of the indicator; what was left empty is not there."""
    return {
        name.removeprefix(_LEAD): str(value)
        for name, value in post.items()
        if name.startswith(_LEAD) and value
    }
