"""Take up what the splitter guessed that words of a claim mean, or lay the guess aside."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.actions.save_row import save_row
from claims.models import Claim, User
from claims.models.journal import recorded
from claims.text.doubts import can_be_written, written_in

LEAVE = -1  # the words stay as they are, and nothing is asked any more


@recorded
def take_suggestion(claim: Claim, which: int, *, revision: int, by: User) -> Claim:
    """
    Write one of a claim's suggestions, by its place in their list, into its wording.

    With LEAVE the wording stays and all of them go. Other suggestions stay with their words.
    Raises PermissionDenied if `by` may not, StaleRevision if the claim was saved since
    `revision`, and ValidationError if there is no such suggestion or a rule is broken.
    """
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    claim.require_revision(revision)
    if not policy.may_say_who(by, claim):
        raise PermissionDenied
    if which == LEAVE:
        claim.suggestions = []
        return save_row(claim, by=by, reason="the words stay as they are")
    if not (0 <= which < len(claim.suggestions) and can_be_written(claim.suggestions[which])):
        message = _(
            "This cannot be written into the wording: read the claim again, and reword it by hand."
        )
        raise ValidationError(message, code="suggestion")
    doubt = claim.suggestions[which]
    claim.text = written_in(claim.text, doubt)
    return save_row(claim, by=by, reason=f"“{doubt['words']}” means {doubt['antecedent']}")
