"""
The words that stand on published pages, by the ways in which they are mistyped.

Each word has a row for itself and one for each letter that may be left out, so that a mistyped
word and a right one meet where both have lost a letter: one wrong, missing, added or swapped
letter is found by equality alone, the same on every database. Of a long word, in which two may be
wrong, there is a row too for each two letters that may be left out of its beginning. Derived from
pages, without history.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations, groupby, islice, product
from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from claims.text.distance import distance
from claims.text.words import folded, rewritten, runs

SHORTEST, LONGEST = 4, 24  # letters of a word whose spelling is looked at
LONG = 8  # letters of a word in which two may be wrong, and of its beginning
MOST_TYPED, MOST_MISTYPED, MOST_NEAR = 30, 3, 1000  # words that are looked into
MOST_MEANT = 4  # ways in which what was typed may have been meant
VOWELS = "aeiou"
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
                for variant in variants(word) | beginnings(word)
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


def meant_by(typed: str) -> list[str]:
    """
    Return what was typed with each word that no page has replaced by one that is near and known.

    What is likeliest comes first; a few others follow, for words that stand on no page together.
    Of what is typed the first words alone are looked into, so that none of it costs much.
    """
    words = [word for run in runs(typed)[:MOST_TYPED] for word in folded(run)]
    spelled = [word for word in dict.fromkeys(words) if is_spelled(word)]
    counts = counted(spelled)
    unknown = [word for word in spelled if not counts[word]][:MOST_MISTYPED]
    nearest = {word: near[:MOST_MEANT] for word in unknown if (near := near_to(word))}
    if not nearest:
        return []
    ranks = sorted(product(*(range(len(near)) for near in nearest.values())), key=by_rank)
    meant = [
        {word: near[rank] for (word, near), rank in zip(nearest.items(), some, strict=True)}
        for some in ranks[:MOST_MEANT]
    ]
    return [with_words(typed, instead) for instead in meant]


def by_rank(ranks: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    """Return what orders ways of taking words: first those that are likeliest together."""
    return sum(ranks), ranks


def with_words(typed: str, instead: Mapping[str, str]) -> str:
    """Return what was typed with other words in place of some."""

    def right(run: str) -> str:
        own = folded(run)
        changed = any(word in instead for word in own)
        return " ".join(instead.get(word, word) for word in own) if changed else run

    return rewritten(typed, right)


def counted(words: Iterable[str]) -> dict[str, int]:
    """Return in how many rulings each of these words stands; of what is not spelled, nothing."""
    spelled = {word for word in words if is_spelled(word)}
    own = Spelling.objects.filter(variant__in=spelled, word=F("variant"))
    return dict.fromkeys(spelled, 0) | dict(own.values_list("word", "rulings"))


def near_to(word: str) -> list[str]:
    """
    Return the words of pages that differ least, the likeliest first.

    Vowels are mistaken for each other more often than consonants, and the first letter seldom:
    “Jung” is “Jong” rather than “June”. Of what is equally near, the more frequent is meant.
    """
    near = within(1, word, variants(word)) or within(2, word, beginnings(word))
    often, sound = counted(near), consonants(word)

    def likely(one: str) -> tuple[bool, bool, int, str]:
        return consonants(one) == sound, one[:1] == word[:1], often[one], one

    return sorted(near, key=likely, reverse=True)


def consonants(word: str) -> str:
    """Return a word's letters without the vowels behind the first one, none of them doubled."""
    left = [letter for place, letter in enumerate(word) if not place or letter not in VOWELS]
    return "".join(letter for letter, _same in groupby(left))


def within(letters: int, word: str, ways: Collection[str]) -> list[str]:
    """Return the words of pages that meet a word in these ways, and differ by so many letters."""
    if not ways:
        return []
    rows = Spelling.objects.filter(variant__in=ways).values_list("word", flat=True)
    met = rows.order_by("word").distinct()[:MOST_NEAR]
    return [one for one in met if may_be(letters, word, one) and distance(word, one) <= letters]


def may_be(letters: int, one: str, other: str) -> bool:
    """Whether words may differ by so few letters: told at a glance, whatever their order."""
    there, here = Counter(one), Counter(other)
    return (there - here).total() <= letters and (here - there).total() <= letters


def batches(words: Iterable[str]) -> Iterator[list[str]]:
    """Yield the words in lists that a statement can take."""
    left = iter(sorted(words))
    while some := list(islice(left, AT_ONCE)):
        yield some


def variants(word: str) -> set[str]:
    """Return a word, and what is left of it without one of its letters."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def beginnings(word: str) -> set[str]:
    """Return what is left of the beginning of a long word without two of its letters."""
    if len(word) < LONG:
        return set()
    return {"".join(left) for left in combinations(word[:LONG], LONG - 2)}


def is_spelled(word: str) -> bool:
    """Whether a word's spelling is looked at: figures and short words mean what they say."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()
