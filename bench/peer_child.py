"""The other side of a comparison: runs in an environment of its own, times itself, answers one JSON line a request.

Nothing of Fourfold is imported here, and nothing of the peer's is imported there.
"""

import gc
import json
import sys
import time

import curricularanalytics as peer

Timed = tuple[float, dict[str, list[float]]]
"""Seconds of processor time, and the figures of every course."""


def figures(curriculum: peer.Curriculum, name: str) -> dict[str, list[float]]:
    found = {}
    for course in curriculum.courses:
        found[str(getattr(course, name))] = [
            curriculum.blocking_factor(course),
            curriculum.delay_factor(course),
            curriculum.centrality(course),
            curriculum.complexity(course),
        ]
    return found


def from_file(path: str) -> Timed:
    started = time.process_time()
    found = figures(peer.read_csv(path), "id")
    return time.process_time() - started, found


def in_memory(size: int, pairs: list[tuple[int, int]]) -> Timed:
    """Making the courses and the curriculum is left out of the time: only the metrics count."""
    courses = [peer.Course(str(number), 3, id=number + 1) for number in range(size)]
    for earlier, later in pairs:
        courses[later].add_requisite(courses[earlier], peer.pre)
    curriculum = peer.Curriculum("seeded", courses)
    started = time.process_time()
    found = figures(curriculum, "name")
    return time.process_time() - started, found


def main() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr
    gc.disable()
    for line in sys.stdin:
        request = json.loads(line)
        if "path" in request:
            seconds, found = from_file(request["path"])
        else:
            seconds, found = in_memory(request["size"], request["pairs"])
        gc.collect()
        print(json.dumps({"seconds": seconds, "figures": found}), file=answers, flush=True)


if __name__ == "__main__":
    main()
