"""What cannot be granted."""

from fourfold.domain.text import Text


class Refused(Exception):
    """A request that cannot be granted, and why; each voice says it once, at its edge."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.in_language("en"))
        self.why = why


class Forbidden(Refused):
    """Whoever asks may see this, but not do that."""


class Missing(Refused):
    """There is no such thing, or none that whoever asks may see: the two look alike."""


class Clash(Refused):
    """Somebody else was first: what stands now is not what the request started from."""
