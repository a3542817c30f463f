"""Modules (模块): courses that belong together, in one category."""

from dataclasses import dataclass
from typing import Annotated

from fourfold.domain.footing import Footing
from fourfold.domain.marks import AsSet, Code, Key, Natural, Refers
from fourfold.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A module in one category, `common` to the cluster or offered to named `programs`.

    `direction` is the employment direction of an extended module. `position` orders modules in their category.
    """

    key: Key
    code: Code
    title: Text
    position: Natural = 0
    category: Annotated[Key, Refers("category")]
    common: bool = False
    programs: Annotated[tuple[Annotated[Key, Refers("program")], ...], AsSet()] = ()
    direction: Text | None = None
    footing: Footing | None = None
