"""Amounts in Chinese capitals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.core.form import capitals


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("12000", "壹万贰仟元整"),
        ("186450.5", "壹拾捌万陆仟肆佰伍拾元伍角"),
        ("10.05", "壹拾元零伍分"),
        ("0.32", "叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("100000001", "壹亿零壹元整"),
    ],
)
def test_an_amount_is_written_in_capitals(amount, words):
    assert capitals(Decimal(amount)) == words


def amount_of(words):
    """Read capitals back, place by place."""
    digits = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
    whole, _, rest = words.partition("元") if "元" in words else ("", "", words)
    total = section = digit = 0
    for sign in whole:
        if sign in digits:
            digit = digits[sign]
        elif sign in "拾佰仟":
            section, digit = section + digit * 10 ** ("拾佰仟".index(sign) + 1), 0
        else:
            total, section, digit = total + (section + digit) * {"万": 10**4, "亿": 10**8}[sign], 0, 0
    fen = 0
    for sign in rest.removesuffix("整"):
        if sign in digits:
            digit_of_rest = digits[sign]
        else:
            fen += digit_of_rest * {"角": 10, "分": 1}[sign]
    return Decimal(total + section + digit) + Decimal(fen) / 100


@given(st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2))
def test_capitals_say_the_same_amount(amount):
    words = capitals(amount)

    assert amount_of(words) == amount
    assert "零零" not in words
    assert words.endswith("整") == (amount == int(amount))


@pytest.mark.parametrize("amount", ["-1", "0.005"])
def test_what_is_no_amount_has_no_capitals(amount):
    with pytest.raises(ValueError, match="no amount"):
        capitals(Decimal(amount))
