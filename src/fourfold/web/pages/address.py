"""Addresses of pages, made in one place."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Address:
    """Where the pages of one cluster live."""

    institution: str
    cluster: str
    state: str

    def to(self, page: str, *codes: str, query: dict[str, str | int | None] | None = None, anchor: str = "") -> str:
        """The address of a page by name, of the nouns with `codes`; parts of the query that are None are left out."""
        where = reverse(page, args=(self.institution, self.cluster, self.state, *codes))
        said = urlencode({name: value for name, value in (query or {}).items() if value not in (None, "")})
        return f"{where}{'?' if said else ''}{said}{'#' if anchor else ''}{anchor}"
