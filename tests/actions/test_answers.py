"""Answers are kept by what they read, and only the newest are kept."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier
from time import sleep

from fourfold.actions.answers import Answers, Question, digest_of


def question(read: str) -> Question:
    return Question(name="q", arguments=(), read=read)


class Worker:
    """Works out that a question's bytes are what they are, and remembers for which it had to."""

    def __init__(self) -> None:
        self.worked: list[str] = []

    def ask(self, answers: Answers, read: str) -> str:
        def work() -> str:
            self.worked.append(read)
            return read

        return answers.ask(question(read), work)


def test_the_same_question_about_the_same_bytes_is_worked_out_once() -> None:
    answers, worker = Answers(), Worker()
    assert [worker.ask(answers, "a") for _ in range(3)] == ["a", "a", "a"]
    assert worker.worked == ["a"]


def test_other_bytes_are_another_question() -> None:
    answers, worker = Answers(), Worker()
    assert [worker.ask(answers, read) for read in ("a", "b", "a")] == ["a", "b", "a"]
    assert len(answers) == 2


def test_what_was_asked_longest_ago_goes_first() -> None:
    answers, worker = Answers(most=2), Worker()
    for read in ("a", "b", "a", "c", "a", "b"):
        worker.ask(answers, read)
    assert worker.worked == ["a", "b", "c", "b"]


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


def test_of_those_who_ask_at_once_one_works_and_the_others_wait() -> None:
    answers, worked, everybody = Answers(), list[int](), Barrier(4)

    def work(who: int) -> int:
        worked.append(who)
        sleep(0.05)
        return who

    def ask(who: int) -> int:
        everybody.wait()
        return answers.ask(question("a"), lambda: work(who))

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(ask, range(4)))
    assert told == worked * 4


def test_whoever_waited_for_one_who_failed_works_in_turn() -> None:
    answers, both, tries = Answers(), Barrier(2), count()

    def work() -> str:
        if next(tries) == 0:
            sleep(0.05)
            raise ZeroDivisionError
        return "found"

    def ask(_who: int) -> str:
        both.wait()
        try:
            return answers.ask(question("a"), work)
        except ZeroDivisionError:
            return "failed"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(ask, range(2))) == ["failed", "found"]


def test_an_answer_may_ask_another_question_and_even_its_own() -> None:
    answers = Answers()
    told = answers.ask(
        question("a"), lambda: answers.ask(question("a"), lambda: "inner") + answers.ask(question("b"), lambda: "b")
    )
    assert (told, len(answers)) == ("innerb", 2)
