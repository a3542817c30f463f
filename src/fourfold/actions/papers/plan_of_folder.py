"""The program-plan document of a cluster that is on paper: no database is asked."""

from functools import partial

from fourfold.actions.papers.plan_parts import Edition, plan_paper
from fourfold.domain.text import Text
from fourfold.engine.guarantee import assure
from fourfold.engine.index import Index
from fourfold.engine.plan_document import plan_document
from fourfold.engine.reach import reaches
from fourfold.engine.rules import judge_rules
from fourfold.exchange.plan_paper import Paper, Tongue


def paper_of_folder(index: Index, *, plan: str, tongue: Tongue) -> Paper:
    """The document of a plan; what is on paper is no release, and so it is marked as a draft."""
    found = plan_document(
        index,
        plan=plan,
        rules=judge_rules(index),
        assure=partial(assure, index),
        reaches=partial(reaches, index),
    )
    institution = index.cluster.head.institution
    return plan_paper(found, edition=Edition(institution=Text(en=institution, zh=institution)), tongue=tongue)
