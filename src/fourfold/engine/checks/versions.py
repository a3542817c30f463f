"""F001 to F009, F016: versions of frameworks, their dates and their succession."""

from collections.abc import Iterator
from datetime import timedelta

from fourfold.domain.framework import Framework
from fourfold.engine.checks.places import part_place
from fourfold.engine.checks.registry import Finding, Scene, at, registered
from fourfold.engine.index import Index


def _named(scene: Scene) -> Iterator[tuple[Framework, str]]:
    """The frameworks that programs name, with the codes of those programs."""
    for framework in scene.index.frameworks.values():
        programs = scene.naming.get(framework.key, ())
        if programs:
            yield framework, ", ".join(programs)


def is_retired(framework: Framework, scene: Scene) -> bool:
    """Whether the last valid day lies before today."""
    return framework.retires_on_date is not None and framework.retires_on_date < scene.today


def is_retiring(framework: Framework, scene: Scene) -> bool:
    """Whether the last valid day is today or lies within the days of notice."""
    last = framework.retires_on_date
    return last is not None and scene.today <= last <= scene.today + timedelta(days=scene.notice_days)


@registered("F001")
def framework_retired(scene: Scene) -> Iterator[Finding]:
    """A version that programs still name after its last valid day."""
    for framework, programs in _named(scene):
        if is_retired(framework, scene):
            place = part_place(framework, "/retires_on_date")
            yield at(place, framework=framework.code, date=framework.retires_on_date, programs=programs)


@registered("F002")
def links_to_retired_framework(scene: Scene) -> Iterator[Finding]:
    """A retired version that no program names and to which courses are still linked."""
    for framework in scene.index.frameworks.values():
        unnamed = is_retired(framework, scene) and framework.key not in scene.naming
        served = scene.index.served.get(framework.key, {}) if unnamed else {}
        codes = sorted(scene.index.courses[key].code for key in served if key in scene.index.courses)
        if codes:
            place = part_place(framework, "/retires_on_date")
            names = {"framework": framework.code, "courses": ", ".join(codes)}
            yield at(place, date=framework.retires_on_date, **names)


@registered("F003")
def framework_retiring(scene: Scene) -> Iterator[Finding]:
    """A version that programs name and that retires within the days of notice."""
    for framework, programs in _named(scene):
        last = framework.retires_on_date
        if last is not None and is_retiring(framework, scene):
            place = part_place(framework, "/retires_on_date")
            days = (last - scene.today).days
            yield at(place, framework=framework.code, date=last, days=days, programs=programs)


@registered("F004")
def framework_not_yet_valid(scene: Scene) -> Iterator[Finding]:
    """A version that programs name before its first valid day."""
    for framework, programs in _named(scene):
        first = framework.valid_from_date
        if first is not None and first > scene.today:
            place = part_place(framework, "/valid_from_date")
            yield at(place, framework=framework.code, date=first, programs=programs)


@registered("F005")
def newer_version_at_hand(scene: Scene) -> Iterator[Finding]:
    """A version that a program names, unlike the one at hand that supersedes it; retiring ones have their own code."""
    for framework, _ in _named(scene):
        newest = _newest(scene.index, framework)
        behind = set(scene.naming[framework.key]) - set(scene.naming.get(newest.key, ()))
        current = not is_retired(framework, scene) and not is_retiring(framework, scene)
        if newest is not framework and behind and current:
            programs = ", ".join(sorted(behind))
            yield at(part_place(framework), framework=framework.code, newer=newest.code, programs=programs)


def _newest(index: Index, framework: Framework) -> Framework:
    """The last version in the chain of those that supersede a framework; itself in a circle."""
    after = {each.supersedes: each for each in index.frameworks.values() if each.supersedes}
    seen, found = {framework.key}, framework
    while found.key in after:
        found = after[found.key]
        if found.key in seen:
            return framework
        seen.add(found.key)
    return found


@registered("F006")
def supersedes_in_a_circle(scene: Scene) -> Iterator[Finding]:
    """Versions that supersede each other in a circle, each circle once."""
    reported: set[str] = set()
    for framework in scene.index.frameworks.values():
        circle = _circle(scene.index, framework)
        if circle and framework.key not in reported:
            reported.update(each.key for each in circle)
            codes = [each.code for each in (*circle, framework)]
            yield at(part_place(framework, "/supersedes"), cycle=" → ".join(codes))


def _circle(index: Index, framework: Framework) -> list[Framework]:
    found = [framework]
    while (following := index.frameworks.get(found[-1].supersedes or "")) is not None:
        if following is framework:
            return found
        if following in found:
            return []
        found.append(following)
    return []


@registered("F007")
def supersedes_another_family(scene: Scene) -> Iterator[Finding]:
    """A version that supersedes one of another family."""
    for framework in scene.index.frameworks.values():
        other = scene.index.frameworks.get(framework.supersedes or "")
        if other is not None and other.family.lower() != framework.family.lower():
            codes = {"framework": framework.code, "family": framework.family, "other": other.code}
            yield at(part_place(framework, "/supersedes"), **codes, other_family=other.family)


@registered("F008")
def dates_reversed(scene: Scene) -> Iterator[Finding]:
    """A version that retires before it is valid."""
    for framework in scene.index.frameworks.values():
        valid, retires = framework.valid_from_date, framework.retires_on_date
        if valid is not None and retires is not None and retires < valid:
            place = part_place(framework, "/retires_on_date")
            yield at(place, framework=framework.code, retires=retires, valid=valid)


@registered("F009")
def framework_without_items(scene: Scene) -> Iterator[Finding]:
    """A framework that asks for nothing."""
    for framework in scene.index.frameworks.values():
        if not framework.items:
            yield at(part_place(framework, "/items"), framework=framework.code)


@registered("F016")
def version_twice(scene: Scene) -> Iterator[Finding]:
    """Two frameworks of one family with the same version."""
    seen: dict[tuple[str, str], Framework] = {}
    for framework in scene.index.frameworks.values():
        name = (framework.family.lower(), framework.version or "")
        other = seen.setdefault(name, framework)
        if framework.version and other is not framework:
            codes = {"framework": framework.code, "other": other.code, "family": framework.family}
            yield at(part_place(framework, "/version"), **codes, version=framework.version)
