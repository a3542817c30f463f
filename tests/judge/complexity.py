"""The judge's curricular complexity: every path written out."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

Edges = frozenset[tuple[str, str]]
"""Pairs (what is needed, what needs it)."""


@dataclass(frozen=True)
class Vertex:
    blocking: int
    delay: int
    centrality: int
    complexity: Fraction


def paths_from(vertex: str, edges: Edges) -> Iterator[tuple[str, ...]]:
    """Every path that starts at `vertex`, however short."""
    yield (vertex,)
    for before, after in sorted(edges):
        if before == vertex:
            yield from ((vertex, *rest) for rest in paths_from(after, edges))


def whole_paths(vertices: frozenset[str], edges: Edges) -> list[tuple[str, ...]]:
    """Every path from a source to a sink; a vertex alone is both."""
    followed, preceded = {before for before, _ in edges}, {after for _, after in edges}
    return [
        path
        for source in sorted(vertices - preceded)
        for path in paths_from(source, edges)
        if path[-1] in vertices - followed
    ]


def vertex_metrics(vertex: str, vertices: frozenset[str], edges: Edges, *, quarter: bool = False) -> Vertex:
    through = [path for path in whole_paths(vertices, edges) if vertex in path]
    blocking = len({path[-1] for path in paths_from(vertex, edges)} - {vertex})
    delay = max(len(path) for path in through)
    inner = any(after == vertex for _, after in edges) and any(before == vertex for before, _ in edges)
    plain = Fraction(blocking + delay)
    return Vertex(
        blocking=blocking,
        delay=delay,
        centrality=sum(len(path) for path in through) if inner else 0,
        complexity=round(plain * Fraction(2, 3), 1) if quarter else plain,
    )


def metrics(vertices: frozenset[str], edges: Edges, *, quarter: bool = False) -> dict[str, Vertex]:
    """Every vertex of a graph without cycles."""
    return {each: vertex_metrics(each, vertices, edges, quarter=quarter) for each in sorted(vertices)}


def reaches(start: str, goal: str, edges: Edges) -> bool:
    """Whether `goal` can be reached from `start` along one edge or more."""
    seen: set[str] = set()
    todo = {after for before, after in edges if before == start}
    while todo:
        seen |= todo
        todo = {after for before, after in edges if before in todo} - seen
    return goal in seen
