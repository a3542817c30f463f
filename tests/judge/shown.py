"""A small dossier in a few lines, so that a disagreement can be read."""

from collections.abc import Iterator

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course, Requisite
from fourfold.domain.framework import Item
from fourfold.domain.plan import Plan


class Names:
    """The code of everything that a key may mean."""

    def __init__(self, dossier: Dossier) -> None:
        cluster = dossier.cluster
        self.codes = {each.key: each.code for each in cluster.courses}
        self.codes |= {each.key: each.code for each in cluster.modules}
        self.codes |= {each.key: each.code for framework in dossier.frameworks for each in framework.walk()}

    def __getitem__(self, key: str | None) -> str:
        return self.codes.get(key or "", "nowhere")


def tree(names: Names, node: Requisite | None) -> str:
    if node is None:
        return "-"
    if node.course is not None:
        return f"{node.kind}:{names[node.course]}"
    word, branches = ("all", node.all_of) if node.all_of else ("any", node.any_of)
    return f"{word}({', '.join(tree(names, branch) for branch in branches)})"


def course_line(names: Names, course: Course) -> str:
    hours = f"{course.weeks}x({course.theory_hours_per_week}+{course.practice_hours_per_week})"
    return (
        f"{course.code} in {names[course.module]} credits {course.credits} span {course.span} terms {course.terms}"
        f" optional {course.optional} hours {hours}+{course.concentrated_weeks}w needs {tree(names, course.requisite)}"
    )


def item_lines(item: Item, indent: str = "    ") -> Iterator[str]:
    yield f"{indent}{item.code} weight {item.weight} total {item.total} depth {item.depth}"
    for child in item.children:
        yield from item_lines(child, indent + "  ")


def plan_lines(names: Names, plan: Plan) -> Iterator[str]:
    yield f"  {plan.code} requires {', '.join(f'{names[p.course]}@{p.term}' for p in plan.required)}"
    for pool in plan.pools:
        electives = ", ".join(f"{names[p.course]}@{p.term}" for p in pool.electives)
        modules = ", ".join(names[module] for module in pool.modules)
        yield f"    {pool.code} {pool.kind} choose {pool.choose} credits {pool.credits} of [{electives}] [{modules}]"


def shown(dossier: Dossier) -> str:
    names, lines = Names(dossier), [""]
    lines += [course_line(names, course) for course in sorted(dossier.cluster.courses, key=lambda each: each.code)]
    for program in sorted(dossier.cluster.programs, key=lambda each: each.position):
        lines.append(f"{program.code} of {program.terms} terms")
        lines += [line for plan in program.plans for line in plan_lines(names, plan)]
    for framework in dossier.frameworks:
        lines.append(f"{framework.code} total {framework.total}")
        lines += [line for item in framework.items for line in item_lines(item)]
    for part in dossier.cluster.links:
        served = ", ".join(f"{names[link.item]} {link.depth}" for link in part.links)
        lines += [f"{names[part.course]} serves {served}"] if served else []
    return "\n".join(lines)
