"""The reference page on the API, from its OpenAPI document and the kinds of its refusals."""

import os
import secrets
from collections.abc import Iterator
from typing import Any

import django

HEAD = """# The API

JSON for programs, below `/api/v1`. `/api/v1/openapi.json` says all of this and the shape of every answer to other
programs; `/api/v1/docs` lists the routes on a page. [The guide](../guides/use-the-api.md) has examples that are tried.

A *state* is `draft` or the name of a release. A *key* is the UUID of a part or of a framework; `…/parts?code=` finds
it.

"""
MANNERS = """
## Who asks

`Authorization: Bearer ff_…` speaks for the person whose token it is, with everything granted to them; a token made for
reading writes nothing, and is told so with 403 where the address can be seen. Without a token, a browser that is
signed in reads as its person, and writes only with its CSRF token; a visitor reads what is published. A token that
opens nothing is refused everywhere. What may not be seen looks exactly like what is not there: 404. What may be seen
but not done is refused with 403.

On a machine of one's own (`fourfold serve` without `--accounts`) whoever asks without a token is the operator, except
from a page of another site.

## Digests and conditions

Every answer has an `ETag`: of a part its digest, of a state, its manifest and its document the root, of anything else
a digest of the answer. Sent back in `If-None-Match`, it is answered with 304 while nothing has changed. An answer that
was compressed on its way has a weak one (`W/"…"`), which will do as well.

Whoever writes says what they start from: `If-Match` with the digest that was read, or `If-None-Match: *` for what is
new. Nothing said is 428. Where something else stands by now, nothing is written, and 412 tells `base`, `ours` and
`theirs`, with the values of `base` and `theirs` where this part of this draft has had them. A whole document is
imported on the root of the draft, or on `*`, whatever stands. Every write of a draft takes `why`, the reason that is
kept with the change.

A rehearsal, undo and redo need no condition: the first writes nothing, the others merge, as saving on a page does.
Where somebody has changed the same field since, 412 names the `conflicts`; the same request with `shown` (the digest of
`theirs`) and `choices` (for each conflict `base`, `ours` or `theirs`) decides them.

## Page by page

Lists take `limit` (1 to 500, 100 unless said) and `offset`, tell `total`, and lead on by the header `Link`. HEAD works
wherever GET does, and OPTIONS is answered with 204 and the methods of an address in `Allow`.

## Bounds

A body is at most 4 MiB, that with the file of minutes 10 MiB, a whole document 64 MiB; it is JSON in UTF-8, and says
how long it is. A parameter that a
route does not know is refused, so that a filter with a slip is not taken for none. An address has at most 1,000
characters after the question mark. How many requests a minute are answered is [a setting](settings.md).

## Refusals

A refusal is `application/problem+json` in the language of `Accept-Language`. Its `type` ends with one of these codes,
which are permanent. `faults` holds every fault of a body at once, each with its JSON `pointer` and the
[code of the problem](problems.md), or with the `parameter` that it is about.

| code | status | meaning | what to do |
|---|---|---|---|
"""


def api_page() -> str:
    """The page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fourfold.config.settings")
    # Nothing is signed here, so no lasting key is made.
    os.environ.setdefault("FOURFOLD_SECRET_KEY", secrets.token_urlsafe())
    django.setup()
    from fourfold.api.openapi import described  # noqa: PLC0415 - Django starts first
    from fourfold.api.refusals import KINDS  # noqa: PLC0415 - as above

    kinds = [f"| `{kind.code}` | {kind.status} | {kind.title.en} | {kind.mend.en} |" for kind in KINDS]
    return HEAD + "\n".join(_routes(described())) + "\n" + MANNERS + "\n".join(kinds) + "\n"


def _routes(document: dict[str, Any]) -> Iterator[str]:
    yield "## Routes"
    yield ""
    yield "| route | what it is for | question |"
    yield "|---|---|---|"
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            asked = ", ".join(f"`{each['name']}`" for each in operation["parameters"] if each["in"] == "query")
            said = " ".join(operation["description"].split())
            yield f"| `{method.upper()} {path.removeprefix('/api/v1')}` | {said} | {asked} |"
