"""Addresses that nobody may take, because pages stand there."""

import re

from fourfold.actions.refused import Refused
from fourfold.domain.marks import CODE_PATTERN
from fourfold.domain.text import Text

INSTITUTIONS = frozenset(
    {
        "about",
        "account",
        "accounts",
        "api",
        "audit",
        "clusters",
        "compare",
        "demo",
        "favicon.ico",
        "health",
        "help",
        "ims",
        "institutions",
        "invitation",
        "language",
        "login",
        "logout",
        "people",
        "ready",
        "robots.txt",
        "search",
        "settings",
        "sitemap.xml",
        "static",
    }
)
"""What no institution may be called."""

CLUSTERS = frozenset({"audit", "cluster", "clusters", "framework", "frameworks", "people", "settings"})
"""What no cluster may be called."""

RELEASES = frozenset(
    {
        "amend",
        "classes",
        "compare",
        "draft",
        "edit",
        "history",
        "import",
        "latest",
        "new",
        "proposal",
        "proposals",
        "propose",
        "publish",
        "release",
        "releases",
        "round",
        "rounds",
        "settings",
        "take-in",
    }
)
"""What no release may be called."""


class BadCode(Refused):
    """What is no code, or one that the site needs for itself."""


def refuse_malformed(code: str) -> None:
    """Refuse what is no code."""
    if not re.fullmatch(CODE_PATTERN, code):
        raise BadCode(
            Text(
                en="A code has up to 40 letters, digits, dots, hyphens and underscores.",
                zh="代码最多 40 个字符，可用字母、数字、点、连字符和下划线。",
            )
        )


def refuse_reserved(institution: str, cluster: str = "", release: str = "") -> None:
    """Refuse codes that would hide a page of the site."""
    for code, reserved in ((institution, INSTITUTIONS), (cluster, CLUSTERS), (release, RELEASES)):
        if code.lower() in reserved:
            raise BadCode(
                Text(
                    en=f"“{code}” is an address that the site needs for itself: choose another code.",
                    zh=f"“{code}”是本站保留的地址：请换用其他代码。",
                )
            )
