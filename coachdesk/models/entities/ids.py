"""Identifiers as types, so that a client can't be mistaken for a session."""

from typing import NewType
from uuid import uuid4

ClientId = NewType("ClientId", str)
OrganisationId = NewType("OrganisationId", str)
SponsorContactId = NewType("SponsorContactId", str)
EngagementId = NewType("EngagementId", str)
ConsentId = NewType("ConsentId", str)
AgreementId = NewType("AgreementId", str)
VersionId = NewType("VersionId", str)
ClauseId = NewType("ClauseId", str)
SignatureId = NewType("SignatureId", str)
SessionId = NewType("SessionId", str)
AddendumId = NewType("AddendumId", str)
CommitmentId = NewType("CommitmentId", str)
PledgeId = NewType("PledgeId", str)
SharedDocumentId = NewType("SharedDocumentId", str)
ReviewId = NewType("ReviewId", str)
NoticedId = NewType("NoticedId", str)
SponsorReportId = NewType("SponsorReportId", str)
SealId = NewType("SealId", str)
FormId = NewType("FormId", str)
ClauseSetId = NewType("ClauseSetId", str)
SetClauseId = NewType("SetClauseId", str)
MomentId = NewType("MomentId", str)
MilestoneId = NewType("MilestoneId", str)
PreferenceId = NewType("PreferenceId", str)
FeedbackId = NewType("FeedbackId", str)
PracticeReflectionId = NewType("PracticeReflectionId", str)
FurtherPromiseId = NewType("FurtherPromiseId", str)
HeadingTemplateId = NewType("HeadingTemplateId", str)
AttachmentId = NewType("AttachmentId", str)
PromptId = NewType("PromptId", str)
PromptUseId = NewType("PromptUseId", str)


def new_id() -> str:
    """Return a random UUID (RFC 9562, version 4)."""
    return str(uuid4())
