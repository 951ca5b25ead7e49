"""What the law says in numbers and names: limits, thresholds, instruments, holidays; all of it data."""

from fazhi.core.law import HouseRule
from fazhi.law.figures import figure
from fazhi.law.holidays import calendar
from fazhi.law.instruments import statute
from fazhi.law.limits import limit
from fazhi.law.thresholds import threshold

__all__ = ["HouseRule", "calendar", "figure", "limit", "statute", "threshold"]
