"""Filters: a text in the reader's language, numbers as people write them."""

import re
from decimal import Decimal
from fractions import Fraction

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from fourfold.domain.number import exact
from fourfold.domain.text import Text
from fourfold.web.pages.search import Marked, Piece
from fourfold.web.pages.wording import Words, reading_language

register = template.Library()
TAGS = {"en": "en", "zh": "zh-Hans"}
_MARKUP = r"(?:</?(?:a|b|i|span)(?:\s[^>]*)?>)*"
_APART = re.compile(rf"([\u3001-\u9fff\uff01-\uff60”’]{_MARKUP})\s+({_MARKUP})\s*(?={_MARKUP}[\u4e00-\u9fff])")
_BEFORE_A_BRACKET = re.compile(r"\s+(?=\))")


class _Solid(template.Node):
    """What stands between `{% solid %}` and `{% endsolid %}`."""

    def __init__(self, inside: template.NodeList) -> None:
        self.inside = inside

    def render(self, context: template.Context) -> SafeString:
        sentence = _BEFORE_A_BRACKET.sub("", self.inside.render(context))
        return mark_safe(_APART.sub(r"\1\2", sentence))  # noqa: S308 - rendered, so escaped already


@register.tag
def solid(parser: template.base.Parser, _token: template.base.Token) -> _Solid:
    """A sentence with links in it, set solid: no space between Chinese and Chinese, even with mark-up there."""
    inside = parser.parse(("endsolid",))
    parser.delete_first_token()
    return _Solid(inside)


@register.filter
def first_wrong(field: BoundField) -> bool:
    """Whether this is the first field of its form that is wrong, and nothing is wrong with the form as a whole."""
    wrong = (each.name for each in field.form if each.errors)
    return not field.form.non_field_errors() and next(wrong, None) == field.name


@register.filter
def entry(field: BoundField) -> SafeString:
    """The control of a field; whoever sent what is wrong stands at the first that is to be mended."""
    return field.as_widget(attrs={"autofocus": True} if first_wrong(field) else None)


@register.filter
def said(text: Text | Words | None) -> str | SafeString:
    """The text in the reader's language; where it has to be the other one, marked as such."""
    if not isinstance(text, Text):
        return "" if text is None else str(text)
    language = reading_language()
    words = text.in_language(language)
    if language in text.missing():
        other = "en" if language == "zh" else "zh"
        return format_html('<span lang="{}">{}</span>', TAGS[other], words)
    return words


@register.filter
def marked(text: Marked) -> SafeString:
    """A text with what was looked for marked in it."""
    inside = format_html_join("", "{}", ((_piece(each),) for each in text.pieces))
    return format_html('<span lang="{}">{}</span>', text.language, inside) if text.language else inside


def _piece(each: Piece) -> str | SafeString:
    return format_html("<mark>{}</mark>", each.text) if each.marked else each.text


@register.filter
def plainly(text: Text | Words | None) -> str:
    """As `said`, for places that hold no mark-up, such as a title."""
    if isinstance(text, Text):
        return text.in_language(reading_language())
    return "" if text is None else str(text)


@register.filter
def number(value: Decimal | Fraction | int) -> str:
    """At most two decimal places, no trailing zeros.

    >>> number(Decimal("4.50")), number(Fraction(10, 3))
    ('4.5', '3.33')
    """
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact(round(Decimal(value), 2)):,}"


@register.filter
def percent(value: Fraction) -> str:
    """A share as per cent, with at most one decimal place.

    >>> percent(Fraction(1, 3)), percent(Fraction(1, 2))
    ('33.3', '50')
    """
    return f"{exact(round(Decimal(value.numerator * 100) / Decimal(value.denominator), 1))}"


@register.filter
def add_number(value: str, more: int) -> str:
    """A coordinate moved by `more` units.

    >>> add_number("30.5", -24)
    '6.5'
    """
    return f"{float(value) + more:.1f}"
