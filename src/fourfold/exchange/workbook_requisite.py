"""A requisite tree in one cell: `all(NT-A, any(NT-B co, NT-C))`."""

import re
from typing import Any

from fourfold.domain.course import RequisiteKind
from fourfold.exchange.limits import DEEPEST

Tree = dict[str, Any]
_TOKEN = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*|[(),])")
_KINDS = frozenset(kind.value for kind in RequisiteKind)
_GROUPS = {"all": "all_of", "any": "any_of"}
_NARROW = str.maketrans("（），、；;", "(),,,,")


class Unclear(ValueError):
    """Text that is no requisite, and what was expected where it stops being one."""


def requisite_text(tree: Tree) -> str:
    """The tree of a requisite as a cell holds it.

    >>> requisite_text({"any_of": [{"course": "NT-A"}, {"course": "NT-B", "kind": "co"}]})
    'any(NT-A, NT-B co)'
    """
    if "course" in tree:
        return f"{tree['course']} {tree['kind']}" if "kind" in tree else str(tree["course"])
    word = next(word for word, name in _GROUPS.items() if name in tree)
    return f"{word}({', '.join(requisite_text(each) for each in tree[_GROUPS[word]])})"


def requisite_tree(text: str) -> Tree:
    """The tree that a cell's text means; courses that only commas part are all needed. `Unclear` where it is none.

    >>> requisite_tree("NT-A, NT-B")
    {'all_of': [{'course': 'NT-A'}, {'course': 'NT-B'}]}
    """
    parser = _Parser(_tokens(text.translate(_NARROW)))
    branches = parser.branches(0)
    if parser.left:
        raise Unclear(f"the end, not {parser.left[-1]}")
    return branches[0] if len(branches) == 1 else {"all_of": branches}


def _tokens(text: str) -> list[str]:
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Unclear(f"a code, not {text[at : at + 20].strip()}")
        tokens.append(match[1])
        at = match.end()
    return tokens


class _Parser:
    """Tokens, taken from the front."""

    def __init__(self, tokens: list[str]) -> None:
        self.left = tokens[::-1]

    def branches(self, depth: int) -> list[Tree]:
        branches = [self._branch(depth)]
        while self.left and self.left[-1] == ",":
            self.left.pop()
            branches.append(self._branch(depth))
        return branches

    def _branch(self, depth: int) -> Tree:
        word = self.left.pop() if self.left else "the end"
        if depth > DEEPEST or word in {"(", ")", ",", "the end"}:
            raise Unclear(f"a code, not {word}")
        if self.left and self.left[-1] == "(":
            return self._group(word, depth)
        if self.left and self.left[-1].lower() in _KINDS:
            return {"course": word, "kind": self.left.pop().lower()}
        return {"course": word}

    def _group(self, word: str, depth: int) -> Tree:
        name = _GROUPS.get(word.lower())
        if name is None:
            raise Unclear(f"all or any, not {word}")
        self.left.pop()
        branches = self.branches(depth + 1)
        if not self.left or self.left.pop() != ")":
            raise Unclear("a closing bracket")
        return {name: branches}
