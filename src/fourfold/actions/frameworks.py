"""Frameworks on their own: published by the institution that keeps them, for everybody to read and pin."""

from dataclasses import dataclass
from datetime import datetime

from fourfold.actions.places import ClusterHere, FrameworkHere, place, places
from fourfold.actions.refused import Forbidden, Missing
from fourfold.actions.releases import History
from fourfold.actions.releasing import DraftMoved, may_publish_framework, publish_framework
from fourfold.actions.shelf import Opened, Published, Shelved
from fourfold.actions.signed import Signed, signed
from fourfold.canon.parts import Whole
from fourfold.domain.framework import Framework
from fourfold.domain.marks import Key
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.store import read
from fourfold.store.values import manifests_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFramework:
    """A framework as it was published under a name, all of its releases, and its institution's others of its family."""

    framework: Framework
    root: str
    release: Signed
    releases: tuple[Signed, ...]
    family: tuple[FrameworkHere, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFramework:
    """A framework of the cluster's own institution as it stands in the draft, and its releases, newest first.

    `same_as` is the release that is equal to it.
    """

    framework: Framework
    root: str
    releases: tuple[Published, ...]
    same_as: Published | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkRequest:
    """What is asked: a release of the framework with this `root`, under a `name`, with a `note`."""

    root: str
    name: str
    note: str = ""


def published_framework(viewer: Viewer, institution: str, code: str, name: str) -> PublishedFramework:
    """A published framework at its address; everybody may read it."""
    kept = read.release_at(institution, code, name, Whole.FRAMEWORK)
    shelved = read.shelved_at(institution, code, viewer, Whole.FRAMEWORK)
    if kept is None or shelved is None:
        raise Missing(_none())
    framework = read.framework_of(kept.root)
    releases = signed(shelved.releases, institution)
    others = place(viewer, institution).frameworks
    return PublishedFramework(
        framework=framework,
        root=kept.root,
        release=next(each for each in releases if each.release == kept.release),
        releases=releases,
        family=tuple(each for each in others if each.framework.family.lower() == framework.family.lower()),
    )


def newest_name(viewer: Viewer, institution: str, code: str) -> str:
    """The name of the newest release of a framework."""
    shelved = read.shelved_at(institution, code, viewer, Whole.FRAMEWORK)
    if shelved is None or not shelved.releases:
        raise Missing(_none())
    return shelved.releases[0].name


def own_frameworks(viewer: Viewer, history: History) -> tuple[OwnFramework, ...]:
    """The frameworks in a draft that are its institution's and the viewer's to publish."""
    if history.draft is None:
        return ()
    draft = history.opened
    mine = [
        each
        for each in draft.index.frameworks.values()
        if each.institution.lower() == draft.institution.lower() and may_publish_framework(viewer, each)
    ]
    kept = {each.key: each for each in read.shelved(viewer, Whole.FRAMEWORK)} if mine else {}
    return tuple(_own(each, draft.digests[each.key], kept.get(each.key)) for each in mine)


def own_framework(opened: Opened, framework: Framework) -> OwnFramework:
    """A framework that a cluster pins, with its releases where its institution has published it."""
    kept = read.shelved_at(framework.institution, framework.code, opened.viewer, Whole.FRAMEWORK)
    same = kept if kept is not None and kept.key == framework.key else None
    return _own(framework, opened.digests.get(framework.key, ""), same)


def may_publish(opened: Opened, framework: Framework) -> bool:
    """Whether a framework is published from here: from a draft of its own institution, by who leads all of that."""
    own = framework.institution.lower() == opened.institution.lower()
    return own and opened.release is None and may_publish_framework(opened.viewer, framework)


def pinned_in(viewer: Viewer, framework: Key) -> tuple[ClusterHere, ...]:
    """The clusters that pin a framework in their draft where the viewer reads it, else in their newest release."""
    here = [each for place in places(viewer) for each in place.clusters]
    drafts = {each.key for each in read.drafts(viewer) if framework in each.held.frameworks}
    newest = {each.kept.key: each.kept.releases[0].root for each in here if not each.kept.draft}
    manifests = manifests_of(set(newest.values()))
    released = {key for key, root in newest.items() if framework in manifests[root].frameworks}
    return tuple(each for each in here if each.kept.key in drafts | released)


def publish_own(viewer: Viewer, history: History, code: str, asked: FrameworkRequest, *, now: datetime) -> Published:
    """Publish a framework as it stands in the draft, if it is still the one that was looked at."""
    own = next((each for each in own_frameworks(viewer, history) if each.framework.code.lower() == code.lower()), None)
    if own is None:
        raise Forbidden(Text(en="This framework is not yours to publish.", zh="您不能发布此标准。"))
    if own.root != asked.root:
        raise DraftMoved(
            Text(
                en="The framework has changed since you looked: look again, then publish.",
                zh="在您查看之后，该标准已更改：请重新查看后再发布。",
            )
        )
    return publish_framework(own.framework, asked.name, viewer=viewer, now=now, note=asked.note)


def _own(framework: Framework, root: str, kept: Shelved | None) -> OwnFramework:
    releases = kept.releases if kept else ()
    same = next((each for each in releases if each.root == root), None)
    return OwnFramework(framework=framework, root=root, releases=releases, same_as=same)


def _none() -> Text:
    return Text(en="There is no such published framework.", zh="没有这样的已发布标准。")
