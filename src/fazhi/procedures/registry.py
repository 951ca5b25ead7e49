"""Finds every duty declared below this package, and every figure they post."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache

import fazhi.procedures
from fazhi.core import formula
from fazhi.core.procedure import Indicator, InvalidProcedureError, Procedure


@cache
def versions() -> Mapping[tuple[str, int], type[Procedure]]:
    """Return every declared procedure by code and version.

    Raises:
        InvalidProcedureError: two declare the same code and version, or the same indicator, or a rate asks
            an indicator that none posts and none of the later duties will.

    """
    found: dict[tuple[str, int], type[Procedure]] = {}
    for module in pkgutil.walk_packages(fazhi.procedures.__path__, f"{fazhi.procedures.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if not (isinstance(value, type) and issubclass(value, Procedure) and value.code):
                continue
            if value.__module__ != module.name:
                continue
            other = found.setdefault((value.code, value.version), value)
            if other is not value:
                raise InvalidProcedureError(f"'{value.code}' is declared twice: {other} and {value}")
    return dict(sorted(found.items()))


@cache
def current() -> Mapping[str, type[Procedure]]:
    """Return the newest version of every procedure, by code."""
    return {code: procedure for (code, _), procedure in versions().items()}


def procedure(code: str, version: int | None = None) -> type[Procedure]:
    """Return a procedure, the newest version unless one is named.

    Raises:
        LookupError: there is none; the message lists those there are.

    """
    try:
        return current()[code] if version is None else versions()[code, version]
    except KeyError:
        known = ", ".join(current())
        raise LookupError(f"no procedure '{code}' (version {version or 'any'}); there are {known}") from None


@cache
def indicators() -> Mapping[str, Indicator]:
    """Return every declared indicator by code."""
    found: dict[str, Indicator] = {}
    for declared in current().values():
        for indicator in declared.indicators:
            if indicator.code in found:
                raise InvalidProcedureError(f"indicator '{indicator.code}' is declared twice")
            found[indicator.code] = indicator
    return found


@cache
def crossings() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return by which breakdowns at once each indicator is kept, in whichever version declares it so."""
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for declared in versions().values():
        for indicator in declared.indicators:
            if indicator.crossed:
                found.setdefault(indicator.code, {}).update(dict.fromkeys(indicator.crossed))
    return {code: tuple(crossed) for code, crossed in found.items()}


@cache
def posting_procedure(indicator: str) -> type[Procedure] | None:
    """Return the procedure that declares an indicator, None if none does."""
    return next((p for p in current().values() if any(i.code == indicator for i in p.indicators)), None)


def asked(indicator: Indicator) -> Iterator[str]:
    """Yield the codes needed to compute an indicator: itself, or what its formula asks, to the bottom."""
    if not indicator.formula:
        yield indicator.code
        return
    for code in formula.read(indicator.formula).codes:
        if (inner := indicators().get(code)) is not None:
            yield from asked(inner)
