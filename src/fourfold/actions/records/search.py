"""What a search found, as JSON."""

from typing import Any

from fourfold.actions.records.text import text_record
from fourfold.actions.search import Found, Group, Results
from fourfold.actions.shelf import DRAFT


def search_record(found: Results) -> dict[str, Any]:
    """Nouns with exactly the code that was asked for, then by kind, the nearest kind first; else codes like it."""
    return {
        "total": found.count,
        "exact": [_found(each) for each in found.exact],
        "groups": [_group(each) for each in found.groups],
        "near": list(found.near),
    }


def _group(group: Group) -> dict[str, Any]:
    return {"noun": group.noun, "total": group.count, "items": [_found(each) for each in group.found]}


def _found(each: Found) -> dict[str, Any]:
    home = each.home
    return {
        "noun": each.noun,
        "key": each.key,
        "code": each.code,
        "of": each.of or None,
        "title": text_record(each.title),
        "whole": home.kind.value,
        "institution": home.institution,
        "home": home.code,
        "state": home.release or DRAFT,
    }
