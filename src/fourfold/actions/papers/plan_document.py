"""The program-plan document of whatever is opened here."""

from fourfold.actions.institutions import institution_at
from fourfold.actions.papers.plan_parts import Edition, plan_paper
from fourfold.actions.shelf import Opened
from fourfold.domain.text import Text
from fourfold.engine.plan_document import PlanDocument, plan_document
from fourfold.exchange.plan_paper import Paper, Tongue


def document_of(opened: Opened, *, plan: str) -> PlanDocument:
    """Every figure of the document of a plan."""
    return plan_document(opened.index, plan=plan, rules=opened.rules(), assure=opened.assure, reaches=opened.reaches)


def paper_of(opened: Opened, *, plan: str, tongue: Tongue) -> Paper:
    """The document of a plan as it stands in a release, or in a draft and then marked as one."""
    signed, title = opened.signed, institution_at(opened.institution).title
    edition = Edition(
        institution=title if title.en or title.zh else Text(en=opened.institution, zh=opened.institution),
        release=signed.release.name if signed else None,
        day=signed.day if signed else None,
        root=opened.root,
    )
    return plan_paper(document_of(opened, plan=plan), edition=edition, tongue=tongue)
