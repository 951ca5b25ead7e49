"""What the law says in numbers and names: limits, thresholds, instruments, holidays; all of it data."""

from fazhi.law.holidays import calendar
from fazhi.law.instruments import statute
from fazhi.law.limits import limit
from fazhi.law.thresholds import threshold

__all__ = ["calendar", "limit", "statute", "threshold"]
