"""What applying a file has done, with the way to it."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fourfold.actions.importing import Imported
from fourfold.domain.framework import Framework
from fourfold.engine.outlook import pair_of
from fourfold.web.pages import compare
from fourfold.web.pages.address import Address
from fourfold.web.pages.compare import PartShown
from fourfold.web.pages.desk import AtHand
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.wording import reading_language

MOST_NAMED = 5


def tell(request: HttpRequest, at_hand: AtHand, done: Imported) -> HttpResponse:
    """Say what has changed, and go back to where files are taken."""
    after = opened(request, done.institution, done.cluster, state=DRAFT)
    shown = compare.shown(at_hand.draft, after)
    named = {"file": at_hand.kept.name}
    if shown.same:
        messages.success(request, _("%(file)s says what the draft says: nothing was changed.") % named)
    else:
        parts = [part for group in shown.groups for part in group.parts]
        counted = (_(", ")).join(shown.counts)
        messages.success(request, _("%(file)s is applied: %(counts)s.") % {**named, "counts": counted})
        messages.success(request, _ways(parts, sum(group.count for group in shown.groups)))
        address = Address(done.institution, done.cluster, DRAFT)
        messages.success(request, _on(address))
        for each in _versions(at_hand.draft, after):
            messages.success(request, _ahead(address, each))
    return redirect("import", done.institution, done.cluster)


def again(request: HttpRequest, at_hand: AtHand) -> HttpResponse:
    """Whoever pressed twice is told what became of the first time."""
    messages.success(request, _("%(file)s was applied already; nothing was done twice.") % {"file": at_hand.kept.name})
    return redirect(at_hand.back)


def _ways(parts: Sequence[PartShown], count: int) -> SafeString:
    """The first parts that differ, each with its way."""
    named = format_html_join(_(", "), "{}", ((_way(each),) for each in parts[:MOST_NAMED]))
    more = count - MOST_NAMED
    if more <= 0:
        return named
    return format_html("{} {}", named, ngettext("and %(more)d more", "and %(more)d more", more) % {"more": more})


def _way(part: PartShown) -> SafeString:
    name = format_html("{} {}", part.title.in_language(reading_language()), part.code)
    return format_html('<a href="{}">{}</a>', part.after_href, name) if part.after_href else name


def _versions(before: Opened, after: Opened) -> tuple[Framework, ...]:
    """The frameworks that came or changed, and that replace another or are replaced."""
    return tuple(
        each
        for each in after.index.frameworks.values()
        if before.digests.get(each.key) != after.digests.get(each.key) and pair_of(after.index, each)
    )


def _ahead(address: Address, framework: Framework) -> SafeString:
    """The way to what a version does."""
    href, words = address.to("outlook", framework.code), _("See what this version does to programs and classes")
    return format_html('{}: <a href="{}">{}</a>', framework.title.in_language(reading_language()), href, words)


def _on(address: Address) -> SafeString:
    return format_html(
        '<a href="{}">{}</a> · <a href="{}">{}</a>',
        address.to("cluster"),
        _("Look at the draft"),
        address.to("problems"),
        _("its problems"),
    )
