"""Which bodies a release needs: those of the open round, or the one that approved an amendment.

No reason replaces them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fourfold.actions.refused import Refused
from fourfold.domain.round import Amendment, Round
from fourfold.domain.text import Text
from fourfold.engine.round import Lack, Reason, lacking
from fourfold.store import rounds
from fourfold.store.read import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """What a release of a draft with one root needs of bodies, and has.

    `required` from the first round of a cluster on. `lacks` are the stages of the open `round` without which nothing
    can be released; where no round is open, one of `amendments` must have been approved as this root.
    """

    required: bool
    round: Round | None = None
    lacks: tuple[Lack, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    @property
    def given(self) -> bool:
        """Whether the draft can be released as far as bodies go."""
        return not self.required or bool(self.round and not self.lacks) or bool(self.amendments)


class Unapproved(Refused):
    """A body has not approved what is to be released."""


def approval(document: str, *, root: str) -> Approval:
    """What bodies say of the draft of a document with this root."""
    found = rounds.open_round(document)
    if found is not None:
        return Approval(required=True, round=found, lacks=lacking(found, root=root))
    if not rounds.has_rounds(document):
        return Approval(required=False)
    waiting = (each for each in rounds.amendments_of(document) if each.root == root and not each.release)
    return Approval(required=True, amendments=tuple(waiting))


def conclude(document: str, release: Published, *, now: datetime) -> None:
    """End the round, or the amendment, that led to a release; `Unapproved` where none did.

    Called in the transaction that makes the release.
    """
    found = approval(document, root=release.root)
    if not found.given:
        raise Unapproved(unapproved(found))
    if found.round is not None:
        rounds.end(found.round.key, at=now, release=release.name)
    rounds.release_amendments(document, of=release.root, release=release.name)


def unapproved(found: Approval) -> Text:
    """What bodies keep a release from, in words."""
    if found.round is None:
        return Text(
            en="Releases of this cluster come out of revision rounds, and none is open: open one, or record the "
            "amendment that a body has approved for named classes.",
            zh="本专业群通过年度修订发布，目前没有进行中的修订：请先启动修订，或登记已经审定、适用于指定班级的调整。",
        )
    return Text(
        en=f"The round {found.round.name} stops this release: {'; '.join(_said(found.lacks, 'en'))}.",
        zh=f"修订“{found.round.name}”尚不能发布：{'；'.join(_said(found.lacks, 'zh'))}。",
    )


def _said(lacks: Sequence[Lack], language: str) -> list[str]:
    every = (lack_words(each) for each in lacks)
    return [each.in_language("zh" if language == "zh" else "en") for each in every]


def lack_words(lack: Lack) -> Text:
    """Why a body keeps a release from being made."""
    en, zh = lack.stage.body.in_language("en"), lack.stage.body.in_language("zh")
    return {
        Reason.NOT_APPROVED: Text(en=f"{en}: no approval yet", zh=f"{zh}尚未通过"),
        Reason.CONDITIONS: Text(en=f"{en}: approved with conditions only", zh=f"{zh}为有条件通过，条件须落实后再审定"),
        Reason.OTHER_DRAFT: Text(en=f"{en}: approved another state of the draft", zh=f"{zh}通过的是另一稿"),
    }[lack.reason]
