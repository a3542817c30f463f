"""What a new version means for each class, in the release that teaches it and the term that it is in."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from fourfold.actions.classes import OfClass, class_outlooks
from fourfold.domain.framework import Framework
from fourfold.domain.text import Text
from fourfold.engine.succession_classes import Sits
from fourfold.web.pages.address import Address
from fourfold.web.pages.classes import term_words
from fourfold.web.pages.nouns import Named, of_key
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.outlook_programs import counted, figure
from fourfold.web.pages.wording import Words

SITS: dict[Sits, tuple[Words, str]] = {
    Sits.SAT: (_("its sitting is over"), ""),
    Sits.OLD: (_("the old version still holds"), "good"),
    Sits.NEW: (_("only the new version holds then"), "warn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassShown:
    """A class: what it is guaranteed of either version, what it can still reach, and when it sits."""

    code: str
    program: Named
    release: Named
    term: Words
    sitting: date
    sits: Words
    tone: str
    before: str
    carried: str
    reachable: str
    lost: tuple[Text, ...]
    gained: tuple[Text, ...]
    open: tuple[Named, ...]
    late: tuple[Named, ...]


def shown(found: Opened, *, old: Framework, new: Framework, least: int) -> tuple[ClassShown, ...]:
    """Every class whose release names the old version, for the staff."""
    return tuple(_shown(found, each) for each in class_outlooks(found, old=old, new=new, least=least))


def _shown(found: Opened, each: OfClass) -> ClassShown:
    impact, address = each.impact, Address(found.institution, found.code, each.release)
    here = Address(found.institution, found.code, found.release.name if found.release else "draft")
    program = each.index.program_of_plan[impact.study_class.plan]
    words, tone = SITS[impact.sits]
    items = impact.impact.carried.items
    return ClassShown(
        code=impact.study_class.code,
        program=Named(program.title, address.to("program", program.code), code=program.code),
        release=Named(each.release, address.to("cluster")),
        term=term_words(impact.term, impact.terms),
        sitting=impact.sitting_date,
        sits=words,
        tone=tone,
        before=figure(impact.impact.before),
        carried=figure(impact.impact.carried),
        reachable=counted(impact.reachable, items),
        lost=tuple(rule.title for rule in impact.lost),
        gained=tuple(rule.title for rule in impact.gained),
        open=_items(found, here, impact.open),
        late=_items(found, here, impact.late),
    )


def _items(found: Opened, address: Address, keys: tuple[str, ...]) -> tuple[Named, ...]:
    return tuple(item for key in keys if (item := of_key(found.index, address, key)))
