"""Begin a translation of a ruling: a ruling of its own, joined to the one that it translates."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from claims import policy
from claims.languages import catalogue_of, is_offered
from claims.models import Claim, Rating, Ruling, User
from claims.models.journal import recorded
from claims.models.rating import word_in

BEGUN = "translation begun"


@recorded
def translate_ruling(
    ruling: Ruling,
    *,
    language: str,
    wording: str,
    why: str,
    rating_word: str = "",
    machine: str = "",
    by: User,
) -> Ruling:
    """
    Draft a translation into a language, with what the claim and its ruling say in it; return it.

    `by` is the translator, whom its page names; `machine` is the program whose words it began
    with, if any. The rating is the original's, and is called as it was called in this language
    before unless `rating_word` says otherwise. Raises PermissionDenied if `by` may not or this
    version is neither approved nor in force, and ValidationError if the ruling is there in this
    language already, public or in hand, or a rule is broken.
    """
    claim = Claim.objects.select_for_update().get(pk=ruling.claim_id)
    ruling = Ruling.objects.select_for_update().get(pk=ruling.pk)
    if not policy.may_translate(by, ruling):
        raise PermissionDenied
    if not is_offered(language):
        message = _("This desk does not translate into “%(language)s”.")
        error = ValidationError(message, code="language", params={"language": language})
        raise ValidationError({"language": error})
    versions = claim.rulings.of_edition(language)
    if language == ruling.language or versions.current().exists() or versions.in_hand().exists():
        message = _("This ruling is there in this language already.")
        raise ValidationError({"language": ValidationError(message, code="language_taken")})
    word = rating_word or known_word(ruling.rating, language)
    if not word:
        message = _("Say what the rating “%(rating)s” is called in this language.")
        params = {"rating": ruling.rating.label}
        raise ValidationError(
            {"rating_word": ValidationError(message, code="rating_word", params=params)}
        )
    words: dict[str, Any] = {"wording": wording, "why": why, "rating_word": word}
    translation = Ruling(
        claim=claim,
        edition=language,
        language=language,
        version=versions.next_version(),
        translates=ruling.version,
        rating=ruling.rating,
        machine=machine,
        written_by=by,
        **words,
    )
    translation.save_by(by, BEGUN)
    return translation


def known_word(rating: Rating, language: str) -> str:
    """Return what a rating is called in a language: as before, else as the catalogue has it."""
    before = Ruling.objects.live().of_edition(language).filter(rating=rating)
    newest = before.order_by("-pk").values_list("rating_word", flat=True).first()
    return newest or word_in(rating.label, catalogue_of(language))
