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


JUST_NOW = Text(
    en="The database cannot do its work just now. Nothing was changed: try again in a while.",
    zh="数据库暂时无法工作，没有任何改动，请稍后再试。",
)


RETRY_SECONDS = 10
"""After how long it is worth while to ask again."""


class Unavailable(Refused):
    """The database cannot do its work. `why` is for anybody; `details` name the database, and are for its operator."""

    def __init__(self, details: Text) -> None:
        super().__init__(JUST_NOW)
        self.details = details
