"""Find a Chromium that starts, for browser tests and pictures; install one, and Chinese fonts, where that is allowed.

`find()` looks in three places: the environment variable FOURFOLD_CHROMIUM, the system, Playwright's own. Run as a
module it prints what it found; with `--install` it first tries to mend what is missing, and says how where it cannot.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "FOURFOLD_CHROMIUM"
NONE = "none"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "chromium-headless-shell")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOW = f"""No Chromium was found that starts, and none could be installed here. Any one of these mends it:
    Debian:           sudo apt-get install chromium fonts-noto-cjk
    Ubuntu, others:   .venv/bin/python -m playwright install --with-deps chromium
    Fedora:           sudo dnf install chromium google-noto-sans-cjk-fonts
    macOS:            brew install --cask chromium
    already there:    {VARIABLE}=/path/to/chromium make test
Or leave the browser tests out, knowingly: {VARIABLE}={NONE} make test
"""


def candidates() -> Iterator[str]:
    """Yield where a Chromium may be: what the environment names, or else the system's and Playwright's own."""
    named = os.environ.get(VARIABLE)
    if named:
        yield named
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield from PLACES
    yield playwrights_own()


def playwrights_own() -> str:
    """Return where Playwright keeps the Chromium it downloads, whether or not it has."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - starting it takes a second, and few need it

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def starts(path: str) -> bool:
    """Tell whether `path` is a browser that runs: Ubuntu's `chromium-browser` may be a stub that only asks for snap."""
    if not Path(path).is_file():
        return False
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def find() -> str | None:
    """Return the first Chromium that starts, or None."""
    return next(filter(starts, candidates()), None)


def may_apt() -> bool:
    """Tell whether packages of the system can be installed without asking anybody."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def try_to(*command: str) -> bool:
    """Run a command that may fail; say what is being tried."""
    sys.stderr.write(f"trying: {' '.join(command)}\n")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, timeout=900, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def install() -> str | None:
    """Install Chromium by the first way that works here."""
    if may_apt():
        try_to("apt-get", "update", "-qq")
        if try_to("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium") and (found := find()):
            return found
    with_system_libraries = ["--with-deps"] if may_apt() else []
    try_to(sys.executable, "-m", "playwright", "install", *with_system_libraries, "chromium")
    return find()


def has_chinese_font() -> bool:
    """Tell whether fontconfig knows a font for Chinese; without fontconfig it is the system's own business."""
    if shutil.which("fc-list") is None:
        return sys.platform != "linux"
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, timeout=60, check=False)
    return bool(listed.stdout.strip())


def install_chinese_font() -> None:
    """Install a font for Chinese where that is allowed; without one, pages still work and pictures show boxes."""
    if may_apt() and try_to(
        "apt-get", "install", "-y", "-qq", "--no-install-recommends", "fontconfig", "fonts-noto-cjk"
    ):
        return
    sys.stderr.write("No font for Chinese: pictures will show boxes. Debian: apt-get install fonts-noto-cjk\n")


def main() -> int:
    """Print the browser's path; return 1 where there is none."""
    if os.environ.get(VARIABLE) == NONE:
        sys.stderr.write(f"{VARIABLE}={NONE}: browser tests are left out\n")
        return 0
    mend = "--install" in sys.argv[1:]
    found = find() or (install() if mend and VARIABLE not in os.environ else None)
    if found is None:
        named = os.environ.get(VARIABLE)
        sys.stderr.write(f"{VARIABLE} names {named}, which does not start.\n" if named else HOW)
        return 1
    if mend and not has_chinese_font():
        install_chinese_font()
    sys.stdout.write(f"{found}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
