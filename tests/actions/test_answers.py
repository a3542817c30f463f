"""Answers are kept by what they read, and only the newest are kept."""

from fourfold.actions.answers import Answers, Question, digest_of


def question(read: str) -> Question:
    return Question(name="q", arguments=(), read=read)


def test_the_same_question_about_the_same_bytes_is_worked_out_once() -> None:
    answers, worked = Answers(), []
    for _ in range(3):
        assert answers.ask(question("a"), lambda: worked.append(1) or 7) == 7
    assert worked == [1]


def test_other_bytes_are_another_question() -> None:
    answers = Answers()
    assert [answers.ask(question(read), lambda read=read: read) for read in ("a", "b", "a")] == ["a", "b", "a"]
    assert len(answers) == 2


def test_what_was_asked_longest_ago_goes_first() -> None:
    answers, worked = Answers(most=2), []
    for read in ("a", "b", "a", "c", "a", "b"):
        answers.ask(question(read), lambda read=read: worked.append(read))
    assert worked == ["a", "b", "c", "b"]


def test_an_answer_that_failed_is_not_kept() -> None:
    answers = Answers()
    for _ in range(2):
        try:
            answers.ask(question("a"), lambda: 1 // 0)
        except ZeroDivisionError:
            continue
    assert len(answers) == 0


def test_the_order_of_digests_does_not_matter() -> None:
    assert digest_of(["a", "b"]) == digest_of(["b", "a"]) != digest_of(["ab"])
