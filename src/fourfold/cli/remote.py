"""An installation instead of a path: `--server URL --cluster INSTITUTION/CODE[/STATE]`, with refusals in words."""

import json
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, NoReturn

import httpx
import typer

from fourfold.cli import voice
from fourfold.domain.text import Language, Text
from fourfold.exchange.document import read_document_text
from fourfold.exchange.places import Places
from fourfold.exchange.reading import Reading

TOKEN = "FOURFOLD_TOKEN"  # noqa: S105 - the name of a variable
DRAFT = "draft"
PATIENCE_SECONDS = 60.0
CONNECT_SECONDS = 10.0
MOST_LISTED = 500
MOST_BYTES = 128 * 1024 * 1024
_CODE = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}"
_PLACE = re.compile(f"({_CODE})/({_CODE})(?:/({_CODE}))?")

Server = Annotated[
    str | None,
    typer.Option("--server", metavar="URL", help="Ask an installation instead of PATH; its token from FOURFOLD_TOKEN."),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="INSTITUTION/CODE[/STATE]", help="With --server: which cluster, in its draft or a release."
    ),
]
MaybePath = Annotated[
    Path | None,
    typer.Argument(
        metavar="PATH",
        help="A folder of YAML files, an Excel workbook (.xlsx), a JSON document or a Curricular Analytics CSV.",
        parser=voice.path_said,
    ),
]


@dataclass(frozen=True, slots=True)
class Says:
    """How to answer."""

    as_json: bool
    lang: Language

    def refuse(self, en: str, zh: str, code: int = voice.UNREADABLE) -> NoReturn:
        """Say why not, and leave."""
        voice.refuse(Text(en=en, zh=zh), as_json=self.as_json, lang=self.lang, code=code)


@dataclass(frozen=True, slots=True)
class Answered:
    """What an installation answered: the status, the body as text, the root or digest it goes by."""

    status: int
    text: str
    etag: str

    def tree(self) -> dict[str, Any]:
        """The body as JSON; nothing where it is none."""
        try:
            found = json.loads(self.text)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def source(path: Path | None, server: str | None, cluster: str | None, says: Says) -> Reading:
    """What `path` holds, or what an installation has."""
    if server is None and cluster is None and path is not None:
        return voice.reading_of(path, as_json=says.as_json, lang=says.lang)
    if server is None or cluster is None or path is not None:
        says.refuse(
            "Name a PATH, or --server URL with --cluster INSTITUTION/CODE[/STATE].",
            "请指定 PATH，或同时指定 --server URL 与 --cluster 院校/代码[/状态]。",
        )
    return pulled(server, cluster, says)


def pulled(server: str, cluster: str, says: Says) -> Reading:
    """The cluster of an installation, made from the root that it has there."""
    where = address(cluster, says)
    answered = voice.busy(f"Asking {server}", lambda: ask("GET", server, f"{where}/document", says))
    if answered.status != httpx.codes.OK:
        explain(answered, cluster, says)
    reading = read_document_text(answered.text, f"{server} {cluster}")
    if reading.unreadable:
        voice.unreadable(reading.problems, as_json=says.as_json, lang=says.lang)
    # No file of the reader's is meant: problems name nouns, as the installation itself says them.
    return replace(reading, places=Places())


def address(cluster: str, says: Says) -> str:
    """Where a state is, below the API."""
    institution, code, state = place(cluster, says)
    return f"clusters/{institution}/{code}/states/{state}"


def place(cluster: str, says: Says) -> tuple[str, str, str]:
    """The institution, the code and the state that `INSTITUTION/CODE[/STATE]` names; the draft where it names none."""
    found = _PLACE.fullmatch(cluster)
    if found is None:
        says.refuse(
            f"{cluster} is not INSTITUTION/CODE or INSTITUTION/CODE/STATE.",
            f"{cluster} 不是 院校/代码 或 院校/代码/状态。",
        )
    institution, code, state = found.groups()
    return institution, code, state or DRAFT


def ask(  # a request has this many sides
    method: str, server: str, path: str, says: Says, *, body: bytes | None = None, headers: dict[str, str] | None = None
) -> Answered:
    """One request to an installation; what keeps it from being answered is told in words."""
    token, sent = os.environ.get(TOKEN, "").strip(), dict(headers or {})
    url = _url(server, path, says)
    if token:
        _keep_secret(url, says)
        sent["Authorization"] = f"Bearer {token}"
    if body is not None:
        sent["Content-Type"] = "application/json"
    sent["Accept-Language"] = "zh-Hans" if says.lang == "zh" else "en"
    try:
        timeout = httpx.Timeout(PATIENCE_SECONDS, connect=CONNECT_SECONDS)
        with (
            httpx.Client(timeout=timeout) as client,
            client.stream(method, url, content=body, headers=sent) as response,
        ):
            return _read(response, server, says)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        _unreached(error, server, says)


def _url(server: str, path: str, says: Says) -> httpx.URL:
    try:
        url = httpx.URL(f"{server.rstrip('/')}/api/v1/{path}")
    except (httpx.InvalidURL, UnicodeError):
        url = httpx.URL("")
    if url.scheme not in {"http", "https"} or not url.host:
        says.refuse(
            f"{server} is no address of an installation: write one such as https://fourfold.example.",
            f"{server} 不是系统地址：请写成例如 https://fourfold.example。",
        )
    return url


def _keep_secret(url: httpx.URL, says: Says) -> None:
    """A token goes over an open line to this machine only."""
    if url.scheme == "http" and url.host not in {"localhost", "127.0.0.1", "::1"}:
        says.refuse(
            f"A token is not sent to {url.host} over http, where others could read it: use https.",
            f"令牌不会以 http 明文发送到 {url.host}，以免被他人读取：请使用 https。",
        )


def _read(response: httpx.Response, server: str, says: Says) -> Answered:
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > MOST_BYTES:
            says.refuse(f"{server} answers more than 128 MiB.", f"{server} 的回答超过 128 MiB。")
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if kind not in {"application/json", "application/problem+json"} or response.is_redirect:
        says.refuse(
            f"{server} does not answer as Fourfold does ({response.status_code}): is the address right?",
            f"{server} 的回答不像 Fourfold（{response.status_code}）：地址是否正确？",
        )
    etag = response.headers.get("ETag", "").removeprefix("W/").strip('"')
    return Answered(response.status_code, bytes(content).decode("utf-8", errors="replace"), etag)


def _unreached(error: Exception, server: str, says: Says) -> NoReturn:
    if isinstance(error, httpx.TimeoutException):
        says.refuse(f"{server} did not answer in time.", f"{server} 未及时回应。")
    if "CERTIFICATE" in str(error).upper() or "SSL" in str(error).upper():
        says.refuse(
            f"{server} cannot prove who it is, so nothing was sent: {error}",
            f"{server} 无法证明其身份，未发送任何内容：{error}",
        )
    says.refuse(f"{server} cannot be reached: {error}", f"无法连接 {server}：{error}")


def explain(answered: Answered, cluster: str, says: Says) -> NoReturn:
    """Say in words why a question was not answered."""
    if answered.status == httpx.codes.NOT_FOUND:
        who, who_zh = ("this token may", "此令牌") if os.environ.get(TOKEN) else ("without a token you may", "无令牌时")
        says.refuse(f"There is no {cluster} there, or {who} not see it.", f"那里没有 {cluster}，或{who_zh}无权查看。")
    if answered.status == httpx.codes.UNAUTHORIZED:
        says.refuse(
            f"The token in {TOKEN} opens nothing: it is wrong, ended or revoked."
            if os.environ.get(TOKEN)
            else f"A token is needed: put it in {TOKEN}.",
            f"{TOKEN} 中的令牌无效：有误、已过期或已撤销。" if os.environ.get(TOKEN) else f"需要令牌：请设置 {TOKEN}。",
        )
    told = answered.tree()
    why = str(told.get("detail") or told.get("title") or answered.status)
    faults = [
        f"{each.get('pointer') or each.get('parameter', '')}: {each.get('detail')}" for each in told.get("faults", [])
    ]
    said = "\n".join([why, *faults])
    says.refuse(said, said, code=voice.REFUSED)
