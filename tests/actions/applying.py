"""One who applies a file to the draft, in a process of its own: `begin COUNT`, `apply UPLOAD ROOT`, `tell`."""

import json
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import django
import msgspec

django.setup()

from fourfold.actions import documents, uploads  # noqa: E402 - Django starts first
from fourfold.actions.refused import Clash  # noqa: E402 - as above
from fourfold.actions.shelf import Opened, open_cluster  # noqa: E402 - as above
from fourfold.actions.uploads import Desk, Done  # noqa: E402 - as above
from fourfold.domain.person import OPERATOR  # noqa: E402 - as above
from fourfold.exchange.document import document_of  # noqa: E402 - as above
from fourfold.store.models import Change, Upload  # noqa: E402 - as above

DESK = Desk(institution="szpu", cluster="ict", viewer=OPERATOR)


def draft() -> Opened:
    found = open_cluster("szpu", "ict", viewer=OPERATOR, today=date(2026, 6, 1))
    assert found is not None
    return found


def begin(count: int) -> dict[str, object]:
    """Bring files that each change every course, made from the draft as it stands."""
    onto, made = draft(), []
    for number in range(count):
        courses = tuple(replace(each, credits=Decimal(number + 20)) for each in onto.index.cluster.courses)
        dossier = replace(onto.index.dossier, cluster=replace(onto.index.cluster, courses=courses))
        content = msgspec.json.encode(document_of(dossier, onto.root))
        made.append(uploads.bring(DESK, f"{number}.json", content, None, now=datetime.now(UTC)))
    return {"uploads": made, "root": onto.root, "courses": len(onto.index.cluster.courses)}


def apply(upload: str, root: str) -> str:
    """What comes of applying a file."""
    reading, now = uploads.document(uploads.found(DESK, upload)), datetime.now(UTC)
    onto = draft()
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        uploads.take(
            DESK,
            upload,
            root,
            lambda: documents.apply(reading, onto, viewer=OPERATOR, now=now, expected=root, removing=False),
            now=now,
        )
    except Done:
        return "done"
    except Clash:
        return "clash"
    return "applied"


def tell() -> dict[str, object]:
    """How it stands: the different credits of courses, the files that were applied, the changes of courses."""
    return {
        "root": draft().root,
        "credits": sorted({int(each.credits) for each in draft().index.cluster.courses}),
        "applied": Upload.objects.exclude(applied_at=None).count(),
        "changes": Change.objects.exclude(before="").count(),
    }


if __name__ == "__main__":
    deed, *rest = sys.argv[1:]
    print(json.dumps(begin(int(rest[0])) if deed == "begin" else apply(*rest) if deed == "apply" else tell()))
