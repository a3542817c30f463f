"""Tables: documents as parts by digest, drafts as rows of keys and digests, changes as a chain; people and deeds."""

from fourfold.store.models.change import Change
from fourfold.store.models.document import Document, Draft, DraftPart
from fourfold.store.models.event import Event
from fourfold.store.models.hole import DeclinedLink, HoleTask
from fourfold.store.models.institution import Institution
from fourfold.store.models.lens import SavedLens
from fourfold.store.models.part import Manifest, Part
from fourfold.store.models.person import Grant, Invitation, Person, Token
from fourfold.store.models.proposal import Proposal, ProposalChange, ProposalComment
from fourfold.store.models.release import Release
from fourfold.store.models.round import (
    Amendment,
    MinutesFile,
    Reminder,
    Round,
    RoundOwner,
    RoundStage,
    StageVerdict,
)
from fourfold.store.models.search import Indexed, Passage, Within
from fourfold.store.models.stale import StaleTold
from fourfold.store.models.study_class import StudyClass
from fourfold.store.models.table import ColumnMeaning, NewCourses, Upload

__all__ = [
    "Amendment",
    "Change",
    "ColumnMeaning",
    "DeclinedLink",
    "Document",
    "Draft",
    "DraftPart",
    "Event",
    "Grant",
    "HoleTask",
    "Indexed",
    "Institution",
    "Invitation",
    "Manifest",
    "MinutesFile",
    "NewCourses",
    "Part",
    "Passage",
    "Person",
    "Proposal",
    "ProposalChange",
    "ProposalComment",
    "Release",
    "Reminder",
    "Round",
    "RoundOwner",
    "RoundStage",
    "SavedLens",
    "StageVerdict",
    "StaleTold",
    "StudyClass",
    "Token",
    "Upload",
    "Within",
]
