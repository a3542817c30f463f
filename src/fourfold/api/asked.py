"""What a question may name: what OpenAPI says of its route, and nothing else."""

import re
from functools import cache

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from fourfold.api.openapi import described
from fourfold.api.refusals import Fault, language

_STEP = re.compile(r"<(?:\w+:)?(\w+)>")


def strange(request: HttpRequest) -> list[Fault]:
    """A fault for each parameter that the route does not know; none where there is no such route."""
    if not request.GET:
        return []
    try:
        route = resolve(request.path_info).route
    except Resolver404:
        return []
    known = _known("/" + _STEP.sub(r"{\1}", route), str(request.method).lower())
    if known is None:
        return []
    return [
        Fault(parameter=name[:40], code="parameter", detail=_no_such(name[:40]))
        for name in request.GET
        if name not in known
    ]


@cache
def _known(path: str, method: str) -> frozenset[str] | None:
    operation = described()["paths"].get(path, {}).get(method)
    if operation is None:
        return None
    return frozenset(each["name"] for each in operation.get("parameters", ()) if each["in"] == "query")


def _no_such(name: str) -> str:
    return f"此地址没有参数 {name}。" if language() == "zh" else f"There is no parameter {name} here."
