"""Assignment: which of the one sort go with which of the other, so that the pairs together are worth most."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

Pair = tuple[str, str]


def assign(worth: Mapping[Pair, int]) -> dict[str, str]:
    """The one-to-one pairs with the greatest sum; what has no pair that is worth anything stays alone.

    Pairs that are not named, and those worth nothing, are never made. Of equal sums the same one is found however the
    pairs are ordered. Kuhn's Hungarian method in the form of shortest augmenting paths, component by component: cubic
    in the greater component.

    >>> assign({("a", "x"): 9, ("a", "y"): 8, ("b", "x"): 8})
    {'a': 'y', 'b': 'x'}
    """
    told = {pair: worth[pair] for pair in sorted(worth) if worth[pair] > 0}
    found: dict[str, str] = {}
    for rows, columns in _components(told):
        found |= _of_component(rows, columns, told)
    return dict(sorted(found.items()))


def _components(told: Mapping[Pair, int]) -> Iterator[tuple[list[str], list[str]]]:
    """The rows and columns that hang together by pairs."""
    beside: defaultdict[tuple[int, str], set[tuple[int, str]]] = defaultdict(set)
    for row, column in told:
        beside[0, row].add((1, column))
        beside[1, column].add((0, row))
    seen: set[tuple[int, str]] = set()
    for start in sorted(beside):
        if start in seen:
            continue
        waiting, inside = [start], {start}
        while waiting:
            fresh = beside[waiting.pop()] - inside
            inside |= fresh
            waiting.extend(fresh)
        seen |= inside
        yield tuple(sorted(name for side, name in inside if side == wanted) for wanted in (0, 1))  # type: ignore[misc]  # two lists, told as a tuple of any length


def _of_component(rows: list[str], columns: list[str], told: Mapping[Pair, int]) -> dict[str, str]:
    if len(rows) > len(columns):
        turned = _of_component(columns, rows, {(column, row): worth for (row, column), worth in told.items()})
        return {row: column for column, row in turned.items()}
    costs = [[-told.get((row, column), 0) for column in columns] for row in rows]
    pairs = ((rows[at], columns[to]) for at, to in enumerate(_least(costs)))
    return {row: column for row, column in pairs if (row, column) in told}


def _least(costs: list[list[int]]) -> list[int]:
    """The column of each row, so that the costs add up to the least; no more rows than columns."""
    height, width = len(costs), len(costs[0])
    by_row, by_column, row_of, way = [0] * (height + 1), [0] * (width + 1), [0] * (width + 1), [0] * (width + 1)
    for row in range(1, height + 1):
        row_of[0] = row
        end = _path(costs, by_row, by_column, row_of, way)
        while end:
            row_of[end], end = row_of[way[end]], way[end]
    found = [0] * height
    for column in range(1, width + 1):
        if row_of[column]:
            found[row_of[column] - 1] = column - 1
    return found


def _path(costs: list[list[int]], by_row: list[int], by_column: list[int], row_of: list[int], way: list[int]) -> int:
    """The free column at the end of the shortest path from the row at column 0; moves the potentials along it."""
    width = len(by_column)
    least: list[int | None] = [None] * width
    done, at = {0}, 0
    while row_of[at]:
        row = row_of[at]
        for column in range(1, width):
            if column not in done:
                slack = costs[row - 1][column - 1] - by_row[row] - by_column[column]
                if least[column] is None or slack < _known(least[column]):
                    least[column], way[column] = slack, at
        following = min((column for column in range(1, width) if column not in done), key=lambda c: _known(least[c]))
        _move(_known(least[following]), done, (by_row, by_column, row_of), least)
        done.add(following)
        at = following
    return at


def _known(slack: int | None) -> int:
    if slack is None:
        raise ValueError(slack)
    return slack


def _move(by: int, done: set[int], potentials: tuple[list[int], list[int], list[int]], least: list[int | None]) -> None:
    by_row, by_column, row_of = potentials
    for column in range(len(least)):
        if column in done:
            by_row[row_of[column]] += by
            by_column[column] -= by
        elif least[column] is not None:
            least[column] = _known(least[column]) - by
