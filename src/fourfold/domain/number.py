"""Exact decimals: one way to write each number."""

from decimal import Decimal

PLACES = 2


def exact(number: Decimal) -> Decimal:
    """`number` written the one normal way: no exponent, no trailing zeros, no negative zero.

    >>> exact(Decimal("4.50")), exact(Decimal("1E+2"))
    (Decimal('4.5'), Decimal('100'))
    """
    if number == 0:
        return Decimal(0)
    short = number.normalize()
    return short.quantize(Decimal(1)) if int(short.as_tuple().exponent) > 0 else short


def places(number: Decimal) -> int:
    """How many decimal places `number` needs.

    >>> places(Decimal("4.50"))
    1
    """
    return max(0, -int(exact(number).as_tuple().exponent))
