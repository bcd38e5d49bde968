"""The parts of a claim whose history is read together, and what of them a person may see."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import (
    Acknowledgement,
    Attachment,
    Attribution,
    Claim,
    Claimant,
    Correction,
    Evidence,
    Inquiry,
    Note,
    Report,
    Ruling,
    Search,
    Snapshot,
    Source,
    Tagging,
    User,
    Verdict,
    Visit,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of row that hangs on a claim, and the path from it to the claim."""

    model: Any
    path: str
    label: str | Promise

    @property
    def name(self) -> str:
        """What an address calls it."""
        return str(self.model._meta.model_name)

    @property
    def one(self) -> str:
        """What a person calls one row of it."""
        return str(self.model._meta.verbose_name)

    @property
    def history(self) -> Any:
        """The model of its history rows."""
        return self.model.history.model

    def rows(self, claim: Claim, user: User) -> QuerySet[Model]:
        """Return the rows of this kind on a claim that this person may see, retracted ones too."""
        visible = self.model.objects.visible_to(user).filter(**{self.path: claim.pk})
        return visible.order_by()  # type: ignore[no-any-return]

    def versions(self, claim: Claim, user: User) -> QuerySet[Any]:
        """
        Return the history rows of this kind on a claim that this person may see.

        A row never leaves its claim, so that who may see the row today may see all its history:
        confidentiality and blindness hold by the one rule that holds in every list.
        """
        rows = self.rows(claim, user).values("pk")
        return self.history._default_manager.filter(id__in=rows)  # type: ignore[no-any-return]


PARTS = (
    Part(Claim, "pk", _("wording, passage and work")),
    Part(Attribution, "claim", _("who said it")),
    Part(Claimant, "attributions__claim", _("claimants")),
    Part(Tagging, "claim", _("topics")),
    Part(Evidence, "claim", _("evidence")),
    Part(Source, "evidence__claim", _("sources")),
    Part(Snapshot, "source__evidence__claim", _("stored copies")),
    Part(Visit, "source__evidence__claim", _("visits to cited pages")),
    Part(Acknowledgement, "evidence__claim", _("changes of cited pages that were read")),
    Part(Inquiry, "claim", _("inquiries")),
    Part(Search, "claim", _("searches")),
    Part(Attachment, "claim", _("files")),
    Part(Verdict, "claim", _("verdicts")),
    Part(Ruling, "claim", _("rulings")),
    Part(Correction, "after__claim", _("corrections")),
    Part(Report, "claim", _("reports from readers")),
    Part(Note, "claim", _("notes")),
)


def parts_for(user: User) -> list[Part]:
    """Return the parts that this person may see at the desk at all."""
    return [part for part in PARTS if user.has_perm(f"claims.view_{part.name}")]
