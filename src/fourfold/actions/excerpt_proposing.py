"""A workbook of one program or one course whose changes are proposed instead of applied."""

from collections.abc import Collection

from fourfold.actions.editing import Draft, Intent
from fourfold.actions.excerpts import NOTHING, ExcerptFile, parts_of_file
from fourfold.actions.proposing import Into, propose_together
from fourfold.actions.refused import Refused
from fourfold.actions.shelf import Opened
from fourfold.canon.encode import digest, encode


def propose_file(file: ExcerptFile, onto: Opened, draft: Draft, *, places: Collection[str], into: Into) -> int:
    """Put the changes of a file at these places into a proposal, part by part, and give its number.

    Nothing of the draft changes, so they need not be the viewer's to make. Each part is proposed from the state that
    the file was made from: what others have done since is merged, and asked about, where the proposal is.
    """
    parts = parts_of_file(file, onto, viewer=draft.viewer, places=places)
    if not parts:
        raise Refused(NOTHING)
    intents = (
        Intent(key=key, base=digest(encode(before)) if before else None, ours=after)
        for key, (before, after) in parts.items()
    )
    return propose_together(draft, ((each, draft.why) for each in intents), into)
