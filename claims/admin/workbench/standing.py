"""Where a claim stands for the person who looks: derived from what is stored, never stored."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.gate.people import ENOUGH_VERDICTS
from claims.models import Claim, Ruling


class Standing(models.TextChoices):
    """What a claim waits for, in the order in which work goes on."""

    PROPOSED = "proposed", _("proposed")
    OPEN = "open", _("open")
    YOURS = "yours", _("yours")
    VERDICT = "verdict", _("waits for a verdict")
    RULE = "rule", _("ready for a ruling")
    DRAFT = "draft", _("ruling in draft")
    BACK = "back", _("sent back")
    REVIEW = "review", _("waits for approval")
    READY = "ready", _("ready to publish")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("ruling withdrawn")
    DROPPED = "dropped", _("dropped")
    MERGED = "merged", _("merged")
    SPLIT = "split", _("split")

    @property
    def is_aside(self) -> bool:
        """Whether another claim, or none, is checked in its place."""
        return self in ASIDE.values()


ASIDE = {
    Claim.State.DROPPED: Standing.DROPPED,
    Claim.State.MERGED: Standing.MERGED,
    Claim.State.SPLIT: Standing.SPLIT,
}
BY_STAGE = {
    Ruling.Stage.DRAFT: Standing.DRAFT,
    Ruling.Stage.IN_REVIEW: Standing.REVIEW,
    Ruling.Stage.APPROVED: Standing.READY,
    Ruling.Stage.PUBLISHED: Standing.PUBLISHED,
    Ruling.Stage.SUPERSEDED: Standing.PUBLISHED,
    Ruling.Stage.RETRACTED: Standing.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a claim's standing follows from; of verdicts only their number, which is no secret."""

    state: str
    verdicts: int = 0  # on the wording of today
    stage: str = ""  # of the newest ruling
    was_returned: bool = False  # that ruling is a draft, and was in review before
    is_yours: bool = False


def standing_of(facts: Facts) -> Standing:
    """Return where a claim stands: its ruling tells, then its verdicts, then who checks it."""
    if facts.state in ASIDE:
        return ASIDE[Claim.State(facts.state)]
    if facts.stage:
        return Standing.BACK if facts.was_returned else BY_STAGE[Ruling.Stage(facts.stage)]
    if facts.state == Claim.State.PROPOSED:
        return Standing.PROPOSED
    if facts.verdicts:
        enough = facts.verdicts >= ENOUGH_VERDICTS
        return Standing.RULE if enough else Standing.VERDICT
    return Standing.YOURS if facts.is_yours else Standing.OPEN
