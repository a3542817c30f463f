"""A rule read as a sentence, in English and Chinese: it says what is tested, of whom, and what is expected."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from fourfold.domain.cluster import Category
from fourfold.domain.course import Course
from fourfold.domain.number import exact
from fourfold.domain.program import Program
from fourfold.domain.rule import Comparator, Measure, Rule
from fourfold.domain.text import Language, Text, closed_up
from fourfold.engine.index import Index

Sentence = tuple[str, str]
"""English with {names} to fill, and Chinese."""

PER_CENT = frozenset(
    {
        Measure.ITEMS_MET_SHARE,
        Measure.MET_WEIGHT,
        Measure.PARTIAL,
        Measure.HOURS_SHARE,
        Measure.ELECTIVE_SHARE,
        Measure.PRACTICE_SHARE,
    }
)
"""The measures whose values are per cent."""

DEPTHS = {1: ("introduced", "引入"), 2: ("reinforced", "强化"), 3: ("mastered", "精通")}

SENTENCES: dict[Measure, Sentence] = {
    Measure.ITEMS_MET: (
        "Of the {leaves} items of {framework}, {amount} are met {when}.",
        "{when}，{framework} 的 {leaves} 个条目中达成的条目数{amount}。",
    ),
    Measure.ITEMS_MET_SHARE: (
        "Of the items of {framework}, {amount} are met {when}.",
        "{when}，{framework} 的条目达成率{amount}。",
    ),
    Measure.MET_WEIGHT: (
        "The items met {when} carry {amount} of the weight of {framework}.",
        "{when}，达成条目的权重占 {framework} 总权重的比例{amount}。",
    ),
    Measure.PARTIAL: (
        "Partial coverage of {framework} is {amount} {when}.",
        "{when}，{framework} 的部分覆盖度{amount}。",
    ),
    Measure.LEAST_DEPTH: (
        "The least depth over the leaves of {framework} is {amount} {when} (1 introduce, 2 reinforce, 3 master).",
        "{when}，{framework} 末级条目的最低深度{amount}（1 引入、2 强化、3 精通）。",
    ),
    Measure.HOURS: ("{Hours} are {amount}.", "{hours_zh}{amount}。"),
    Measure.CREDITS: ("{Credits} are {amount}.", "{credits_zh}{amount}。"),
    Measure.HOURS_SHARE: ("{Hours} are {amount} of total hours.", "{hours_zh}占总学时的比例{amount}。"),
    Measure.ELECTIVE_SHARE: (
        "Elective hours{in_categories} are {amount} of total hours.",
        "{in_categories}选修学时占总学时的比例{amount}。",
    ),
    Measure.PRACTICE_SHARE: ("Practice hours are {amount} of total hours.", "实践学时占总学时的比例{amount}。"),
    Measure.TERM_CREDITS: ("The credits of {each_term} are {amount}.", "{each_term}的学分{amount}。"),
    Measure.WEEKLY_HOURS: ("The weekly hours of {each_term} are {amount}.", "{each_term}的周学时{amount}。"),
    Measure.MODULES: ("Each program has {amount} modules{in_categories}.", "每个专业{in_categories}的模块数{amount}。"),
    Measure.COMMON_MODULES: (
        "The cluster has {amount} common modules{in_categories}.",
        "专业群{in_categories}的公共模块数{amount}。",
    ),
    Measure.COURSES: (
        "Each plan requires {amount} courses{in_categories}.",
        "每个方案{in_categories}的必修课程门数{amount}。",
    ),
    Measure.RECOMMENDED_CERTIFICATIONS: (
        "Each program recommends {amount} certifications.",
        "每个专业推荐的证书数{amount}。",
    ),
    Measure.COMPLEXITY: ("The complexity of each plan is {amount}.", "每个方案的课程复杂度{amount}。"),
    Measure.HOURS_PER_CREDIT: (
        "Each classroom course{of_courses} has {amount} hours per credit.",
        "{of_courses}每门课堂教学课程每学分的学时{amount}。",
    ),
    Measure.CONCENTRATED_WEEKS: (
        "Each concentrated course{of_courses} lasts {amount} weeks.",
        "{of_courses}每门集中实践课程的周数{amount}。",
    ),
    Measure.CREDITS_PER_WEEK: (
        "Each concentrated course{of_courses} gives {amount} credits per week.",
        "{of_courses}每门集中实践课程每周的学分{amount}。",
    ),
}


def describe(index: Index, *, rule: Rule) -> Text:
    """A rule as a sentence, such as "Practice hours are at least 50 % of total hours."."""
    return Text(en=_sentence(index, rule, "en"), zh=closed_up(_sentence(index, rule, "zh")))


def _sentence(index: Index, rule: Rule, language: Language) -> str:
    english = language == "en"
    template = (_plain(rule) or SENTENCES[rule.measure])[0 if english else 1]
    names = _names(index, rule, language)
    return _prefix(index, rule, language) + template.format_map(names)


def _plain(rule: Rule) -> Sentence | None:
    """The plain words for the commonest promise: every leaf at least so deep."""
    depth = DEPTHS.get(int(rule.value))
    if rule.measure is not Measure.LEAST_DEPTH or rule.comparator is not Comparator.AT_LEAST or depth is None:
        return None
    return f"Every leaf of {{framework}} is at least {depth[0]} {{when}}.", (
        f"{{when}}，{{framework}} 的每个末级条目至少达到“{depth[1]}”。"
    )


def _names(index: Index, rule: Rule, language: Language) -> dict[str, str]:
    categories = _titles(index.categories, rule.scope.categories, language)
    courses = _titles(index.courses, rule.scope.courses, language)
    framework = index.frameworks.get(rule.scope.framework or "")
    english = language == "en"
    inside = (f" in {categories}" if english else f"在{categories}中") if categories else ""
    return {
        "framework": framework.title.in_language(language) if framework else "?",
        "leaves": str(len(framework.leaves())) if framework else "?",
        "amount": _amount(rule, language),
        "when": _when(rule, language),
        "each_term": _each_term(rule, language),
        "Hours": f"The hours of {categories}" if categories else "Total hours",
        "hours_zh": f"{categories}学时" if categories else "总学时",
        "Credits": f"The credits of {categories}" if categories else "Total credits",
        "credits_zh": f"{categories}学分" if categories else "总学分",
        "in_categories": inside,
        "of_courses": (f" ({courses})" if english else f"{courses}：") if courses else inside,
    }


def _titles(nouns: dict[str, Category] | dict[str, Course], keys: Iterable[str], language: Language) -> str:
    wanted = set(keys)
    titles = (noun.title.in_language(language) for key, noun in nouns.items() if key in wanted)
    return (", " if language == "en" else "、").join(titles)


def _prefix(index: Index, rule: Rule, language: Language) -> str:
    """Whom a rule speaks of, where it does not speak of all."""
    programs: Iterable[Program] = (each for key, each in index.programs.items() if key in rule.scope.programs)
    named = [*(each.title.in_language(language) for each in programs), *rule.scope.training_types]
    if not named:
        return ""
    return f"{', '.join(named)}: " if language == "en" else f"{'、'.join(named)}："


def _when(rule: Rule, language: Language) -> str:
    term = rule.scope.term
    if language == "en":
        return "at its sitting" if term is None else f"by the end of term {term}"
    return "考核时" if term is None else f"第 {term} 学期结束时"


def _each_term(rule: Rule, language: Language) -> str:
    term = rule.scope.term
    if language == "en":
        return "each term" if term is None else f"term {term}"
    return "每学期" if term is None else f"第 {term} 学期"


ENGLISH: dict[Comparator, Callable[[str, str], str]] = {
    Comparator.AT_LEAST: lambda value, _: f"at least {value}",
    Comparator.AT_MOST: lambda value, _: f"at most {value}",
    Comparator.EQUAL: lambda value, _: f"exactly {value}",
    Comparator.BETWEEN: lambda value, upper: f"{value} to {upper}",
}
CHINESE: dict[Comparator, Callable[[str, str], str]] = {
    Comparator.AT_LEAST: lambda value, _: f"不少于 {value}",
    Comparator.AT_MOST: lambda value, _: f"不超过 {value}",
    Comparator.EQUAL: lambda value, _: f"恰为 {value}",
    Comparator.BETWEEN: lambda value, upper: f"为 {value} 至 {upper}",
}


def _amount(rule: Rule, language: Language) -> str:
    unit = " %" if rule.measure in PER_CENT else ""
    words = ENGLISH if language == "en" else CHINESE
    upper = "?" if rule.upper is None else _number(rule.upper)
    return words[rule.comparator](_number(rule.value), upper) + unit


def _number(value: Decimal) -> str:
    return str(exact(value))
