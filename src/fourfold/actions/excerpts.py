"""One program or one course as a workbook: taken along, edited elsewhere, and brought back change by change.

A file speaks only of what it holds. Each change is one that can be taken or left; what goes needs to be said; and what
is taken is merged with what others have done since the file was made.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from fourfold.actions.authority import READ_ONLY, Touched, not_granted
from fourfold.actions.conflict_words import Asked, asked_of_dossiers
from fourfold.actions.difference_words import Told
from fourfold.actions.documents import MOVED_ON, Standing
from fourfold.actions.excerpt_words import Lacking, Wording
from fourfold.actions.importing import Imported, StaleImport, take_in
from fourfold.actions.merging import MergeClash
from fourfold.actions.outlook import Outlook, outlook
from fourfold.actions.records.problem import problem_record
from fourfold.actions.refused import Clash, Refused
from fourfold.actions.shelf import Opened
from fourfold.actions.value_words import names
from fourfold.canon.kinds import Part
from fourfold.canon.parts import parts_of, split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.marks import Key
from fourfold.domain.module import Module
from fourfold.domain.person import Viewer
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.domain.text import Language, Text
from fourfold.engine.choosing import Choice, choices, chosen
from fourfold.engine.difference import Difference, PartDifference, moves_between
from fourfold.engine.merge import Side
from fourfold.engine.merge_wholes import merge_dossiers
from fourfold.exchange.excerpt import excerpt_of
from fourfold.exchange.excerpt_known import Known
from fourfold.exchange.excerpt_read import ExcerptReading
from fourfold.exchange.workbook_read import About
from fourfold.exchange.workbook_write import excerpt_workbook_bytes
from fourfold.store import past, read

Parts = dict[Key, Part]
Sides = tuple[Part | None, Part | None]
_CLASSES: dict[str, type] = {
    "programs": Program,
    "modules": Module,
    "courses": Course,
    "links": CourseLinks,
    "rules": Rule,
}
MOST_CHANGES = 5_000
"""A page offers each change, and a form has at most so many fields twice over."""
_TOO_MANY = Text(
    en=f"This file changes more than {MOST_CHANGES} things, too many to choose from: bring the whole cluster instead.",
    zh=f"此文件包含的变更超过 {MOST_CHANGES} 项，无法逐项选择：请改为导入整个专业群的工作簿。",
)
_GONE = Text(
    en="What this file is of is not in the cluster: it was removed, or the file was never made from it.",
    zh="此文件所属的专业或课程不在该专业群中：可能已被删除，或文件并非由此导出。",
)
_UNBASED = Text(
    en="Nobody knows the state of the draft that this workbook was taken from: what others changed since would go back "
    "to what it says. Take a fresh workbook; or, having looked at every change, say that they are taken all the same: "
    "--unbased, in a body of the API `unbased`.",
    zh="无法得知此工作簿导出自草稿的哪个状态：他人此后的修改可能会被改回。请重新导出工作簿；若已逐项核对仍要采用，"
    "请加 --unbased，API 请求正文中为 unbased。",
)
NOTHING = Text(
    en="Nothing is taken of this file: tick what shall be applied, or put the file aside.",
    zh="未选择任何变更：请勾选要应用的变更，或搁置此文件。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptFile:
    """A workbook of one program or one course: what it says of itself, and how it is read."""

    about: About
    read: Callable[[Known], ExcerptReading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """What is taken of a file: the places of its changes, and whose value stands where both changed the same thing.

    Without places, every change is taken that takes nothing away and is the viewer's to make. Of a file made from a
    state that nobody knows, nothing is taken unless it is said that it may be (`unbased`).
    """

    places: frozenset[str] | None = None
    sides: Mapping[str, Side] = field(default_factory=dict)
    unbased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One change of a file: in words, whether it takes something away, whether it is taken, why it may not be."""

    place: str
    told: tuple[Told, ...]
    removes: bool
    taken: bool
    barred: tuple[Text, ...]

    def record(self, language: Language) -> dict[str, Any]:
        """As JSON."""
        return {
            "place": self.place,
            "removes": self.removes,
            "taken": self.taken,
            "barred": [each.in_language(language) for each in self.barred],
            "changes": [change for each in self.told for change in _changes(each, language)],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptRun:
    """What a file would change of a draft, as far as it is taken, and how it stands to it.

    `asked` is what both the file and the draft have changed since it was made, `open` how much of that is undecided:
    there the outlook keeps what the draft has. `askable` are the places of all that could be asked. `hushed` tells
    that rows may be gone of which nobody can say so, since others on their sheet could not be read.
    """

    standing: Standing
    noun: str
    code: str
    reading: ExcerptReading | None = None
    offers: tuple[Offer, ...] = ()
    asked: tuple[Asked, ...] = ()
    open: tuple[Asked, ...] = ()
    askable: frozenset[str] = frozenset()
    hushed: bool = False
    outlook: Outlook | None = None

    def record(self, language: Language) -> dict[str, Any]:
        """As JSON: how it stands, what is offered, what is asked, and what becomes of soundness."""
        becomes = self.outlook.soundness if self.outlook else None
        return {
            "standing": self.standing.value,
            "noun": self.noun,
            "code": self.code,
            "changes": [each.record(language) for each in self.offers],
            "conflicts": [each.record(language) for each in self.open],
            "rows_left": self.reading.left if self.reading else 0,
            "brought": [problem_record(each, language) for each in becomes.brought] if becomes else [],
            "taken": [problem_record(each, language) for each in becomes.taken] if becomes else [],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """A file beside the state that it was made from: what it says of each part, and what can be chosen of that."""

    base: Dossier
    before: Parts
    after: Parts
    choices: tuple[Choice, ...]
    hushed: bool

    @property
    def whole(self) -> Dossier:
        """The state that the file was made from, with all that can be taken of it."""
        return self.taken({each.place for each in self.choices})

    def lacking(self, onto: Dossier) -> Lacking:
        """What all of it together would make of a draft that may have some of it already."""
        would = merge_dossiers(self.base, self.whole, onto, otherwise=Side.OURS).value
        before, after = dict(parts_of(onto.cluster)), dict(parts_of(would.cluster))
        keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        now, then = ({key: side[key] for key in keys if key in side} for side in (before, after))
        differ = [PartDifference(key=key, before=now.get(key), after=then.get(key)) for key in keys]
        moves = {each.member: each for each in moves_between(differ)}
        words = Wording(before=names(onto), after=names(would), whole=Difference(parts=(), moves=moves))
        return Lacking(effects=choices(now, then), words=words)

    def taken(self, places: Collection[str]) -> Dossier:
        """The state that the file was made from, with what is taken of it."""
        return _with(self.base, chosen(self.before, self.after, places), self.before.keys())


def workbook_of(of: Opened, noun: str, key: Key) -> bytes:
    """The workbook of one program or one course as a state has it."""
    dossier = of.index.dossier
    return excerpt_workbook_bytes(dossier, excerpt_of(dossier.cluster, noun, key), base=of.root)


def look(file: ExcerptFile, onto: Opened, *, viewer: Viewer, picked: Picked | None = None) -> ExcerptRun:
    """What a file would change, and what becomes of soundness by what is picked; nothing is written."""
    picked, about = picked or Picked(), file.about
    run = ExcerptRun(standing=Standing.ELSEWHERE, noun=about.holds or "", code=_code(onto, about))
    if about.cluster != onto.index.cluster.head.key:
        return run
    base, standing = _base(file, onto, viewer)
    reading = _read(file, onto, base)
    run = replace(run, standing=standing, reading=reading)
    if reading.excerpt is None:
        return run
    laid = _laid(reading, base)
    if len(laid.choices) > MOST_CHANGES:
        raise Refused(_TOO_MANY)
    run = replace(run, hushed=laid.hushed)
    if standing is Standing.UNBASED and not picked.unbased and picked.places is None:
        picked = replace(picked, places=frozenset())
    offers = _offers(laid, onto, viewer, picked)
    if not offers:
        return replace(run, standing=Standing.SAME)
    ours, theirs = laid.taken({each.place for each in offers if each.taken}), onto.index.dossier
    every = merge_dossiers(base, ours, theirs)
    merged = merge_dossiers(base, ours, theirs, choices=picked.sides)
    would = merge_dossiers(base, ours, theirs, choices=picked.sides, otherwise=Side.THEIRS).value
    return replace(
        run,
        offers=offers,
        asked=asked_of_dossiers(every.conflicts, theirs, ours),
        askable=frozenset(each.place for each in merge_dossiers(base, laid.whole, theirs).conflicts),
        open=asked_of_dossiers(merged.conflicts, theirs, ours),
        outlook=outlook(onto, would, viewer=viewer, labels=reading.reading.labels),
    )


def apply(
    file: ExcerptFile, onto: Opened, *, viewer: Viewer, now: datetime, expected: str, picked: Picked, why: str = ""
) -> Imported:
    """Take what is picked of a file into the draft, merged with what others did, in one transaction: one edit.

    Refused where the draft is no longer the one of the dry run (`expected` is its root), where nobody knows the state
    that the file was made from and nothing says that it is taken all the same, where both changed the same thing and
    nothing says whose value stands (`MergeClash`), and where what is taken is not the viewer's to change.
    """
    if onto.root != expected:
        raise Clash(MOVED_ON)
    run = look(file, onto, viewer=viewer, picked=picked)
    if run.standing is Standing.UNBASED and not picked.unbased:
        raise Refused(_UNBASED)
    if run.open:
        raise MergeClash(run.open)
    if run.outlook is None or not any(each.taken for each in run.offers):
        raise Refused(NOTHING)
    would = run.outlook.after.index.dossier
    head = would.cluster.head
    try:
        return take_in(head, split_dossier(would), expected=onto.root, viewer=viewer, now=now, why=why)
    except StaleImport as stale:
        raise Clash(MOVED_ON) from stale


def parts_of_file(file: ExcerptFile, onto: Opened, *, viewer: Viewer, places: Collection[str]) -> dict[Key, Sides]:
    """The parts that the changes at these places differ in: as the file was made from them, and as it has them."""
    base, _standing = _base(file, onto, viewer)
    laid = _laid(_read(file, onto, base), base)
    after = chosen(laid.before, laid.after, places)
    sides = {key: (laid.before.get(key), after.get(key)) for key in {**laid.before, **after}}
    return {key: each for key, each in sides.items() if each[0] != each[1]}


def _code(onto: Opened, about: About) -> str:
    """What the program or the course is called now."""
    held = onto.index.programs.get(about.of) or onto.index.courses.get(about.of)
    return held.code if held else ""


def _base(file: ExcerptFile, onto: Opened, viewer: Viewer) -> tuple[Dossier, Standing]:
    """The state that the file was made from; the draft itself where nobody knows it any more."""
    base = file.about.base
    if base == onto.root:
        return onto.index.dossier, Standing.CURRENT
    kept = read.draft_at(onto.institution, onto.code, viewer) if base else None
    found = past.dossier_at(kept, base) if kept and base else None
    return (onto.index.dossier, Standing.UNBASED) if found is None else (found, Standing.MOVED)


def _read(file: ExcerptFile, onto: Opened, base: Dossier) -> ExcerptReading:
    about = file.about
    known = Known(about.holds or "", about.of, base, onto.index.dossier)
    if about.of not in known.own:
        raise Refused(_GONE)
    return file.read(known)


def _laid(reading: ExcerptReading, base: Dossier) -> _Laid:
    excerpt = reading.excerpt
    if excerpt is None:
        raise ValueError("nothing was read")
    said: Parts = {each.key: each for each in excerpt.parts}
    held = dict(parts_of(base.cluster))
    own = {each.key for each in excerpt_of(base.cluster, excerpt.noun, excerpt.key).parts}
    before = {key: held[key] for key in held if key in own or key in said}
    after = {key: part for key in before if (part := said.get(key) or _unsaid(before[key], reading)) is not None}
    after |= {key: part for key, part in said.items() if key not in before}
    found = choices(before, after)
    told = tuple(each for each in found if not _hushed(each, reading))
    return _Laid(base=base, before=before, after=after, choices=told, hushed=reading.left > 0 and told != found)


def _unsaid(part: Part, reading: ExcerptReading) -> Part | None:
    """What becomes of a part of which the file says nothing: what it is of never goes, nor what could not be read."""
    key = reading.excerpt.key if reading.excerpt else ""
    if isinstance(part, CourseLinks):
        return part if Link in reading.silent else replace(part, links=())
    return part if type(part) in reading.silent or getattr(part, "key", "") == key else None


def _hushed(choice: Choice, reading: ExcerptReading) -> bool:
    """Whether a removal is none: its sheet is not there, or not all of its rows could be read."""
    gone = [each.edits[0].before if each.edits else each.before for each in choice.parts]
    return choice.removes and all(type(each) in reading.silent for each in gone)


def _offers(laid: _Laid, onto: Opened, viewer: Viewer, picked: Picked) -> tuple[Offer, ...]:
    lacking = laid.lacking(onto.index.dossier)
    found = []
    for each in laid.choices:
        told_ = lacking.of(each)
        if not told_:
            continue
        barred = _barred(each, laid, onto, viewer)
        wanted = not each.removes if picked.places is None else each.place in picked.places
        offer = Offer(
            place=each.place,
            told=told_,
            removes=each.removes,
            taken=wanted and not barred,
            barred=barred,
        )
        found.append(offer)
    return tuple(found)


def _barred(choice: Choice, laid: _Laid, onto: Opened, viewer: Viewer) -> tuple[Text, ...]:
    """What of a change is not the viewer's to make."""
    if not viewer.may_write:
        return (READ_ONLY,)
    keys = {each.key for each in choice.parts}
    before, after = ({key: side[key] for key in side.keys() & keys} for side in (laid.before, laid.after))
    alone = chosen(before, after, {choice.place})
    return not_granted(
        viewer,
        institution=onto.institution,
        cluster=onto.index.cluster.head.key,
        touched=[Touched(key=key, before=before.get(key), after=alone.get(key)) for key in sorted(keys)],
    )


def _with(dossier: Dossier, parts: Mapping[Key, Part], of: Collection[Key]) -> Dossier:
    """A state in which the parts with the keys `of` are these, and no others are there besides."""
    cluster = dossier.cluster

    def held(each: str) -> tuple[Any, ...]:
        kept = {part.key: part for part in getattr(cluster, each) if part.key not in of}
        kept |= {key: part for key, part in parts.items() if type(part) is _CLASSES[each]}
        return tuple(kept[key] for key in sorted(kept))

    made: dict[str, Any] = {name: held(name) for name in _CLASSES}
    return replace(dossier, cluster=replace(cluster, **made))


def _changes(part: Told, language: Language) -> list[dict[str, Any]]:
    """The lines of a part as JSON; of one that comes or goes, itself."""
    named = {"noun": part.noun, "code": part.name.code, "title": part.name.title.in_language(language)}
    if not part.lines:
        return [named | {"where": "", "field": "", "before": None, "after": None}]
    return [
        named
        | {
            "where": " > ".join(step.in_language(language) for step in each.inside),
            "field": each.field.in_language(language),
            "before": each.before.in_language(language) if each.before else None,
            "after": each.after.in_language(language) if each.after else None,
        }
        for each in part.lines
    ]
