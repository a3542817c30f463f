"""Plant four faults in the example cluster: `python -m tools.plant` writes the folder that the demo serves.

The sound folder is read as text and four small edits are made, so that comments and layout stay and `diff -r` of the
two folders shows the faults and nothing else.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill

EXAMPLES = Path(__file__).parent.parent / "examples"
SOUND = EXAMPLES / "ict-cluster"
PLANTED = EXAMPLES / "ict-cluster-planted"
README = "README.md"
TODAY = "2026-06-01"
WIDTH = 118


@dataclass(frozen=True, slots=True)
class Edit:
    """In `file`, the first `old` behind `anchor` becomes `new`."""

    file: str
    old: str
    new: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """The problem it makes, how it came about, what to do about it, and the edits that plant it."""

    code: str
    title: str
    story: str
    mend: str
    edits: tuple[Edit, ...]


class CannotPlantError(Exception):
    """The sound folder has changed, so that an edit finds nothing to change."""


NAME = (
    Edit("cluster.yaml", "code: ict\n", "code: ict-planted\n"),
    Edit(
        "cluster.yaml",
        "title: {en: ICT Program Cluster, zh: 信息通信专业群}",
        "title: {en: ICT Program Cluster with four faults, zh: 信息通信专业群（含四处问题）}",
    ),
)
FAULTS = (
    Fault(
        code="F003",
        title="A version that retires",
        story="MI still weaves in HCIA-Datacom V1.0, which retires on 2026-09-30; V2.0 is at hand.",
        mend="Compare the two framework pages, then let MI name `hcia-datacom-v2`.",
        edits=(
            Edit(
                "programs/MI.yaml",
                "{framework: hcia-datacom-v2, role: integrated}",
                "{framework: hcia-datacom-v1, role: integrated}",
            ),
        ),
    ),
    Fault(
        code="U001",
        title="A promise that one elective breaks",
        story=(
            "MC now promises all 16 items of HCIA-Datacom V2.0. Those who choose the competition training meet them; "
            "those who choose the enterprise project never write a script of their own and meet 15."
        ),
        mend=(
            "Promise 15 again, or let an outcome of a required course (MC-D2.6 is nearest) reinforce `automation` and "
            "teach it so."
        ),
        edits=(
            Edit("rules/promise-mc-datacom.yaml", "meet at least 15 of the 16 items", "meet all 16 items"),
            Edit(
                "rules/promise-mc-datacom.yaml",
                "至少达成 HCIA-Datacom V2.0 16 项中的 15 项",
                "达成 HCIA-Datacom V2.0 全部 16 项",
            ),
            Edit("rules/promise-mc-datacom.yaml", "value: 15", "value: 16"),
        ),
    ),
    Fault(
        code="Q003",
        title="A requisite that comes late",
        story=(
            "The ordinary classes of CN take databases (DB-A) in term 2, beside the Python course (PD-A) that it "
            "builds on."
        ),
        mend="Move DB-A back to term 3.",
        edits=(
            Edit(
                "programs/CN.yaml", "{course: DB-A, term: 3}", "{course: DB-A, term: 2}", anchor="code: CN-ordinary\n"
            ),
        ),
    ),
    Fault(
        code="L007",
        title="An item that nobody teaches",
        story="The link from IOT-A1.5 to the cloud rules that IoT application developers set up was lost.",
        mend="Link IOT-A1.5 to `cloud-rules` of `job-iot-dev` again, at depth reinforce.",
        edits=(
            Edit(
                "links/IOT-A1.yaml",
                "  - {outcome: IOT-A1.5, framework: job-iot-dev, item: cloud-rules, depth: reinforce}\n",
                "",
            ),
        ),
    ),
)


def plant(sound: Mapping[str, str]) -> dict[str, str]:
    """The planted folder, by path, from the sound one."""
    texts = {path: text for path, text in sound.items() if path != README}
    for edit in (*NAME, *(edit for fault in FAULTS for edit in fault.edits)):
        texts[edit.file] = _edited(texts.get(edit.file, ""), edit)
    return {**texts, README: readme()}


def _edited(text: str, edit: Edit) -> str:
    behind = text.find(edit.anchor)
    found = text.find(edit.old, behind) if behind >= 0 else -1
    if found < 0:
        raise CannotPlantError(f"{edit.file} has no longer: {edit.old.strip()}")
    return text[:found] + edit.new + text[found + len(edit.old) :]


def readme() -> str:
    """What the planted folder says of itself."""
    return "\n\n".join([HEAD, *(_told(number, fault) for number, fault in enumerate(FAULTS, start=1)), TAIL])


def _told(number: int, fault: Fault) -> str:
    files = ", ".join(sorted({f"`{edit.file}`" for edit in fault.edits}))
    told = f"{number}. **{fault.title}** (`{fault.code}`, {files}). {fault.story} *To mend it:* {fault.mend}"
    return fill(told, width=WIDTH, subsequent_indent="   ", break_on_hyphens=False)


HEAD = f"""# The ICT program cluster with four faults

The demo serves this folder. It is [the sound example](../ict-cluster/README.md) under another name, `ict-planted`, with
four faults planted in it: `python -m tools.plant` writes it, so change the sound folder and write this one anew.

    fourfold check examples/ict-cluster-planted --today {TODAY}
    diff -r examples/ict-cluster examples/ict-cluster-planted

The first command finds these four, and the notes that the sound folder has too:"""
TAIL = "At a later date the first grows: from 2026-10-01 on the version has retired, which is an error (`F001`).\n"


def read(folder: Path) -> dict[str, str]:
    """Every file of a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def main() -> int:
    """Write the planted folder anew."""
    planted = plant(read(SOUND))
    for stale in read(PLANTED).keys() - planted.keys():
        (PLANTED / stale).unlink()
    for path, text in planted.items():
        (PLANTED / path).parent.mkdir(parents=True, exist_ok=True)
        (PLANTED / path).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
