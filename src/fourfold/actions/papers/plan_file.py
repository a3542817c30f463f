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
    except CannotSet as error:
        raise Refused(error.why) from error
    return file_of(paper_of(opened, plan=plan, tongue=tongue), template, suffix=suffix)


def file_of(paper: Paper, template: Template, *, suffix: str) -> bytes:
    """A paper as a file; what was written of the same paper by the same template is kept."""
    read = digest_of((_digest(repr(paper).encode()), *(_named(*each) for each in template.files.items())))
    try:
        return _KEPT.ask(Question(name="paper", arguments=suffix, read=read), lambda: _written(paper, template, suffix))
    except CannotSet as error:
        raise Refused(error.why) from error


def _named(name: str, content: bytes) -> str:
    return _digest(f"{name}\n".encode() + content)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


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
