"""A small integer program, put to HiGHS: variables, rows, and which rows contradict each other."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import highspy

INFINITE = highspy.kHighsInf
_TIGHT = 1e-8
_SECONDS = 60.0
_IMPROVED = 50
_LARGE = 800
_EXACT, _NEARLY = 1e-4, 0.1
_CONTRADICTORY = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,  # no cost is negative: never unbounded
)


class UndecidedError(RuntimeError):
    """Whether there is a solution was not found out in the time there is."""


def _quiet_solver() -> highspy.Highs:
    """Return a solver; the first one made would write its licence on the terminal, past Python's streams."""
    kept = os.dup(1)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            solver = highspy.Highs()  # type: ignore[no-untyped-call]  # its own stubs lack it
            ctypes.CDLL(None).fflush(None)
    finally:
        os.dup2(kept, 1)
        os.close(kept)
    solver.silent()
    return solver


@dataclass(slots=True)
class Row:
    """``low`` ≤ Σ coefficient · variable ≤ ``high``."""

    low: float
    high: float
    terms: Mapping[int, float]


@dataclass(slots=True)
class _Part:
    """Rows that hang together, and their variables."""

    rows: list[Row] = field(default_factory=list)
    variables: dict[int, None] = field(default_factory=dict)


@dataclass(slots=True)
class Program:
    """Variables by number, each from ``low`` to ``high``; the cost of the solution is the least there is."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def variable(self, *, low: float = 0, high: float = INFINITE, cost: float = 0, whole: bool = True) -> int:
        """Add a variable and return its number."""
        self.low.append(low)
        self.high.append(high)
        self.cost.append(cost)
        self.whole.append(whole)
        return len(self.low) - 1

    def row(self, terms: Mapping[int, float], *, low: float = -INFINITE, high: float = INFINITE) -> int:
        """Add a row and return its number."""
        self.rows.append(Row(low, high, {number: value for number, value in terms.items() if value}))
        return len(self.rows) - 1

    def solve(
        self, *, without: Collection[int] = (), relaxed: bool = False, anyhow: bool = False
    ) -> list[float] | None:
        """Return the value of every variable, None if the rows contradict each other.

        ``without`` are rows left out; ``relaxed`` lets every variable be broken, ``anyhow`` lets any solution
        do, dear as it may be.

        Raises:
            UndecidedError: it was not found out in the time there is.

        """
        found = [
            low if cost >= 0 else high for low, high, cost in zip(self.low, self.high, self.cost, strict=True)
        ]
        for part in self._parts(set(without)):
            solution = self._solve(part, relaxed=relaxed, anyhow=anyhow)
            if solution is None:
                return None
            for number, value in zip(part.variables, solution, strict=True):
                found[number] = value
        return found

    def _parts(self, without: set[int]) -> Iterator[_Part]:
        """Yield what hangs together by rows: what is fixed holds nothing together."""
        over = list(range(len(self.low)))

        def top(number: int) -> int:
            while over[number] != number:
                over[number] = over[over[number]]
                number = over[number]
            return number

        kept = [row for number, row in enumerate(self.rows) if number not in without]
        for row in kept:
            free = [number for number in row.terms if self.low[number] != self.high[number]]
            for number in free[1:]:
                over[top(number)] = top(free[0])
        parts: dict[int, _Part] = {}
        for row in kept:
            free = [number for number in row.terms if self.low[number] != self.high[number]]
            part = parts.setdefault(top(free[0]) if free else -1, _Part())
            part.rows.append(row)
            part.variables.update(dict.fromkeys(row.terms))
        yield from parts.values()

    def _solve(self, part: _Part, *, relaxed: bool, anyhow: bool) -> list[float] | None:
        if not part.variables:
            return [] if all(row.low <= 0 <= row.high for row in part.rows) else None
        solver = _quiet_solver()
        large = len(part.variables) > _LARGE
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 1),
            ("mip_feasibility_tolerance", _TIGHT),
            ("mip_rel_gap", INFINITE if anyhow else _NEARLY if large else _EXACT),
            ("mip_max_improving_sols", 1 if anyhow else _IMPROVED),
            ("time_limit", _SECONDS),
        ):
            solver.setOptionValue(option, value)
        solver.passModel(self._model(part, relaxed=relaxed, anyhow=anyhow))
        solver.run()
        if solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            return list(solver.getSolution().col_value)
        if solver.getModelStatus() in _CONTRADICTORY:
            return None
        raise UndecidedError(solver.modelStatusToString(solver.getModelStatus()))

    def _model(self, part: _Part, *, relaxed: bool, anyhow: bool) -> highspy.HighsLp:
        place = {number: nth for nth, number in enumerate(part.variables)}
        model = highspy.HighsLp()
        model.num_col_ = len(place)
        model.num_row_ = len(part.rows)
        model.col_cost_ = [0.0 if anyhow else self.cost[number] for number in place]
        model.col_lower_ = [self.low[number] for number in place]
        model.col_upper_ = [self.high[number] for number in place]
        model.row_lower_ = [row.low for row in part.rows]
        model.row_upper_ = [row.high for row in part.rows]
        starts: list[int] = [0]
        indices: list[int] = []
        values: list[float] = []
        for row in part.rows:
            indices += [place[number] for number in row.terms]
            values += row.terms.values()
            starts.append(len(indices))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = starts
        model.a_matrix_.index_ = indices
        model.a_matrix_.value_ = values
        if not relaxed:
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            model.integrality_ = [kinds[self.whole[number]] for number in place]
        return model

    def conflict(self, rows: Collection[int], *, without: Collection[int] = ()) -> list[int]:
        """Return those of ``rows`` that contradict each other: without any one of them a solution is found.

        The rest of the program, less ``without``, holds throughout; if it contradicts itself there are none.
        """
        left_out = set(without)
        relaxed = self._contradictory(left_out, relaxed=True)
        kept = list(rows)
        size = len(kept)
        while size and kept:
            for start in reversed(range(0, len(kept), size)):
                chunk = kept[start : start + size]
                if self._contradictory(left_out | set(chunk), relaxed=relaxed):
                    left_out.update(chunk)
                    del kept[start : start + size]
            size //= 2
        return kept

    def _contradictory(self, left_out: set[int], *, relaxed: bool) -> bool:
        try:
            return self.solve(without=left_out, relaxed=relaxed, anyhow=True) is None
        except UndecidedError:
            return False
