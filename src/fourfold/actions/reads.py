"""What an answer reads: the digests that its cache key is made of."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from fourfold.actions.answers import digest_of
from fourfold.domain.rule import Rule
from fourfold.engine.index import Index
from fourfold.engine.rule_scope import plans_of

ABSENT = "absent"


class Reads:
    """The digests behind the answers about one cluster; `digests` are those of its parts and the roots it pins."""

    def __init__(self, index: Index, digests: Mapping[str, str]) -> None:
        self._index = index
        self._digests = digests
        self._plans: dict[str, str] = {}

    def of_plan(self, plan: str, framework: str | None = None) -> str:
        """One digest for all that an answer about a plan, and a framework, depends on.

        That is the cluster's head, the program, the courses that the plan can take with their links, and the modules;
        which courses those are is part of it.
        """
        if plan not in self._plans:
            self._plans[plan] = digest_of(self._behind(plan))
        pinned = self._digests.get(framework, ABSENT) if framework else ""
        return digest_of((self._plans[plan], pinned))

    def of_rule(self, rule: Rule) -> str:
        """One digest for a rule about plans, and for all the plans that it speaks of."""
        plans = (self.of_plan(plan.key, rule.scope.framework) for plan in plans_of(self._index, rule))
        return digest_of((self._pair(rule.key), *plans))

    def _behind(self, plan: str) -> Iterator[str]:
        index = self._index
        yield self._pair(index.cluster.head.key)
        yield self._pair(index.program_of_plan[plan].key)
        yield from (self._pair(module) for module in index.modules)
        for course in self._courses(plan):
            yield self._pair(course)
            yield self._pair(self._links.get(course, ABSENT))

    def _courses(self, plan: str) -> set[str]:
        found = self._index.plans[plan]
        required = {each.course for each in found.required}
        elective = {each.course for pool in found.pools for each in pool.electives}
        modules = {module for pool in found.pools for module in pool.modules}
        modules |= {each.through for each in self._index.program_of_plan[plan].certifications if each.through}
        inside = {course.key for key in modules for course in self._index.courses_of_module.get(key, ())}
        return required | elective | inside

    def _pair(self, key: str) -> str:
        return f"{key}:{self._digests.get(key, ABSENT)}"

    @cached_property
    def _links(self) -> dict[str, str]:
        return {part.course: part.key for part in self._index.cluster.links}
