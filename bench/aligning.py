"""(g) The alignment matrix of 400 outcomes and 300 items, opened, scrolled and walked through in Chromium."""

import random
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page

from bench.figures import Figure, in_words, percentile, skipped
from bench.pages import imported, served
from bench.synthetic import FOOTING, INSTITUTION
from fourfold.canon.agreement import link_order
from fourfold.canon.identity import cluster_key, framework_key, links_key, noun_key
from fourfold.domain.cluster import Category, Cluster, Dossier, Head
from fourfold.domain.course import CognitiveLevel, Course, CourseType, Outcome
from fourfold.domain.framework import Depth, Framework, FrameworkKind, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.module import Module
from fourfold.domain.text import Text
from fourfold.exchange.folder_write import write_folder
from tools import find_chromium
from tools.shots import browsing

SECTION = "g"
CODE = "wide"
COURSES, OUTCOMES, AREAS, LEAVES, LINKS = 50, 8, 30, 10, 5
CLUSTER, FRAMEWORK = cluster_key(INSTITUTION, CODE), framework_key(INSTITUTION, "wide")
AIM = "≤ 100 ms"
PAGE = f"{INSTITUTION}/{CODE}/align/wide"
FRAMES = """
    window.stamps = [];
    const tick = (at) => { window.stamps.push(at); requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
"""
SCROLL = """async ([down, right, frames]) => {
    const sheet = document.getElementById("sheet");
    sheet.scrollTo(0, 0);
    window.stamps.length = 0;
    for (let frame = 0; frame < frames; frame += 1) {
        await new Promise(requestAnimationFrame);
        sheet.scrollBy(right, down);
    }
}"""
WAYS = {"down": (0, 120), "across": (90, 0), "both ways at once": (60, 80)}


def wide(seed: int = 0) -> Dossier:
    """Fifty courses of eight outcomes, thirty areas of ten items, and five links for every outcome."""
    rng = random.Random(seed)
    framework = _framework()
    leaves = framework.leaves()
    module = noun_key(CLUSTER, "module", "M")
    courses = tuple(_course(n, module) for n in range(COURSES))
    cluster = Cluster(
        head=Head(
            key=CLUSTER,
            code=CODE,
            institution=INSTITUTION,
            title=Text(en="A wide cluster", zh="宽专业群"),
            categories=(Category(key=noun_key(CLUSTER, "category", "core"), code="core", title=Text(en="Core")),),
            footing=FOOTING,
        ),
        modules=(
            Module(
                key=module, code="M", title=Text(en="All"), category=noun_key(CLUSTER, "category", "core"), common=True
            ),
        ),
        courses=courses,
        links=tuple(_links(course, leaves, rng) for course in courses),
        frameworks=(FRAMEWORK,),
    )
    return Dossier(cluster=cluster, frameworks=(framework,))


def _framework() -> Framework:
    return Framework(
        key=FRAMEWORK,
        code="wide",
        family="wide",
        kind=FrameworkKind.CERTIFICATION,
        title=Text(en="A wide framework", zh="宽标准"),
        institution=INSTITUTION,
        footing=FOOTING,
        items=tuple(_item(f"A{area}", *(_item(f"A{area}.{leaf}") for leaf in range(LEAVES))) for area in range(AREAS)),
    )


def _item(code: str, *children: Item) -> Item:
    title = Text(en=f"What item {code} asks for", zh=f"条目 {code} 的要求")
    return Item(key=noun_key(FRAMEWORK, "item", code), code=code, title=title, children=children)


def _course(number: int, module: str) -> Course:
    code = f"C{number:02}"
    return Course(
        key=noun_key(CLUSTER, "course", code),
        code=code,
        title=Text(en=f"Course {code}", zh=f"课程 {code}"),
        module=module,
        type=CourseType.MIXED,
        credits=Decimal(4),
        outcomes=tuple(
            Outcome(
                key=noun_key(CLUSTER, "outcome", f"{code}.{n}"),
                code=f"{code}.{n}",
                text=Text(en=f"Do part {n} of what {code} teaches", zh=f"完成 {code} 所授内容的第 {n} 部分"),
                level=CognitiveLevel.APPLY,
            )
            for n in range(OUTCOMES)
        ),
    )


def _links(course: Course, leaves: tuple[Item, ...], rng: random.Random) -> CourseLinks:
    links = tuple(
        Link(outcome=outcome.key, framework=FRAMEWORK, item=leaf.key, depth=rng.choice(list(Depth)))
        for outcome in course.outcomes
        for leaf in rng.sample(leaves, LINKS)
    )
    return CourseLinks(key=links_key(course.key), course=course.key, links=tuple(sorted(links, key=link_order)))


def figures(rounds: int = 3) -> Iterator[Figure]:
    chromium = find_chromium.find()
    if chromium is None:
        yield skipped(SECTION, "the matrix", "there is no Chromium that starts")
        return
    with tempfile.TemporaryDirectory() as folder:
        write_folder(wide(), Path(folder, "wide"))
        database = Path(folder, "bench.sqlite3")
        done = imported(Path(folder, "wide"), database)
        if done.returncode:
            yield skipped(SECTION, "the matrix", f"import answered {done.returncode}: {done.stderr.decode()[-200:]}")
            return
        with served(database) as address, browsing(chromium) as browser:
            yield from _seen(browser, f"{address.rstrip('/')}/{PAGE}", rounds)


def _seen(browser: Browser, address: str, rounds: int) -> Iterator[Figure]:
    page = browser.new_page(viewport={"width": 1360, "height": 900})
    page.add_init_script(FRAMES)
    yield _opened(page, address, rounds)
    busy = _Busy(page.context.new_cdp_session(page))
    for name, (right, down) in WAYS.items():
        begun = busy.seconds()
        frames = [each for _ in range(rounds) for each in _scrolled(page, down, right)]
        yield _figure(f"scrolling {name}: the longest frame", frames, (busy.seconds() - begun) / len(frames))
    begun = busy.seconds()
    frames = _walked(page)
    name = "walking by arrow keys, a stroke at every fifth: the longest frame"
    yield _figure(name, frames, (busy.seconds() - begun) / len(frames))
    page.close()


class _Busy:
    """How long the page's own thread has had the processor: what else runs on the machine does not show."""

    def __init__(self, session: CDPSession) -> None:
        self.session = session
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def seconds(self) -> float:
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


def _opened(page: Page, address: str, rounds: int) -> Figure:
    """From asking for the page to cells with letters, and the longest frame until the page is quiet."""
    took: list[float] = []
    frames: list[float] = []
    for _ in range(rounds):
        page.goto(address)
        page.wait_for_selector("#sheet .line .cell", state="attached")
        took.append(page.evaluate("performance.now()") / 1000)
        page.wait_for_load_state("networkidle")
        frames += _gaps(page)
    note = f"median of {rounds}, from a server on this machine; the longest frame meanwhile {in_words(max(frames))}"
    return Figure(section=SECTION, name="opening 400 × 300", value=sorted(took)[rounds // 2], unit="s", note=note)


def _scrolled(page: Page, down: int, right: int) -> list[float]:
    page.evaluate(SCROLL, [down, right, 120])
    return _gaps(page)


def _walked(page: Page) -> list[float]:
    page.locator("#sheet").focus()
    page.evaluate("window.stamps.length = 0")
    for n in range(60):
        page.keyboard.press("ArrowDown" if n % 2 else "ArrowRight")
        if n % 5 == 0:
            page.keyboard.press("m")
    return _gaps(page)


def _gaps(page: Page) -> list[float]:
    """Seconds between one frame and the next."""
    stamps: list[float] = page.evaluate("window.stamps")
    return [(later - earlier) / 1000 for earlier, later in pairwise(stamps)]


def _figure(name: str, frames: list[float], busy: float) -> Figure:
    late = sum(each > 0.1 for each in frames)
    note = (
        f"{len(frames)} frames, p95 {in_words(percentile(frames, 0.95))}, {late} over 100 ms; "
        f"the page's thread at work for {in_words(busy)} a frame"
    )
    return Figure(section=SECTION, name=name, value=max(frames), unit="s", aim=AIM, note=note, samples=frames)
