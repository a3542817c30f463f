"""`python -m tests.actions.worker WORK TIMES SEED`: count in a course, save a field of it, release the draft, or merge.

`save` edits the field that is this worker's own, always from the same old state, and never has to look again; `reframe`
does so with its own item of a framework.
Each count is read, raised by one and written back through the actions; each release is of the draft that was looked at.
A clash is answered as a person answers it: look again, and try again. What was acknowledged is one line.
"""

import sys
from dataclasses import replace
from datetime import UTC, datetime

import django

INSTITUTION, CLUSTER, COURSE = "szpu", "ict", "NT-A"


def main(work: str, times: int, seed: int) -> int:
    django.setup()
    from fourfold.actions.refused import Clash  # noqa: PLC0415 - Django starts first

    done = clashes = 0
    while done < times:
        try:
            said = {"count": counted, "save": saved, "reframe": reframed, "release": released, "merge": merged}[work](
                seed, done
            )
        except Clash:
            clashes += 1
            continue
        done += 1
        print(said, flush=True)
    print("clashes", clashes, flush=True)
    return 0


def saved(seed: int, number: int) -> str:
    """Give this worker's outcome of the course another text, as if nobody else were there; the digest written."""
    from fourfold.actions.editing import Draft, save_part  # noqa: PLC0415 - Django starts first
    from tests.actions.counting import course_of, lin, mine  # noqa: PLC0415 - as above

    course, digest = course_of(lin(seed))
    draft = Draft(institution=INSTITUTION, cluster=CLUSTER, viewer=lin(seed), now=datetime.now(UTC))
    return save_part(draft, mine(course, seed, number + 1), base=digest).moved.after


def reframed(seed: int, number: int) -> str:
    """Give this worker's item of the framework another title, as if nobody else were there; the root pinned."""
    from fourfold.actions.editing import Draft  # noqa: PLC0415 - Django starts first
    from fourfold.actions.pinning import Reframing, reframe  # noqa: PLC0415 - as above
    from tests.actions.counting import framework_of, lin, my_item  # noqa: PLC0415 - as above

    framework, root = framework_of(lin(seed))
    draft = Draft(institution=INSTITUTION, cluster=CLUSTER, viewer=lin(seed), now=datetime.now(UTC))
    asked = Reframing(key=framework.key, base=root, ours=my_item(framework, seed, number + 1))
    return reframe(draft, asked).moved.after


def counted(seed: int, number: int) -> str:
    """Raise the count by one; the digest of what was written."""
    del number
    from fourfold.actions.editing import Draft, put_part  # noqa: PLC0415 - Django starts first
    from tests.actions.counting import count_of, course_of, lin  # noqa: PLC0415 - as above

    course, digest = course_of(lin(seed))
    draft = Draft(institution=INSTITUTION, cluster=CLUSTER, viewer=lin(seed), now=datetime.now(UTC))
    raised = replace(course, title=replace(course.title, en=str(count_of(course) + 1)))
    return put_part(draft, raised, expected=digest).after


def released(seed: int, number: int) -> str:
    """Release the draft as it is looked at; the root that was released."""
    from fourfold.actions.releasing import Request, publish  # noqa: PLC0415 - Django starts first
    from tests.actions.counting import lin, root_of_draft  # noqa: PLC0415 - as above

    request = Request(root=root_of_draft(lin(seed)), name=f"r-{seed}-{number}", reason="A race.")
    return publish(INSTITUTION, CLUSTER, request, viewer=lin(seed), now=datetime.now(UTC)).root


def merged(seed: int, number: int) -> str:
    """Merge the proposal of this number, or learn that somebody else was first."""
    from fourfold.actions.editing import Draft  # noqa: PLC0415 - Django starts first
    from fourfold.actions.proposing import Done  # noqa: PLC0415 - as above
    from fourfold.actions.reviewing import Choosing, merge_proposal  # noqa: PLC0415 - as above
    from tests.actions.counting import lin  # noqa: PLC0415 - as above

    draft = Draft(institution=INSTITUTION, cluster=CLUSTER, viewer=lin(seed), now=datetime.now(UTC))
    try:
        return f"{number + 1} {merge_proposal(draft, number + 1, choosing=Choosing())[0].moved.after}"
    except Done:
        return f"{number + 1} late"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
