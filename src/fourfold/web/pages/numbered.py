"""Numbers that an address or a form says, which anybody may write there."""

from django.http import HttpRequest

MOST_DIGITS = 18
"""What every database can count to."""
MOST_PAGE_DIGITS = 6


def whole(said: str, most_digits: int = MOST_DIGITS) -> int | None:
    """The number, where what is said is one and not too long to be looked for."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= most_digits else None


def page_of(request: HttpRequest) -> int:
    """The page of a long list that an address asks for, the first where it asks for none."""
    return max(1, whole(request.GET.get("page", ""), MOST_PAGE_DIGITS) or 1)
