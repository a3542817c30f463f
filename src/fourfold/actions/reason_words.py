"""The reasons of a suggestion in words, in both languages: for pages, the terminal and the API."""

from collections.abc import Callable, Iterable, Mapping

from fourfold.domain.framework import Item
from fourfold.domain.marks import Key
from fourfold.domain.text import Language, Text
from fourfold.engine.index import Index
from fourfold.engine.suggestion import Reason, Sign


def why(index: Index, reason: Reason) -> Text:
    """One reason as a phrase that stands alone."""
    return _PHRASES[reason.sign](index, reason)


def _words(_index: Index, reason: Reason) -> Text:
    own, carried = _quoted(reason.words), _quoted(reason.translated)
    en = (
        f"shares {', '.join(own)}" if own else "",
        f"says {', '.join(carried)} in the other language" if carried else "",
    )
    zh = (f"共有词语{'、'.join(own)}" if own else "", f"另一语言中的对应词语{'、'.join(carried)}" if carried else "")
    return Text(
        en="; ".join(filter(None, en)) or "shares only words that many texts have",
        zh="；".join(filter(None, zh)) or "仅有常见词语相同",
    )


def _quoted(words: Iterable[str]) -> list[str]:
    return [f"“{word}”" for word in words]


def _meaning(_index: Index, _reason: Reason) -> Text:
    return Text(en="close in meaning", zh="语义相近")


def _alike(index: Index, reason: Reason) -> Text:
    codes = _outcomes(index, reason.outcomes)
    return Text(
        en=f"outcomes like this one serve it: {', '.join(codes)}", zh=f"相似的学习成果已支撑它：{'、'.join(codes)}"
    )


def _elsewhere(index: Index, reason: Reason) -> Text:
    en, zh = ([_item(index, key, language) for key in reason.items] for language in _LANGUAGES)
    return Text(en=f"already serves nearly the same item: {', '.join(en)}", zh=f"已支撑几乎相同的条目：{'、'.join(zh)}")


def _course(index: Index, reason: Reason) -> Text:
    codes = _outcomes(index, reason.outcomes)
    return Text(
        en=f"other outcomes of the course serve it: {', '.join(codes)}",
        zh=f"本课程的其他学习成果已支撑它：{'、'.join(codes)}",
    )


def _sibling(index: Index, reason: Reason) -> Text:
    en, zh = ([index.items[key].title.in_language(language) for key in reason.items] for language in _LANGUAGES)
    return Text(en=f"the course serves of the same group: {'; '.join(en)}", zh=f"本课程已支撑同组条目：{'；'.join(zh)}")


def _program(index: Index, reason: Reason) -> Text:
    codes = [index.programs[key].code for key in reason.programs]
    return Text(
        en=f"named by programs that can take the course: {', '.join(codes)}",
        zh=f"可开设本课程的专业列有该标准：{'、'.join(codes)}",
    )


def _technology(_index: Index, reason: Reason) -> Text:
    codes = reason.technologies
    return Text(en=f"technology in common: {', '.join(codes)}", zh=f"技术相同：{'、'.join(codes)}")


def _outcomes(index: Index, keys: Iterable[Key]) -> list[str]:
    return [index.outcomes[key].code for key in keys]


def _item(index: Index, key: Key, language: Language) -> str:
    item: Item = index.items[key]
    framework = next(each.code for each in index.frameworks.values() if item in each.leaves())
    return f"{framework} {item.title.in_language(language)}"


_LANGUAGES: tuple[Language, Language] = ("en", "zh")
_PHRASES: Mapping[Sign, Callable[[Index, Reason], Text]] = {
    Sign.WORDS: _words,
    Sign.MEANING: _meaning,
    Sign.ALIKE: _alike,
    Sign.ELSEWHERE: _elsewhere,
    Sign.COURSE: _course,
    Sign.SIBLING: _sibling,
    Sign.PROGRAM: _program,
    Sign.TECHNOLOGY: _technology,
}
