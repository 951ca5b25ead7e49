"""When the moon is new, nearly enough to tell the first day of a lunar month.

Source: J. Meeus, Astronomical Algorithms, chapter 49, with its 25 periodic terms.
"""

from datetime import date, timedelta
from math import radians, sin

LUNATION = 29.530588861
BEIJING = 8 / 24
TERRESTRIAL_LEAD = 75 / 86400  # terrestrial time runs this many days ahead of civil time, 2020 to 2050
J2000 = date(2000, 1, 1).toordinal() - 2451544.5

# amplitude in days, power of E, multiples of M (sun), M' (moon), F (latitude), Ω (node)
TERMS = (
    (-0.40720, 0, 0, 1, 0, 0),
    (0.17241, 1, 1, 0, 0, 0),
    (0.01608, 0, 0, 2, 0, 0),
    (0.01039, 0, 0, 0, 2, 0),
    (0.00739, 1, -1, 1, 0, 0),
    (-0.00514, 1, 1, 1, 0, 0),
    (0.00208, 2, 2, 0, 0, 0),
    (-0.00111, 0, 0, 1, -2, 0),
    (-0.00057, 0, 0, 1, 2, 0),
    (0.00056, 1, 1, 2, 0, 0),
    (-0.00042, 0, 0, 3, 0, 0),
    (0.00042, 1, 1, 0, 2, 0),
    (0.00038, 1, 1, 0, -2, 0),
    (-0.00024, 1, -1, 2, 0, 0),
    (-0.00017, 0, 0, 0, 0, 1),
    (-0.00007, 0, 2, 1, 0, 0),
    (0.00004, 0, 0, 2, -2, 0),
    (0.00004, 0, 3, 0, 0, 0),
    (0.00003, 0, 1, 1, -2, 0),
    (0.00003, 0, 0, 2, 2, 0),
    (-0.00003, 0, 1, 1, 2, 0),
    (0.00003, 0, -1, 1, 2, 0),
    (-0.00002, 0, -1, 1, -2, 0),
    (-0.00002, 0, 1, 3, 0, 0),
    (0.00002, 0, 0, 4, 0, 0),
)


def month_begins(near: date) -> date:
    """Return the first day of the lunar month that begins nearest to ``near``: a day of new moon."""
    k = round((near.toordinal() - J2000 - 2451550.09766) / LUNATION)
    return date.fromordinal(int(_new_moon(k) - TERRESTRIAL_LEAD + BEIJING + J2000))


def age(day: date) -> int:
    """Return which day of its lunar month ``day`` is, the first being 1."""
    first = month_begins(day)
    if first > day:
        first = month_begins(day - timedelta(days=16))
    return (day - first).days + 1


def _new_moon(k: int) -> float:
    """Return the Julian day, in terrestrial time, of the k-th new moon since January 2000."""
    t = k / 1236.85
    mean = 2451550.09766 + LUNATION * k + 0.00015437 * t**2
    e = 1 - 0.002516 * t - 0.0000074 * t**2
    sun = 2.5534 + 29.10535670 * k - 0.0000014 * t**2
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t**2
    latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t**2
    node = 124.7746 - 1.56375588 * k + 0.0020672 * t**2
    periodic = sum(
        size * e**power * sin(radians(a * sun + b * moon + c * latitude + d * node))
        for size, power, a, b, c, d in TERMS
    )
    return mean + periodic + 0.000325 * sin(radians(299.77 + 0.107408 * k - 0.009173 * t**2))
