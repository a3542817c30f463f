"""`python -m tests.actions.deciding TIMES`: a release and a verdict that takes the approval back, at once, many times.

Each time a round is open whose one body has approved the draft. One thread publishes it; the other records that the
body returned it, or approved it with conditions only. What became of both is one line of JSON.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from threading import Barrier, Thread

import django

INSTITUTION, CLUSTER = "szpu", "ict"
TODAY = date(2026, 6, 1)


@dataclass(slots=True)
class Two:
    """What both threads do, one of them after a pause, and what became of it."""

    publish: Callable[[], object]
    decide: Callable[[], object]
    pause_seconds: float
    done: dict[str, bool]

    def run(self) -> None:
        """Both at once, each on a connection of its own."""
        barrier = Barrier(2)
        threads = [
            Thread(target=self._one, args=(barrier, "released", self.publish, 0.0)),
            Thread(target=self._one, args=(barrier, "decided", self.decide, self.pause_seconds)),
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

    def _one(self, barrier: Barrier, name: str, work: Callable[[], object], pause_seconds: float) -> None:
        from django.db import connections  # noqa: PLC0415 - Django starts first

        from fourfold.actions.refused import Refused  # noqa: PLC0415 - as above

        barrier.wait()
        time.sleep(pause_seconds)
        try:
            work()
            self.done[name] = True
        except Refused:
            self.done[name] = False
        finally:
            connections.close_all()


def main(times: int) -> int:
    django.setup()
    took_seconds = 0.0
    for number in range(times):
        begun = time.perf_counter()
        # From no pause to more than a whole release takes.
        told = raced(number, took_seconds * 1.5 * number / times)
        took_seconds = took_seconds or time.perf_counter() - begun
        print(json.dumps(told), flush=True)
    return 0


def raced(number: int, pause_seconds: float) -> dict[str, object]:
    """One release against one verdict; then how the round stands, which is ended where it is open still."""
    from fourfold.actions import rounds  # noqa: PLC0415 - Django starts first
    from fourfold.actions.releasing import Request, publish  # noqa: PLC0415 - as above
    from fourfold.actions.verdicts import Decision, record_verdict  # noqa: PLC0415 - as above
    from fourfold.domain.round import Outcome, Status  # noqa: PLC0415 - as above
    from fourfold.domain.text import Text  # noqa: PLC0415 - as above
    from tests.actions.counting import lin, root_of_draft  # noqa: PLC0415 - as above

    viewer, at, root = lin(0), rounds.At(INSTITUTION, CLUSTER, f"round-{number}"), root_of_draft(lin(0))
    stages = (rounds.Planned(body=Text(en="School")),)
    stage = rounds.open_round(at, stages=stages, viewer=viewer, now=datetime.now(UTC), today=TODAY).stages[0].key

    def decide(outcome: Outcome, back: str = "") -> None:
        said = Decision(outcome=outcome, digest=root, day=TODAY, number="1", minutes="So.", returns_to=back)
        record_verdict(at, stage, decision=said, viewer=viewer, now=datetime.now(UTC), today=TODAY)

    def release() -> None:
        asked = Request(root=root, name=f"r-{number}", reason="A race.")
        publish(INSTITUTION, CLUSTER, asked, viewer=viewer, now=datetime.now(UTC), today=TODAY)

    decide(Outcome.APPROVED)
    other = (Outcome.RETURNED, stage) if number % 2 else (Outcome.WITH_CONDITIONS, "")
    two = Two(release, lambda: decide(*other), pause_seconds, {})
    two.run()
    found = rounds.round_of(at, viewer=viewer, today=TODAY).round
    if found.status is Status.OPEN:
        rounds.abandon(at, reason="Next.", viewer=viewer, now=datetime.now(UTC), today=TODAY)
    return {
        **two.done,
        "status": found.status.value,
        "outcomes": [each.outcome.value for each in found.verdicts],
        "other": other[0].value,
    }


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
