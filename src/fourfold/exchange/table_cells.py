"""What the texts of cells say: amounts, terms, hours of a term, types, required or elective."""

import re
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import normalize

from fourfold.domain.course import CourseType
from fourfold.domain.number import PLACES, exact, places

BLANKS = frozenset({"", "-", "--", "—", "——", "/", "\\", "…", "n/a"})
MOST = 1_000_000
MOST_WEEKS = 10_000
LAST_TERM = 20
_MOST_WEEKLY_HOURS = 40


class NotUnderstood(ValueError):
    """A text that a field cannot have, with what it could have been."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


def blank(text: str) -> bool:
    """Whether a cell says nothing: empty, or a dash."""
    return text.strip().lower() in BLANKS


_AMOUNT = re.compile(r"(\d{1,7}(?:\.\d{1,6})?)\s*(?:学时|学分|课时|节|个?学期|h|hours?|credits?)?", re.IGNORECASE)


def amount(text: str) -> Decimal:
    """An exact decimal of at most two places.

    >>> amount("3.50"), amount("64 学时"), amount("６４")
    (Decimal('3.5'), Decimal('64'), Decimal('64'))
    """
    match = _AMOUNT.fullmatch(normalize("NFKC", text).strip())
    number = exact(Decimal(match[1])) if match else None
    if number is None or number > MOST or places(number) > PLACES:
        raise NotUnderstood("a number of at most two decimal places")
    return number


def whole(text: str) -> int:
    """A whole number; weeks may say so.

    >>> whole("16"), whole("2 周")
    (16, 2)
    """
    try:
        number = amount(re.sub(r"(周|weeks?)\s*$", "", text))
    except NotUnderstood:
        number = None
    if number is None or places(number) or number > MOST_WEEKS:
        raise NotUnderstood("a whole number")
    return int(number)


_DIGITS = {each: str(number) for number, each in enumerate("一二三四五六七八九", 1)}
_CHINESE_TEN = re.compile("十([一二]?)")


def arabic(text: str) -> str:
    """Chinese numerals up to twelve as digits.

    >>> arabic("第三学期"), arabic("十二"), arabic("选修十学分")
    ('第3学期', '12', '选修10学分')
    """
    tens = _CHINESE_TEN.sub(lambda match: str(10 + int(_DIGITS.get(match[1], "0"))), normalize("NFKC", text))
    return "".join(_DIGITS.get(each, each) for each in tens.replace("两", "2"))


_ONE_TERM = re.compile(r"(?:term|semester)?第?(\d{1,2})(?:学期|期)?", re.IGNORECASE)


def terms(text: str) -> tuple[int, ...]:
    """Terms by number.

    >>> terms("1-4"), terms("第三学期"), terms("2、4"), terms("第1至2学期")
    ((1, 2, 3, 4), (3,), (2, 4), (1, 2))
    """
    found: list[int] = []
    for part in re.split(r"[、,，;；/&和与]", re.sub(r"\s+", "", arabic(text))):
        ends = re.split(r"[-~–—至到]", part)
        numbers = [match for each in ends if (match := _ONE_TERM.fullmatch(each))]
        if not numbers or len(numbers) != len(ends) or len(ends) > 2:  # noqa: PLR2004 - from, to
            raise NotUnderstood("terms by number, such as 3, 1-4 or 2、4")
        found += range(int(numbers[0][1]), int(numbers[-1][1]) + 1)
    if not found or min(found) < 1 or max(found) > LAST_TERM:
        raise NotUnderstood(f"terms from 1 to {LAST_TERM}")
    return tuple(sorted(set(found)))


@dataclass(frozen=True, slots=True, kw_only=True)
class InTerm:
    """What a course does in one term: nothing but a mark, weekly hours (and weeks), or concentrated weeks."""

    weekly: Decimal | None = None
    weeks: int | None = None
    concentrated: int | None = None


_MARKS = frozenset("√✓✔●▲★☆*◎○△■▪◆◇※#xX")
_TIMES = re.compile(r"(\d+(?:\.\d+)?)(周)?\s*[*×xX✕]\s*(\d+(?:\.\d+)?)(周)?")
_GOES_ON = frozenset({"续", "goes on"})
_CONCENTRATED = re.compile(r"(\d+)\s*(?:周|w|weeks?)", re.IGNORECASE)


def may_run(text: str) -> bool:
    """Whether an elective may, but need not, be taken in a term, as our own plan document says it.

    >>> may_run("选"), may_run("(4)"), may_run("4")
    (True, True, False)
    """
    said = normalize("NFKC", text).strip()
    return said in {"选", "e"} or re.fullmatch(r"\(.*\)", said) is not None


def in_term(text: str) -> InTerm:
    """The cell of a term.

    >>> in_term("√") == InTerm(), in_term("2周").concentrated, in_term("4×16").weeks, in_term("4*16").weekly
    (True, 2, 16, Decimal('4'))
    """
    said = re.sub(r"[(（].*?[)）]", "", normalize("NFKC", text)).strip()
    if (said and set(said) <= _MARKS) or said in _GOES_ON:
        return InTerm()
    if match := _CONCENTRATED.fullmatch(said):
        return InTerm(concentrated=int(match[1]))
    if match := _TIMES.fullmatch(said):
        return times(match)
    try:
        number = amount(said)
    except NotUnderstood:
        raise NotUnderstood("weekly hours, 4*16, 2周 or a mark such as √") from None
    return InTerm(weekly=number if number <= _MOST_WEEKLY_HOURS else None)


def weeks_by_hours(text: str) -> InTerm:
    """Hours per week × weeks, or concentrated weeks."""
    said = in_term(text)
    if said.weeks is None and said.concentrated is None:
        raise NotUnderstood("4*16 or 2周")
    return said


def times(match: re.Match[str]) -> InTerm:
    """Weekly hours × weeks: what has a 周 is the weeks, else the greater number is."""
    first, second = amount(match[1]), amount(match[3])
    swapped = bool(match[2]) or (not match[4] and first > second)
    weekly, weeks = (second, first) if swapped else (first, second)
    return InTerm(weekly=weekly, weeks=whole(str(weeks)))


_TYPES = (
    (re.compile(r"a|a类.*|(纯)?理论(课|课程|类|型)?|theory"), CourseType.THEORY),
    (re.compile(r"c|c类.*|(纯|综合|集中)?(实践|实训)(课|课程|类|型|环节)?|practice|practical"), CourseType.PRACTICE),
    (
        re.compile(r"b|b类.*|理实一体化?.*|理论[加+和与]实践.*|理论/实践.*|mixed|theory(and|with|\+)practice"),
        CourseType.MIXED,
    ),
)


def course_type(text: str) -> CourseType:
    """A, B or C.

    >>> course_type("B类（理论+实践）").value, course_type("纯实践课").value
    ('mixed', 'practice')
    """
    said = re.sub(r"\s+", "", normalize("NFKC", text)).lower()
    for pattern, kind in _TYPES:
        if pattern.fullmatch(said):
            return kind
    raise NotUnderstood("A (theory), B (mixed) or C (practice)")


_ELECTIVE = re.compile(r"选修|限选|任选|选课|可选|^选$|elective|optional", re.IGNORECASE)
_REQUIRED = re.compile(r"必修|必选|^必$|required|compulsory|mandatory", re.IGNORECASE)


def required(text: str) -> bool:
    """Whether a course is required, or elective.

    >>> required("必修"), required("专业限选课")
    (True, False)
    """
    if _REQUIRED.search(text):
        return True
    if _ELECTIVE.search(text):
        return False
    raise NotUnderstood("必修 or 选修 (required or elective)")


def yes(text: str) -> bool:
    """Yes or no."""
    said = normalize("NFKC", text).strip().lower()
    if said in {"是", "√", "✓", "y", "yes", "true", "1", "可选", "optional"}:
        return True
    if said in {"否", "×", "n", "no", "false", "0"}:
        return False
    raise NotUnderstood("是 or 否 (yes or no)")
