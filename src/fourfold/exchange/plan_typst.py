"""A program-plan document as PDF, set by Typst from a template: the same paper, template and fonts give the same bytes.

A template is a program of its author's: it runs in a process of its own that reads nothing but the template, reaches no
network, and is stopped when it takes too long.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from fourfold.domain.text import Text
from fourfold.exchange.plan_paper import Block, Body, Grid, Heading, Note, Paper
from fourfold.exchange.plan_template import TYPST_FILE, BadTemplate, CannotSet, Template
from fourfold.exchange.plan_typst_child import MOST_SECONDS, NO_CHINESE_FONT, TEMPLATE_IS_WRONG, Request

MAIN_FILE = "fourfold-main.typ"
_NOWHERE = "http://127.0.0.1:9"
_KINDS = {Grid: "grid", Heading: "heading", Body: "body", Note: "note"}
_MARK = """#set page(background: rotate(-45deg, text(
  font: ("Noto Sans CJK SC", "Source Han Sans SC", "SimHei", "Heiti SC"), size: 90pt, fill: luma(236), [草稿 DRAFT],
)))
"""
_LONGEST_DIAGNOSIS = 2_000
_EXHAUSTED = (b"MemoryError", b"PanicException")
_NO_FONT = Text(
    en="No font here shows Chinese. Debian: apt-get install fonts-noto-cjk; or put a font into the template's folder.",
    zh="本机没有可显示中文的字体。Debian：apt-get install fonts-noto-cjk；或将字体文件放入模板文件夹。",
)


def plan_pdf(paper: Paper, template: Template, *, seconds: int = MOST_SECONDS) -> bytes:
    """The document as the bytes of a PDF, or `CannotSet`; the template has so many seconds."""
    template.needed(TYPST_FILE)
    with tempfile.TemporaryDirectory() as folder:
        root, empty = Path(folder, "template"), Path(folder, "packages")
        empty.mkdir()
        _lay_out(root, paper, template)
        return _set(
            Request(
                root=str(root),
                main=str(root / MAIN_FILE),
                empty=str(empty),
                paper=json.dumps(_tree(paper), ensure_ascii=False),
                day=paper.day.isoformat() if paper.day else None,
            ),
            seconds,
        )


def _lay_out(root: Path, paper: Paper, template: Template) -> None:
    for name, content in template.files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (root / MAIN_FILE).write_text(f'{_MARK if paper.draft else ""}#include "{TYPST_FILE}"\n', encoding="utf-8")


def _tree(paper: Paper) -> dict[str, Any]:
    parts = {name: [_block(each) for each in blocks] for name, blocks in paper.parts.items()}
    return {"tongue": paper.tongue, "draft": paper.draft, "facts": dict(paper.facts), "parts": parts}


def _block(block: Block) -> dict[str, Any]:
    return {"kind": _KINDS[type(block)], **asdict(block)}


def _set(request: Request, seconds: int) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "fourfold.exchange.plan_typst_child"],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env=_environment(),
            cwd=request["empty"],
        )
    except subprocess.TimeoutExpired as error:
        raise _took_too_much(seconds) from error
    if done.returncode == NO_CHINESE_FONT:
        raise CannotSet(_NO_FONT.in_language("en"), _NO_FONT.in_language("zh"))
    if done.returncode == TEMPLATE_IS_WRONG:
        said = done.stderr.decode("utf-8", "replace")[:_LONGEST_DIAGNOSIS].replace(f"{request['root']}/", "")
        raise BadTemplate(f"Typst refuses the template: {said}", f"Typst 无法排版该模板：{said}")
    if done.returncode < 0 or any(sign in done.stderr for sign in _EXHAUSTED):
        raise _took_too_much(seconds)
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    return done.stdout


def _took_too_much(seconds: int) -> BadTemplate:
    return BadTemplate(
        f"The template takes more than {seconds} seconds, or too much memory.",
        f"该模板耗时超过 {seconds} 秒，或占用内存过多。",
    )


def _environment() -> dict[str, str]:
    """What the process is told: where our modules are, and that the only way out leads nowhere."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy"), _NOWHERE)
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "HOME") if name in os.environ}
    return {**kept, **proxies, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "RAYON_NUM_THREADS": "2"}
