"""Sums are split exactly."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.demo.splitting import split

bounds = st.tuples(st.integers(0, 5), st.sampled_from((0, 3, 50, 10**9)))


@given(st.lists(bounds, min_size=1, max_size=30), st.floats(0, 1), st.sampled_from((1, 100, 10_000)))
def test_parts_add_up_to_the_sum_and_keep_within_their_bounds(parts, share, grain):
    low = [least for least, _ in parts]
    high = [least + room for least, room in parts]
    total = sum(low) + int(share * (sum(high) - sum(low)))

    found = split(total, low=low, high=high, random=Random(1), grain=grain)  # noqa: S311 - the same each time

    assert sum(found) == total
    assert all(least <= one <= most for least, one, most in zip(low, found, high, strict=True))


def test_a_sum_that_the_bounds_do_not_allow_is_refused():
    with pytest.raises(ValueError, match="cannot be split"):
        split(99, low=[0, 0], high=[10, 10], random=Random(1))  # noqa: S311 - the same each time
