"""The shapes of CASE 1.1: which fields each object has, what may stand in each, and which it must have."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from fourfold.exchange.case_names import (
    ASSOCIATION_TYPES,
    ASSOCIATIONS,
    CHILDREN,
    DEFINITION,
    DOCUMENT,
    ITEM_TYPES,
    ITEMS,
    OTHER_TYPE,
    PACKAGE,
    RUBRICS,
    is_identifier,
)

Test = Callable[[Any], bool]
_LARGEST = 2**31 - 1
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_HALF_ESCAPED = re.compile(r"%(?![0-9A-Fa-f]{2})")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _is_text(held: Any) -> bool:
    return isinstance(held, str)


def _is_address(held: Any) -> bool:
    if not (isinstance(held, str) and _ADDRESS.fullmatch(held)):
        return False
    # Of letters that an address may have, only brackets can be put so that it cannot be taken apart.
    if "[" in held or "]" in held:
        return _reads(urlsplit, held) and not _HALF_ESCAPED.search(held)
    return not _HALF_ESCAPED.search(held)


def _is_day(held: Any) -> bool:
    return isinstance(held, str) and bool(_DAY.fullmatch(held)) and _reads(date.fromisoformat, held)


def _is_moment(held: Any) -> bool:
    return isinstance(held, str) and bool(_MOMENT.fullmatch(held)) and _reads(datetime.fromisoformat, held[:19])


def _reads(reader: Callable[[str], object], held: str) -> bool:
    try:
        reader(held)
    except ValueError:
        return False
    return True


def _is_whole(held: Any) -> bool:
    return isinstance(held, int) and not isinstance(held, bool) and abs(held) <= _LARGEST


def _is_number(held: Any) -> bool:
    return isinstance(held, int | Decimal) and not isinstance(held, bool)


def is_type(held: Any) -> bool:
    """Whether this is the type of an association: one that CASE lists, or one of somebody's own."""
    return isinstance(held, str) and (held in ASSOCIATION_TYPES or OTHER_TYPE.fullmatch(held) is not None)


def _is_target(held: Any) -> bool:
    return isinstance(held, str) and (held == "CASE" or OTHER_TYPE.fullmatch(held) is not None)


def _many(test: Test) -> Test:
    return lambda held: isinstance(held, list) and all(test(each) for each in held)


def _is_extension(held: Any) -> bool:
    return isinstance(held, dict)


def _object(fields: Mapping[str, Test], required: frozenset[str]) -> Test:
    def test(held: Any) -> bool:
        return (
            isinstance(held, dict)
            and required <= held.keys()
            and all(name in fields and fields[name](each) for name, each in held.items())
        )

    return test


_ENDS = frozenset({"title", "identifier", "uri"})
is_link = _object({"title": _is_text, "identifier": is_identifier, "uri": _is_address}, _ENDS)
is_node = _object({"title": _is_text, "identifier": _is_text, "uri": _is_address, "targetType": _is_target}, _ENDS)

_OWN: dict[str, Test] = {"identifier": is_identifier, "uri": _is_address, "lastChangeDateTime": _is_moment}
_TITLED = {**_OWN, "title": _is_text, "description": _is_text}
_LEVEL = {
    **_OWN, "description": _is_text, "quality": _is_text, "score": _is_number, "feedback": _is_text,
    "position": _is_whole, "rubricCriterionId": is_identifier, "extensions": _is_extension,
}  # fmt: skip
_CRITERION = {
    **_OWN, "category": _is_text, "description": _is_text, "CFItemURI": is_link, "weight": _is_number,
    "position": _is_whole, "rubricId": is_identifier, "extensions": _is_extension,
    "CFRubricCriterionLevels": _many(_object(_LEVEL, frozenset(_OWN))),
}  # fmt: skip
_ASSOCIATION = {
    **_OWN, "associationType": is_type, "sequenceNumber": _is_whole, "originNodeURI": is_node,
    "destinationNodeURI": is_node, "CFAssociationGroupingURI": is_link, "notes": _is_text,
}  # fmt: skip

FIELDS: dict[str, dict[str, Test]] = {
    DOCUMENT.kind: {
        **_TITLED, "frameworkType": _is_text, "caseVersion": "1.1".__eq__, "creator": _is_text,
        "officialSourceURL": _is_address, "publisher": _is_text, "subject": _many(_is_text),
        "subjectURI": _many(is_link), "language": _is_text, "version": _is_text, "adoptionStatus": _is_text,
        "statusStartDate": _is_day, "statusEndDate": _is_day, "licenseURI": is_link, "notes": _is_text,
    },
    ITEMS: {
        **_OWN, "fullStatement": _is_text, "alternativeLabel": _is_text, "CFItemType": _is_text,
        "humanCodingScheme": _is_text, "listEnumeration": _is_text, "abbreviatedStatement": _is_text,
        "conceptKeywords": _many(_is_text), "conceptKeywordsURI": is_link, "notes": _is_text,
        "subject": _many(_is_text), "subjectURI": _many(is_link), "language": _is_text,
        "educationLevel": _many(_is_text), "CFItemTypeURI": is_link, "licenseURI": is_link,
        "statusStartDate": _is_day, "statusEndDate": _is_day,
    },
    CHILDREN: _ASSOCIATION,
    ASSOCIATIONS: _ASSOCIATION,
    "CFConcepts": {**_TITLED, "keywords": _is_text, "hierarchyCode": _is_text},
    "CFSubjects": {**_TITLED, "hierarchyCode": _is_text},
    "CFLicenses": {**_TITLED, "licenseText": _is_text},
    ITEM_TYPES: {**_TITLED, "hierarchyCode": _is_text, "typeCode": _is_text},
    "CFAssociationGroupings": _TITLED,
    RUBRICS: {**_TITLED, "CFRubricCriteria": _many(_object(_CRITERION, frozenset(_OWN)))},
    PACKAGE.kind: {},
    DEFINITION.kind: {},
}  # fmt: skip
"""What may stand in each field of each kind of object; its extensions are another matter."""

_CODED = frozenset({*_OWN, "title", "hierarchyCode"})
REQUIRED: dict[str, frozenset[str]] = {
    DOCUMENT.kind: frozenset({*_OWN, "creator", "title"}),
    ITEMS: frozenset({*_OWN, "fullStatement"}),
    CHILDREN: frozenset({*_OWN, "associationType", "originNodeURI", "destinationNodeURI"}),
    ASSOCIATIONS: frozenset({*_OWN, "associationType", "originNodeURI", "destinationNodeURI"}),
    "CFConcepts": _CODED,
    "CFSubjects": _CODED,
    "CFLicenses": frozenset({*_OWN, "title", "licenseText"}),
    ITEM_TYPES: _CODED | {"description"},
    "CFAssociationGroupings": frozenset({*_OWN, "title"}),
    RUBRICS: frozenset(_OWN),
    PACKAGE.kind: frozenset(),
    DEFINITION.kind: frozenset(),
}
"""The fields that each kind of object must have."""
