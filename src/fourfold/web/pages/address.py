"""Addresses of pages, made in one place."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import get_script_prefix, reverse


@dataclass(frozen=True, slots=True)
class Address:
    """Where the pages of one cluster live."""

    institution: str
    cluster: str
    state: str

    def to(self, page: str, *codes: str, query: dict[str, str | int | None] | None = None, anchor: str = "") -> str:
        """The address of a page by name, of the nouns with `codes`; parts of the query that are None are left out."""
        where = _where(get_script_prefix(), page, (self.institution, self.cluster, self.state, *codes))
        said = urlencode({name: value for name, value in (query or {}).items() if value not in (None, "")})
        return f"{where}{'?' if said else ''}{said}{'#' if anchor else ''}{anchor}"


@lru_cache(maxsize=20_000)
def _where(_prefix: str, page: str, names: tuple[str, ...]) -> str:
    """A large page has thousands of addresses, the same ones each time; `reverse` puts the prefix before them."""
    return reverse(page, args=names)
