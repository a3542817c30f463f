"""Every problem that the checks of the engine can find, in the order of their codes; codes are permanent.

D documents and references · Q requisites · P programs, plans, pools and modules · L links and depth · F frameworks
· U rules of the college · T text and footing.
"""

from fourfold.domain.catalogue_documents import DOCUMENTS, TEXTS
from fourfold.domain.catalogue_frameworks import FRAMEWORKS
from fourfold.domain.catalogue_links import LINKS
from fourfold.domain.catalogue_modules import MODULES
from fourfold.domain.catalogue_plans import PLANS
from fourfold.domain.catalogue_requisites import REQUISITES
from fourfold.domain.catalogue_rules import RULES
from fourfold.domain.problem import ProblemKind

CHECKS: tuple[ProblemKind, ...] = (*DOCUMENTS, *REQUISITES, *PLANS, *MODULES, *LINKS, *FRAMEWORKS, *RULES, *TEXTS)
