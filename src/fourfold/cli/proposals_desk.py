"""Where the proposals of a draft are asked for: in a database, or by an installation's API. Both tell JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import orjson

from fourfold.cli import remote, voice
from fourfold.cli.connect import granted, passing, today
from fourfold.cli.remote import Answered, Says
from fourfold.domain.person import OPERATOR
from fourfold.engine.merge import Side

if TYPE_CHECKING:
    from fourfold.actions.editing import Draft
    from fourfold.actions.shelf import Opened

Tree = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What is merged: these parts of a proposal (`None`: all), a side for each place in conflict, and why."""

    take: Sequence[str] | None = None
    choices: Mapping[str, Side] = field(default_factory=dict)
    why: str = ""


class Here:
    """A database of this machine, for whoever runs it."""

    def __init__(self, cluster: str, database: str | None, says: Says) -> None:
        self._institution, self._code, _ = remote.place(cluster, says)
        self._says = says
        with granted(as_json=says.as_json, lang=says.lang):
            passing(database)

    def listed(self, *, done: bool) -> Tree:
        """The proposals that wait, or those that are done with."""
        from fourfold.actions import reviewing  # noqa: PLC0415 - Django starts first
        from fourfold.actions.records.proposal import listing_records  # noqa: PLC0415 - as above

        with self._granted():
            found = reviewing.listing(self._draft(), done=done, most=remote.MOST_LISTED)
            return _json({"total": found.count, "items": listing_records(found)})

    def told(self, number: int) -> Tree:
        """A proposal with all that is in it."""
        from fourfold.actions import reviewing  # noqa: PLC0415 - Django starts first
        from fourfold.actions.records.proposal import review_record  # noqa: PLC0415 - as above

        with self._granted():
            return _json(review_record(reviewing.review(self._draft(), self._opened(), number), self._says.lang))

    def effect(self, number: int) -> Tree | None:
        """What a proposal would do; `None` of one that is done with."""
        from fourfold.actions import reviewing  # noqa: PLC0415 - Django starts first
        from fourfold.actions.records.rehearsal import effect_record  # noqa: PLC0415 - as above

        with self._granted():
            run = reviewing.review(self._draft(), self._opened(), number).rehearsal
            return _json(effect_record(run, self._says.lang)) if run else None

    def say(self, number: int, text: str) -> None:
        """Comment on a proposal."""
        from fourfold.actions import proposing  # noqa: PLC0415 - Django starts first

        with self._granted():
            proposing.say(self._draft(), number, text)

    def decline(self, number: int, why: str) -> None:
        """Decline a proposal."""
        from fourfold.actions import reviewing  # noqa: PLC0415 - Django starts first

        with self._granted():
            reviewing.decline(self._draft(why), number)

    def merge(self, number: int, asked: Merge) -> tuple[str, ...]:
        """Merge a proposal; the places in conflict that nobody has chosen about, and then nothing is written."""
        from fourfold.actions import reviewing  # noqa: PLC0415 - Django starts first
        from fourfold.actions.editing import FieldClash  # noqa: PLC0415 - as above

        with self._granted():
            choosing = reviewing.Choosing(taken=asked.take, choices=asked.choices, shown=self._shown(number))
            try:
                reviewing.merge_proposal(self._draft(asked.why), number, choosing=choosing)
            except FieldClash as clash:
                return tuple(each.place for each in clash.conflicts)
            return ()

    def _shown(self, number: int) -> Mapping[str, str]:
        from fourfold.actions import reviewing  # noqa: PLC0415 - Django starts first

        digests, seen = self._opened().digests, reviewing.glimpse(self._draft(), number)
        return {each.key: digests.get(each.key, "") for each in seen.proposal.changes}

    def _opened(self) -> "Opened":
        from fourfold.actions import shelf  # noqa: PLC0415 - Django starts first

        found = shelf.open_cluster(self._institution, self._code, viewer=OPERATOR, today=today())
        if found is None:
            self._says.refuse("There is no such draft.", "没有这样的草稿。", code=voice.REFUSED)
        return found

    def _draft(self, why: str = "") -> "Draft":
        from fourfold.actions.editing import Draft  # noqa: PLC0415 - Django starts first

        now = datetime.now(UTC)
        return Draft(institution=self._institution, cluster=self._code, viewer=OPERATOR, now=now, why=why)

    def _granted(self) -> Any:  # noqa: ANN401 - a context manager of the standard library
        return granted(as_json=self._says.as_json, lang=self._says.lang)


class There:
    """An installation, for whoever has the token in FOURFOLD_TOKEN."""

    def __init__(self, server: str, cluster: str, says: Says) -> None:
        self._server, self._cluster, self._says = server, cluster, says
        self._where = f"{remote.address(cluster, says)}/proposals"

    def listed(self, *, done: bool) -> Tree:
        """The proposals that wait, or those that are done with."""
        return self._ask("GET", f"?done={str(done).lower()}&limit={remote.MOST_LISTED}").tree()

    def told(self, number: int) -> Tree:
        """A proposal with all that is in it."""
        return self._ask("GET", f"/{number}").tree()

    def effect(self, number: int) -> Tree | None:
        """What a proposal would do; `None` of one that is done with."""
        if self.told(number)["stage"] not in {"draft", "open"}:
            return None
        return self._ask("GET", f"/{number}/effect").tree()

    def say(self, number: int, text: str) -> None:
        """Comment on a proposal."""
        self._ask("POST", f"/{number}/comments", {"text": text})

    def decline(self, number: int, why: str) -> None:
        """Decline a proposal, as it is read just before."""
        self._decided(number, "decline", {"why": why})

    def merge(self, number: int, asked: Merge) -> tuple[str, ...]:
        """Merge a proposal, as it is read just before; the places in conflict that nobody has chosen about."""
        body: Tree = {"choices": {place: side.value for place, side in asked.choices.items()}, "why": asked.why}
        if asked.take is not None:
            body["take"] = list(asked.take)
        answered = self._decided(number, "merge", body)
        return tuple(answered.tree().get("conflicts", ())) if answered.status != httpx.codes.OK else ()

    def _decided(self, number: int, deed: str, body: Tree) -> Answered:
        read = self._ask("GET", f"/{number}")
        return self._ask("POST", f"/{number}/{deed}", body, {"If-Match": f'"{read.etag}"'})

    def _ask(self, method: str, path: str, body: Tree | None = None, headers: dict[str, str] | None = None) -> Answered:
        content = None if body is None else orjson.dumps(body)
        answered = remote.ask(method, self._server, self._where + path, self._says, body=content, headers=headers)
        in_conflict = answered.status == httpx.codes.PRECONDITION_FAILED and "conflicts" in answered.tree()
        if answered.status >= httpx.codes.BAD_REQUEST and not in_conflict:
            remote.explain(answered, self._cluster, self._says)
        return answered


Desk = Here | There


def desk(server: str | None, cluster: str, database: str | None, says: Says) -> Desk:
    """Where the proposals of a cluster are: in an installation where one is named, else in a database."""
    if server is not None and database is not None:
        says.refuse("Say --server or --database, not both.", "--server 与 --database 只能选择其一。")
    return Here(cluster, database, says) if server is None else There(server, cluster, says)


def _json(record: Tree) -> Tree:
    """A record as the API would have it."""
    found: Tree = json.loads(orjson.dumps(record))
    return found
