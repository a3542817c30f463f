"""Classes as they are kept: bound to a release of their cluster, one row each."""

from collections.abc import Iterable
from uuid import UUID

from fourfold.domain import study_class as said
from fourfold.domain.marks import Key
from fourfold.store.models import Release, StudyClass


def classes_of(document: Key) -> tuple[said.StudyClass, ...]:
    """The classes of a document, by their codes."""
    rows = StudyClass.objects.filter(document_id=UUID(document)).select_related("release").order_by("code")
    return tuple(
        said.StudyClass(code=row.code, plan=str(row.plan), release=row.release.name, began_date=row.began_date)
        for row in rows
    )


def bind(document: Key, classes: Iterable[said.StudyClass]) -> None:
    """Keep classes whose codes are not kept yet."""
    for each in classes:
        release = Release.objects.get(document_id=UUID(document), name=each.release)
        StudyClass.objects.create(
            document_id=UUID(document),
            code=each.code,
            plan=UUID(each.plan),
            release=release,
            began_date=each.began_date,
        )


def let_go(document: Key, code: str) -> bool:
    """Forget a class; whether there was one of this code."""
    return StudyClass.objects.filter(document_id=UUID(document), code__iexact=code).delete()[0] > 0
