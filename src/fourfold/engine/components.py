"""Strongly connected components and shortest paths, without recursion: a chain of courses may be long."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

Adjacent = Sequence[Sequence[int]]


def components(adjacent: Adjacent) -> list[int]:
    """A number for each vertex: two vertices have the same one exactly if they lie on a common cycle.

    Two passes of depth-first search (Kosaraju; Sharir, 1981).

    >>> components([[1], [0], [0]])
    [0, 0, 2]
    """
    finished = _finished(adjacent)
    reverse: list[list[int]] = [[] for _ in adjacent]
    for vertex, named in enumerate(adjacent):
        for other in named:
            reverse[other].append(vertex)
    found = [-1] * len(adjacent)
    for root in reversed(finished):
        if found[root] < 0:
            _flood(root, reverse, found)
    return found


def shortest_path(adjacent: Mapping[str, Sequence[str]], start: str, end: str) -> list[str]:
    """The names on a shortest path from `start` to `end`, both included; empty where there is none.

    >>> shortest_path({"a": ["b"], "b": ["c"], "c": []}, "a", "c")
    ['a', 'b', 'c']
    """
    origin: dict[str, str | None] = {start: None}
    queue = deque([start])
    while queue and end not in origin:
        name = queue.popleft()
        for other in adjacent[name]:
            if other not in origin:
                origin[other] = name
                queue.append(other)
    return _walk_back(origin, end) if end in origin else []


def _walk_back(origin: dict[str, str | None], end: str) -> list[str]:
    path, name = [end], origin[end]
    while name is not None:
        path.append(name)
        name = origin[name]
    return path[::-1]


def _finished(adjacent: Adjacent) -> list[int]:
    """The vertices in the order in which a depth-first search leaves them."""
    order: list[int] = []
    seen: set[int] = set()
    for root in range(len(adjacent)):
        if root in seen:
            continue
        seen.add(root)
        stack: list[tuple[int, Iterator[int]]] = [(root, iter(adjacent[root]))]
        while stack:
            vertex, others = stack[-1]
            deeper = next((other for other in others if other not in seen), None)
            if deeper is None:
                order.append(vertex)
                stack.pop()
            else:
                seen.add(deeper)
                stack.append((deeper, iter(adjacent[deeper])))
    return order


def _flood(root: int, reverse: Adjacent, found: list[int]) -> None:
    stack = [root]
    found[root] = root
    while stack:
        for other in reverse[stack.pop()]:
            if found[other] < 0:
                found[other] = root
                stack.append(other)
