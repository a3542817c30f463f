"""What a writer starts from: `If-Match` with a digest, or `If-None-Match: *` for what is new."""

import re
from dataclasses import dataclass

from django.http import HttpRequest

from fourfold.api.refusals import NOT_UNDERSTOOD, UNCONDITIONAL, Declined
from fourfold.domain.text import Text

_TAG = re.compile(r'(?:W/)?"([0-9a-f]{64})"')
"""A digest; compressing an answer on its way makes its ETag weak, and the digest is still the whole of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """`digest` is what the writer started from, `None` for what is new; `anything` takes whatever stands."""

    digest: str | None = None
    anything: bool = False


def condition_of(request: HttpRequest, *, anything: bool = False) -> Condition:
    """The condition of a write; `anything` says whether `If-Match: *` will do."""
    match, none = request.headers.get("If-Match", "").strip(), request.headers.get("If-None-Match", "").strip()
    if match and none:
        raise _wrong("If-Match")
    if match == "*" and anything:
        return Condition(anything=True)
    if not match and not none:
        raise Declined(UNCONDITIONAL)
    if none:
        if none != "*":
            raise _wrong("If-None-Match")
        return Condition()
    found = _TAG.fullmatch(match)
    if found is None:
        raise _wrong("If-Match")
    return Condition(digest=found[1])


def digest_of(request: HttpRequest) -> str:
    """The digest that a writer starts from where something must stand already."""
    digest = condition_of(request).digest
    if digest is None:
        raise Declined(UNCONDITIONAL)
    return digest


def _wrong(header: str) -> Declined:
    return Declined(
        NOT_UNDERSTOOD,
        Text(
            en=f'{header} is not as it should be: If-Match: "DIGEST" with 64 hexadecimal digits, or If-None-Match: *, '
            "and not both.",
            zh=f'{header} 格式有误：应为 If-Match: "64 位十六进制摘要" 或 If-None-Match: *，且二者不可并用。',
        ),
    )
