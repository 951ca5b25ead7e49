"""A small integer program, put to HiGHS: variables, rows, and which rows contradict each other."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import highspy

INFINITE = highspy.kHighsInf
_TIGHT = 1e-8
_SECONDS = 60.0


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

    def solve(self, *, without: Collection[int] = (), relaxed: bool = False) -> list[float] | None:
        """Return the value of every variable, None if the rows contradict each other.

        ``without`` are rows left out; ``relaxed`` lets every variable be broken.
        """
        if not self.low:
            return [] if all(row.low <= 0 <= row.high for row in self.rows) else None
        solver = _quiet_solver()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 1),
            ("mip_feasibility_tolerance", _TIGHT),
            ("time_limit", _SECONDS),
        ):
            solver.setOptionValue(option, value)
        solver.passModel(self._model(set(without), relaxed=relaxed))
        solver.run()
        status = solver.getModelStatus()
        found = solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        if status == highspy.HighsModelStatus.kOptimal or (
            status == highspy.HighsModelStatus.kTimeLimit and found
        ):
            return list(solver.getSolution().col_value)
        return None

    def _model(self, without: set[int], *, relaxed: bool) -> highspy.HighsLp:
        kept = [row for number, row in enumerate(self.rows) if number not in without]
        model = highspy.HighsLp()
        model.num_col_ = len(self.low)
        model.num_row_ = len(kept)
        model.col_cost_ = self.cost
        model.col_lower_ = self.low
        model.col_upper_ = self.high
        model.row_lower_ = [row.low for row in kept]
        model.row_upper_ = [row.high for row in kept]
        starts: list[int] = [0]
        indices: list[int] = []
        values: list[float] = []
        for row in kept:
            indices += row.terms.keys()
            values += row.terms.values()
            starts.append(len(indices))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = starts
        model.a_matrix_.index_ = indices
        model.a_matrix_.value_ = values
        if not relaxed:
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            model.integrality_ = [kinds[whole] for whole in self.whole]
        return model

    def conflict(self, rows: Collection[int], *, without: Collection[int] = ()) -> list[int]:
        """Return those of ``rows`` that contradict each other: without any one of them a solution is found.

        The rest of the program, less ``without``, holds throughout; if it contradicts itself there are none.
        """
        left_out = set(without)
        relaxed = self.solve(without=left_out, relaxed=True) is None
        kept = list(rows)
        for number in rows:
            if self.solve(without=left_out | {number}, relaxed=relaxed) is None:
                left_out.add(number)
                kept.remove(number)
        return kept
