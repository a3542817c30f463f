"""The earliest and the latest schedule of courses whose requisites each say one thing.

Requisites between two courses are difference constraints over the terms, windows are sets of terms: both are kept by
taking the earlier (or the later) of two schedules course by course, so that one earliest and one latest schedule
exist, found by pushing starts forward (or back) until nothing is violated.
"""

from collections.abc import Mapping

from fourfold.domain.course import RequisiteKind
from fourfold.engine.plan.offer import Offer
from fourfold.engine.plan.tree import Branch, holds

Starts = tuple[tuple[str, int], ...]
Edge = tuple[str, str, RequisiteKind]
"""(the course needed, the one that needs it, how)."""


def extremes(
    windows: Mapping[str, tuple[int, ...]], offer: Offer, branches: Mapping[str, Branch]
) -> tuple[Starts, Starts] | None:
    """The earliest and the latest schedule within `windows` that satisfies one branch of each owner, if any."""
    left = dict(windows)
    edges: list[Edge] = []
    for owner, branch in branches.items():
        _restrict(left, owner, branch, offer, edges)
    if not _settle(left, edges, offer.spans):
        return None
    return tuple((c, terms[0]) for c, terms in left.items()), tuple((c, terms[-1]) for c, terms in left.items())


def _restrict(windows: dict[str, tuple[int, ...]], owner: str, branch: Branch, offer: Offer, edges: list[Edge]) -> None:
    """Put what a branch says of one course into its window, and what it says of two among the edges."""
    if owner in windows:
        allowed = branch.starts
        windows[owner] = tuple(each for each in windows[owner] if allowed is None or each in allowed)
        edges.extend((need.course, owner, need.kind) for need in branch.needs if need.kind is not None)
        return
    start = offer.fixed[owner]
    for need in branch.needs:
        span = offer.spans[need.course]
        windows[need.course] = tuple(
            each
            for each in windows[need.course]
            if start is None or holds(need.kind, start=start, other=each, other_span=span)
        )


def _settle(windows: dict[str, tuple[int, ...]], edges: list[Edge], spans: Mapping[str, int]) -> bool:
    """Take from the windows every term without a partner until nothing changes; False where one runs empty."""
    changed = True
    while changed and all(windows.values()):
        changed = False
        for edge in edges:
            for course, terms in _supported(windows, edge, spans):
                changed = changed or terms != windows[course]
                windows[course] = terms
    return all(windows.values())


def _supported(
    windows: Mapping[str, tuple[int, ...]], edge: Edge, spans: Mapping[str, int]
) -> list[tuple[str, tuple[int, ...]]]:
    other, owner, kind = edge
    span = spans[other]
    befores, starts = windows[other], windows[owner]
    return [
        (other, tuple(b for b in befores if any(holds(kind, start=s, other=b, other_span=span) for s in starts))),
        (owner, tuple(s for s in starts if any(holds(kind, start=s, other=b, other_span=span) for b in befores))),
    ]
