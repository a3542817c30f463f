"""What the paper says in its own words, in Chinese, in English, or in both."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from fourfold.domain.course import Assessment
from fourfold.domain.footing import Footing
from fourfold.domain.plan import Pool, PoolKind
from fourfold.domain.text import Text, closed_up
from fourfold.exchange.plan_paper import Tongue
from fourfold.exchange.workbook_words import CHOICE_WORDS


@dataclass(frozen=True, slots=True)
class Speech:
    """The language of a paper. In both languages Chinese comes first, and what is the same in both is said once."""

    tongue: Tongue

    def lines(self, text: Text) -> str:
        """A text where there is room for a line for each language."""
        return "\n".join(self._versions(text))

    def line(self, text: Text) -> str:
        """A text in one line."""
        return " / ".join(self._versions(text))

    def say(self, zh: str, en: str) -> str:
        """Words of our own, a line for each language."""
        return self.lines(Text(zh=closed_up(zh), en=en))

    def inline(self, zh: str, en: str) -> str:
        """Words of our own, in one line."""
        return self.line(Text(zh=closed_up(zh), en=en))

    def listed(self, texts: Iterable[str]) -> str:
        """Several words in one line."""
        return (", " if self.tongue == "en" else "、").join(texts)

    def choice(self, value: Enum) -> str:
        """A value of the domain's short lists."""
        said = str(value.value)
        return self.inline(CHOICE_WORDS.get(said, said), said.replace("-", " "))

    @property
    def unknown(self) -> str:
        """What stands where our documents say nothing."""
        return self.inline("未载明", "not stated")

    def assessments(self, found: Iterable[Assessment]) -> str:
        """How something is assessed."""
        return self.listed(self.choice(each) for each in found) or self.unknown

    def depth(self, rank: int) -> str:
        """A depth by its rank."""
        return self.inline(*_DEPTHS[rank])

    def footing(self, footing: Footing) -> str:
        """What a statement stands on, and how far to trust it."""
        ground = self.choice(footing.ground)
        if footing.confidence is None:
            return ground
        how = self.choice(footing.confidence)
        return f"{ground} ({how})" if self.tongue == "en" else f"{ground}（{how}）"

    def footing_with_source(self, footing: Footing) -> str:
        """The same with its source."""
        said = self.footing(footing)
        if not footing.source:
            return said
        return f"{said}: {footing.source}" if self.tongue == "en" else f"{said}：{footing.source}"

    def demand(self, pool: Pool) -> str:
        """What a pool asks for, such as exactly 2 of 3 courses."""
        amount = f"{pool.credits or 0:f}"
        choose = pool.choose or 0
        zh, en = {
            PoolKind.MODULES: (
                f"{len(pool.modules)} 个模块中恰选 {choose} 个",
                f"exactly {choose} of {len(pool.modules)} modules",
            ),
            PoolKind.COURSES: (
                f"{len(pool.electives)} 门课程中恰选 {choose} 门",
                f"exactly {choose} of {len(pool.electives)} courses",
            ),
            PoolKind.CREDITS: (f"其中至少 {amount} 学分", f"at least {amount} credits of these"),
            PoolKind.UNLISTED: (
                f"本方案未列出的课程 {amount} 学分",
                f"{amount} credits of courses that the plan does not list",
            ),
        }[pool.kind]
        return self.inline(zh, en)

    def _versions(self, text: Text) -> tuple[str, ...]:
        if self.tongue == "both":
            return tuple(dict.fromkeys((text.in_language("zh"), text.in_language("en"))))
        return (text.in_language(self.tongue),)


_DEPTHS = {0: ("未覆盖", "not taught"), 1: ("引入", "introduce"), 2: ("强化", "reinforce"), 3: ("精通", "master")}
