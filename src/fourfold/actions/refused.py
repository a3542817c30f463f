"""What cannot be granted."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer to a person, not an error of ours
    """A request that cannot be granted; each voice translates it once, at its edge."""
