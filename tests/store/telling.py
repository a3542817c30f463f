"""`python -m tests.store.telling DOCUMENT`: what a draft and its Changes say, as JSON, in a process of its own."""

import json
import subprocess
import sys
import zlib
from dataclasses import dataclass
from uuid import UUID

import django


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The Changes of a draft in order (key, before, after, who), what it holds, its root, and whether it reads."""

    changes: tuple[tuple[str, str, str, str], ...]
    held: dict[str, str]
    root: str
    reads: bool

    def folded(self) -> dict[str, str]:
        """What the Changes add up to; each continues where the one before it on the same key ended."""
        found: dict[str, str] = {}
        for key, before, after, _ in self.changes:
            assert found.get(key, "") == before
            found[key] = after
        return {key: digest for key, digest in found.items() if digest}


def told_by(document: str, environment: dict[str, str]) -> Told:
    command = [sys.executable, "-m", "tests.store.telling", document]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    changes = tuple((key, before, after, who) for key, before, after, who in said["changes"])
    return Told(changes=changes, held=said["held"], root=said["root"], reads=said["reads"])


def main(document: str) -> int:
    django.setup()
    from fourfold.canon.encode import digest  # noqa: PLC0415 - Django starts first
    from fourfold.canon.parts import join, root  # noqa: PLC0415 - as above
    from fourfold.store.held import held_by  # noqa: PLC0415 - as above
    from fourfold.store.models import Change, Draft, Part  # noqa: PLC0415 - as above

    rows = Change.objects.filter(document_id=document).values_list("key", "before", "after", "who")
    held = held_by(Draft.objects.get(pk=UUID(document)))
    content = {name: zlib.decompress(each.compressed) for name, each in Part.objects.in_bulk().items()}
    manifest = held.manifest(document)
    reads = all(digest(each) == name for name, each in content.items()) and bool(join(manifest, content.__getitem__))
    changes = [[str(key), *rest] for key, *rest in rows]
    print(json.dumps({"changes": changes, "held": held.digests(), "root": root(manifest), "reads": reads}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
