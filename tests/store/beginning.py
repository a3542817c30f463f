"""`python -m tests.store.beginning PATH`: make the tables and put away what PATH holds."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import django


def main(path: Path) -> int:
    django.setup()
    from fourfold.canon.parts import split_dossier  # noqa: PLC0415 - Django starts first
    from fourfold.exchange.reading import read  # noqa: PLC0415 - as above
    from fourfold.store.tables import migrate  # noqa: PLC0415 - as above
    from fourfold.store.write import Authorship, replace_draft  # noqa: PLC0415 - as above

    dossier = read(path).dossier
    assert dossier is not None
    migrate()
    authorship = Authorship(who="local", at=datetime.now(UTC))
    replace_draft(dossier.cluster.head, split_dossier(dossier), authorship, expected=None)
    print(dossier.cluster.head.key)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
