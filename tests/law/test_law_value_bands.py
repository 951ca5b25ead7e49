from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fazhi.law.value_bands import band_labels, value_band, value_bands

amounts = st.decimals(min_value=0, max_value=10**9, places=2)


def test_bands_rise_and_begin_at_nothing():
    least = [band.least for band in value_bands()]

    assert least[0] == 0
    assert least == sorted(set(least))


@given(amounts)
def test_every_amount_lies_in_the_highest_band_it_reaches(amount):
    band = value_band(amount)

    assert band.least <= amount
    assert not any(band.least < other.least <= amount for other in value_bands())


def test_only_contracts_above_a_million_are_filed_with_the_district():
    assert [band.code for band in value_bands() if band.filed] == ["over_1m"]
    assert not value_band(Decimal("1000000.00")).filed
    assert value_band("1000000.01").filed


def test_every_band_has_its_own_label():
    assert len(set(band_labels().values())) == len(value_bands())
