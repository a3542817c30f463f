"""What cannot be granted."""


class Refused(Exception):
    """A request that cannot be granted; each voice translates it once, at its edge."""
