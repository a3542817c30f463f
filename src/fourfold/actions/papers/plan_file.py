"""The program-plan document as a file, for whoever may read what it is made from: written once, then kept a while."""

from hashlib import sha256
from pathlib import Path
from threading import Lock

from fourfold.actions.answers import Answers, Question, digest_of
from fourfold.actions.papers.plan_document import paper_of
from fourfold.actions.refused import Clash, Refused
from fourfold.actions.shelf import Opened
from fourfold.domain.text import Text
from fourfold.exchange.plan_documents import our_template, plan_file
from fourfold.exchange.plan_paper import Paper, Tongue
from fourfold.exchange.plan_template import CannotSet, Template, read_template

_KEPT = Answers(most=40)
_ONE_AT_A_TIME = Lock()
_PATIENCE_SECONDS = 45.0


def plan_file_of(opened: Opened, *, plan: str, tongue: Tongue, suffix: str, folder: Path | None = None) -> bytes:
    """The document of a plan, by the template in `folder` or by ours, or `Refused` where it cannot be written."""
    try:
        template = read_template(folder) if folder else our_template(tongue)
        paper = paper_of(opened, plan=plan, tongue=tongue)
        asked = Question(
            name="plan file",
            arguments=(plan, tongue, suffix, paper.facts["institution"], paper.facts["day"], paper.draft),
            read=digest_of((opened.root, *(_named(name, content) for name, content in template.files.items()))),
        )
        return _KEPT.ask(asked, lambda: _written(paper, template, suffix))
    except CannotSet as error:
        raise Refused(error.why) from error


def _named(name: str, content: bytes) -> str:
    return sha256(f"{name}\n".encode() + content).hexdigest()


def _written(paper: Paper, template: Template, suffix: str) -> bytes:
    """A document takes seconds and much memory: one at a time, and whoever waits too long is told so."""
    if not _ONE_AT_A_TIME.acquire(timeout=_PATIENCE_SECONDS):
        raise Clash(
            Text(en="Other documents are being written: try again in a minute.", zh="正在生成其他文档：请稍后再试。")
        )
    try:
        return plan_file(paper, template, suffix)
    finally:
        _ONE_AT_A_TIME.release()
