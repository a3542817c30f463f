"""Read a workbook and import it into a new database; print how long each took and how much memory, as JSON."""

import json
import os
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import seconds
from fourfold.domain.person import OPERATOR
from fourfold.exchange.places import Reading
from fourfold.exchange.reading import read


def main(path: Path, folder: Path) -> None:
    os.environ |= {"FOURFOLD_VAR": str(folder), "FOURFOLD_DATABASE": str(folder / "bench.sqlite3")}
    os.environ["DJANGO_SETTINGS_MODULE"] = "fourfold.config.settings"
    readings: list[Reading] = []
    took = {"read_seconds": seconds(lambda: readings.append(read(path))), "read_megabytes": megabytes()}
    took["import_seconds"] = seconds(lambda: take(readings[0]))
    print(json.dumps(took | {"megabytes": megabytes()}))


def take(reading: Reading) -> None:
    import django  # noqa: PLC0415 - the settings are read here, and must find this folder

    django.setup()
    from fourfold.actions import importing, installation  # noqa: PLC0415 - as above

    installation.prepare()
    importing.import_reading(reading, viewer=OPERATOR, now=datetime.now(UTC))


def megabytes() -> float:
    """The most memory that this process has had."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
