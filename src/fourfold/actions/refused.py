"""What cannot be granted."""

from fourfold.domain.text import Text


class Refused(Exception):
    """A request that cannot be granted, and why; each voice says it once, at its edge."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.in_language("en"))
        self.why = why
