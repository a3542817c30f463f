"""Who takes a course, as the engine says it, and what their plans are called."""

from fourfold.domain.plan import Plan
from fourfold.domain.text import Text
from fourfold.engine.takings import Taking, by_course, of_plan, programs_of
from fourfold.web.pages.wording import TRAINING_TYPES, Words

__all__ = ["Taking", "by_course", "name_of", "of_plan", "programs_of"]


def name_of(plan: Plan) -> Text | Words:
    """What a plan is called: its title, or its training type."""
    return plan.title or TRAINING_TYPES.get(plan.training_type, plan.training_type)
