"""
The words that stand on published pages, by the ways in which they are mistyped.

Each word has a row for itself and one for each letter that may be left out, so that a mistyped
word and a right one meet where both have lost a letter: one wrong, missing, added or swapped
letter is found by equality alone, the same on every database. Derived from pages, without history.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

SHORTEST, LONGEST = 4, 24  # letters of a word whose spelling is looked at
AT_ONCE = 500


class Spelling(models.Model):
    """A word, or the same without one letter, and in how many rulings it stands."""

    variant = models.CharField(_("without a letter"), max_length=LONGEST)
    word = models.CharField(_("word"), max_length=LONGEST, db_index=True)
    rulings = models.PositiveIntegerField(_("rulings"), default=0)  # counted at the word itself

    objects: ClassVar[models.Manager["Spelling"]] = models.Manager()

    class Meta:
        verbose_name = _("spelling")
        verbose_name_plural = _("spellings")
        constraints = [
            models.UniqueConstraint("variant", "word", name="spelling_is_unique"),
        ]

    def __str__(self) -> str:
        return self.word

    @classmethod
    def count(cls, words: Collection[str]) -> None:
        """Note that a ruling has these words."""
        for some in batches(words):
            own = cls.objects.filter(variant__in=some, word=F("variant"))
            known = set(own.values_list("word", flat=True))
            own.update(rulings=F("rulings") + 1)
            rows = [
                cls(variant=variant, word=word, rulings=variant == word)
                for word in some
                if word not in known
                for variant in variants(word)
            ]
            cls.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)

    @classmethod
    def discount(cls, words: Collection[str]) -> None:
        """Note that a ruling has these words no more; those that none has are forgotten."""
        for some in batches(words):
            own = cls.objects.filter(variant__in=some, word=F("variant"))
            gone = list(own.filter(rulings__lte=1).values_list("word", flat=True))
            cls.objects.filter(word__in=gone).delete()
            own.update(rulings=F("rulings") - 1)


def batches(words: Iterable[str]) -> Iterator[list[str]]:
    """Yield the words in lists that a statement can take."""
    left = iter(sorted(words))
    while some := list(islice(left, AT_ONCE)):
        yield some


def variants(word: str) -> set[str]:
    """Return a word, and what is left of it without one of its letters."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def is_spelled(word: str) -> bool:
    """Whether a word's spelling is looked at: figures and short words mean what they say."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()
