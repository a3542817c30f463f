"""People: who asks, who is let in, who is granted what."""

from fourfold.domain.person import Viewer
from fourfold.store import people


def viewer_of(person: str) -> Viewer:
    """The person with this id as somebody who asks."""
    return people.viewer_of(person)
