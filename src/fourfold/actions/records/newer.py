"""Published frameworks that a draft does not have, as JSON."""

from collections.abc import Iterable
from typing import Any

from fourfold.actions.newer import Newer
from fourfold.actions.records.radar import version_record


def newer_record(found: Iterable[Newer]) -> dict[str, Any]:
    """What is published on this installation and newer than what a draft pins."""
    return {
        "frameworks": [
            {
                **version_record(each.framework),
                "institution": each.institution,
                "release": each.release.name,
                "published_at": each.release.published_at.isoformat(timespec="seconds"),
                "pinned": each.pinned.code,
                "same": each.same,
            }
            for each in found
        ]
    }
