"""`python -m tests.store.finding [WORDS]`: what a search finds, in a process of its own, or how much is findable."""

import json
import sys

import django


def main(asked: str) -> int:
    django.setup()
    from fourfold.actions.search import look  # noqa: PLC0415 - Django starts first
    from fourfold.domain.person import OPERATOR  # noqa: PLC0415 - as above
    from fourfold.store.models import Passage, Within  # noqa: PLC0415 - as above

    if asked:
        found = look(OPERATOR, asked)
        told = [each.key for group in found.groups for each in group.found] + [each.key for each in found.exact]
        print(json.dumps([found.count, told]))
    else:
        print(json.dumps([Passage.objects.count(), Within.objects.count()]))
    return 0


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
