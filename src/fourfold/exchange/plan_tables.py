"""Last year's program plan onto a cluster: its courses, the terms they stand in, and its sets of electives."""

from dataclasses import dataclass, field, replace

from fourfold.canon.identity import noun_key
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.course import Course
from fourfold.domain.marks import Key
from fourfold.domain.plan import Placement, Plan, PoolKind
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.exchange.limits import MOST_PLAN_ROWS, MOST_PLAN_SETS
from fourfold.exchange.plan_rows import Outline, Placed
from fourfold.exchange.plan_sets import Pools
from fourfold.exchange.plan_words import speaks_of_electives, wanted_of
from fourfold.exchange.table import TableFile
from fourfold.exchange.table_faults import At, TableFaults
from fourfold.exchange.table_fields import Field
from fourfold.exchange.table_mapping import Mapping
from fourfold.exchange.table_meeting import Courses
from fourfold.exchange.table_new import NewCourse
from fourfold.exchange.table_open import mapping_for, tables_of
from fourfold.exchange.table_result import Difference, Drafted
from fourfold.exchange.table_shown import UNSAID


def plan_from(
    file: TableFile,
    onto: Dossier,
    *,
    program: Key,
    training_type: str,
    mapping: Mapping | None = None,
    new: NewCourse | None = None,
    renames: bool | frozenset[str] = False,
) -> Drafted:
    """What a document says of a program's plan for one training type, beside what the cluster has.

    The plan is made where the program has none of that training type. Nothing goes by absence: what the document
    does not name stays, and is told.
    """
    faults, given = TableFaults(list(file.problems)), mapping or Mapping()
    chosen = mapping_for(file, given)
    tables = tables_of(file, given, chosen, faults)
    if sum(len(each.headed.body) for each in tables) > MOST_PLAN_ROWS:
        faults.add(
            "R703", At(file=file.file), expected=f"at most {MOST_PLAN_ROWS} rows", limit=f"{MOST_PLAN_ROWS} rows"
        )
        return Drafted(dossier=None, mapping=chosen, problems=faults.sorted(file.file))
    courses = Courses(onto, faults, planning=True, renames=renames, new=new or NewCourse())
    owner = next(each for each in onto.cluster.programs if each.key == program)
    seating = _Seating(onto.cluster, owner, training_type, courses, faults)
    outline = Outline(courses, faults, pools={pool.code.lower(): key for key, pool in seating.pools.held.items()})
    for columns in tables:
        outline.table(columns, file.file)
    courses.settle()
    seating.seat(outline)
    seating.tell_absent(file.file)
    for sentence in file.sentences:
        if wanted_of(sentence) is not None and speaks_of_electives(sentence):
            faults.add("R745", At(file=file.file), found=sentence)
    return Drafted(
        dossier=replace(onto, cluster=seating.cluster_now()) if tables else None,
        mapping=chosen,
        rows=tuple(sorted((*courses.rows(), *seating.pools.rows), key=lambda each: (each.table, each.row))),
        problems=faults.sorted(file.file),
    )


@dataclass(slots=True)
class _Seating:
    """A plan while the courses of a document take their places in it."""

    cluster: Cluster
    program: Program
    training_type: str
    courses: Courses
    faults: TableFaults
    plan: Plan = field(init=False)
    pools: Pools = field(init=False)
    required: dict[Key, Placement] = field(default_factory=dict)
    named: set[Key] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.plan = self._plan()
        self.required = {each.course: each for each in self.plan.required}
        codes = {pool.code.lower() for owner in self.cluster.programs for plan in owner.plans for pool in plan.pools}
        self.pools = Pools(self.plan, self.cluster.head.key, self.courses.names, codes)

    def _plan(self) -> Plan:
        for plan in self.program.plans:
            if plan.training_type.lower() == self.training_type.lower():
                return plan
        code = f"{self.program.code}-{self.training_type}"[:40]
        return Plan(key=noun_key(self.cluster.head.key, "plan", code), code=code, training_type=self.training_type)

    def seat(self, outline: Outline) -> None:
        for number, group in enumerate(outline.groups.values()):
            if number >= MOST_PLAN_SETS or not self.pools.take(group):
                self.faults.add("R742", group.at, found=group.text)
        for placed in outline.placed:
            key = placed.meeting.key
            if key is not None:
                self.named.add(key)
                start = len(self.faults.found)
                self._place(placed, key)
                placed.meeting.problems += [each.code for each in self.faults.found[start:]]

    def _place(self, placed: Placed, key: Key) -> None:
        old = self._in_words(key)
        if not self._terms_hold(placed):
            return
        if placed.elective:
            self._elective(placed, key)
        else:
            self._require(placed, key)
        new = self._in_words(key)
        if new != old:
            placed.meeting.more = (Difference(field="placement", old=old, new=new),)

    def _terms_hold(self, placed: Placed) -> bool:
        said = placed.meeting.said
        late = [term for term in said.runs if term > self.program.terms]
        if late:
            self.faults.add("R744", said.at, term=str(late[0]), terms=str(self.program.terms))
        return not late and Field.BY_TERM not in said.unclear and Field.TERM not in said.unclear

    def _require(self, placed: Placed, key: Key) -> None:
        runs, said = placed.meeting.said.runs, placed.meeting.said
        if not runs:
            if key not in self.required:
                self.faults.add("R743", said.at)
            return
        if runs[-1] - runs[0] + 1 != len(runs):
            self.faults.add("R739", said.at, found="、".join(map(str, runs)))
            return
        self._last(placed, key, len(runs))
        self.pools.drop(key)
        self.required[key] = Placement(course=key, term=runs[0])

    def _last(self, placed: Placed, key: Key, span: int) -> None:
        """Let a course run through as many terms as the document marks."""
        course = self.courses.names.course[key]
        if course.span != span:
            placed.meeting.fields["span"] = span
            self.courses.names.take(replace(course, span=span))

    def _elective(self, placed: Placed, key: Key) -> None:
        pool = self.pools.of_group.get(id(placed.group)) if placed.group else placed.meeting.said.pool
        if pool is None and placed.group is None:
            held = self.pools.pool_of(key)
            pool = held.key if held else None
        if pool is None:
            if placed.group is None:
                self.faults.add("R741", placed.meeting.said.at)
            return
        self.required.pop(key, None)
        self._into(placed, key, pool)

    def _into(self, placed: Placed, key: Key, pool: Key) -> None:
        course, runs, held = self.courses.names.course[key], placed.meeting.said.runs, self.pools.held[pool]
        before = next((each for each in held.electives if each.course == key), None)
        if not self._follow(course, runs):
            self.faults.add("R739", placed.meeting.said.at, found="、".join(map(str, runs)))
            return
        term = runs[0] if len(runs) in {1, course.span} and runs else None
        if term is None and before is not None and not runs:
            return
        if self._goes_without_saying(course, term, before, in_module=held.kind is PoolKind.MODULES):
            return
        self._leave(key, pool)
        self.pools.put(pool, Placement(course=key, term=term))

    def _leave(self, key: Key, pool: Key) -> None:
        """A course counts in one pool."""
        others = self.pools.pool_of(key)
        if others is not None and others.key != pool:
            self.pools.drop(key)

    def _follow(self, course: Course, runs: tuple[int, ...]) -> bool:
        """Whether an elective's marks are its terms one after another, or those that it may start in."""
        if len(runs) > 1 and runs != course.terms:
            return len(runs) == course.span and runs[-1] - runs[0] + 1 == len(runs)
        return True

    def _goes_without_saying(
        self, course: Course, term: int | None, before: Placement | None, *, in_module: bool
    ) -> bool:
        """Whether the plan says the same already: a course of one term needs none, a whole module lists none."""
        if before is not None:
            return before.term == term or (before.term is None and course.terms == (term,))
        return in_module and (term is None or course.terms == (term,))

    def _in_words(self, key: Key) -> Text:
        if key in self.required:
            term = self.required[key].term
            return Text(en=f"required, term {term}", zh=f"必修，第 {term} 学期")
        pool = self.pools.pool_of(key)
        if pool is None:
            return UNSAID
        term = next((each.term for each in pool.electives if each.course == key), None)
        en, zh = (f", term {term}", f"，第 {term} 学期") if term else ("", "")
        return Text(en=f"elective in {pool.code}{en}", zh=f"{pool.code} 的选修课{zh}")

    def tell_absent(self, file: str) -> None:
        """What the plan has and the document does not name."""
        listed = [each.course for pool in self.plan.pools for each in pool.electives]
        code_of = self.courses.names.code_of
        absent = [code_of.get(key, key) for key in (*self.required, *listed) if key not in self.named]
        told = {*self.pools.of_group.values(), *(each.said.pool for each in self.courses.meetings)}
        pools = [pool.code for pool in self.plan.pools if pool.key not in told]
        for code in dict.fromkeys((*absent, *pools)):
            self.faults.add("R740", At(file=file), course=code, plan=self.plan.code)

    def cluster_now(self) -> Cluster:
        plan = replace(self.plan, required=tuple(self.required.values()), pools=tuple(self.pools.held.values()))
        plans = tuple(plan if each.key == plan.key else each for each in self.program.plans)
        plans = plans if plan in plans else (*plans, plan)
        programs = (
            replace(each, plans=plans) if each.key == self.program.key else each for each in self.cluster.programs
        )
        return replace(self.cluster, programs=tuple(programs), courses=self.courses.courses())
