"""
Pages of rulings as they were rendered, for all processes, until something that they show changes.

Derived and without history, like the list of rulings: a row stands under a name that is a digest of
all that its page is made from, so that what was made from anything else is never found. No reader
writes here; whoever finds nothing renders the page. What a row is changed by takes it away.
"""

import zlib
from collections.abc import Collection, Mapping
from typing import ClassVar

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from claims.models.prepared import know_once, read_once

FAST = 1  # of 9: what is kept is a fifth of the page all the same


class KeptPage(models.Model):
    """One page, or picture, of a claim's rulings."""

    name = models.CharField(_("digest of what it is made from"), max_length=64, primary_key=True)
    claim = models.ForeignKey(
        "claims.Claim",
        models.PROTECT,
        related_name="+",
        db_constraint=False,  # derived: what a row that is gone leaves behind harms nothing
        verbose_name=_("claim"),
    )
    packed = models.BinaryField(_("what readers get, packed"))

    objects: ClassVar[models.Manager["KeptPage"]] = models.Manager()

    class Meta:
        verbose_name = _("kept page")
        verbose_name_plural = _("kept pages")
        constraints = [
            models.CheckConstraint(name="keptpage_has_a_name", condition=~models.Q(name=""))
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def found(cls, name: str) -> bytes | None:
        """Return what is kept under a name, if anything is; read once, where things are."""
        return read_once((cls, name), lambda: cls.read(name))

    @classmethod
    def find_once(cls, name: str, page: bytes) -> None:
        """Have a page found that is to be kept, where things are read once."""
        know_once((cls, name), page)

    @classmethod
    def read(cls, name: str) -> bytes | None:
        """Return what the database has under a name, if anything."""
        with connection.cursor() as cursor:  # by hand, since pages that nobody made wait for it
            cursor.execute(f"SELECT packed FROM {cls._meta.db_table} WHERE name = %s", [name])  # noqa: S608 - no outside words
            row = cursor.fetchone()
        return zlib.decompress(row[0]) if row else None

    @classmethod
    def names_of(cls, claim: int) -> set[str]:
        """Return under which names something is kept of a claim."""
        return set(cls.objects.filter(claim=claim).values_list("name", flat=True))

    @classmethod
    def keep(cls, claim: int, pages: Mapping[str, bytes], names: Collection[str]) -> None:
        """Keep more pages of a claim, and of what is kept already that alone which has a name."""
        cls.objects.filter(claim=claim).exclude(name__in=names).delete()
        rows = [
            cls(name=name, claim_id=claim, packed=zlib.compress(body, FAST))
            for name, body in pages.items()
        ]
        cls.objects.bulk_create(rows, ignore_conflicts=True)

    @classmethod
    def drop(cls, claim: int) -> None:
        """Keep nothing of a claim: what its pages show is another."""
        cls.objects.filter(claim=claim).delete()

    @classmethod
    def drop_others(cls, claims: Collection[int]) -> int:
        """Keep nothing of other claims than these; return of how many something was kept."""
        known = set(cls.objects.values_list("claim", flat=True).distinct())
        others = known.difference(claims)
        for claim in others:
            cls.drop(claim)
        return len(others)

    @classmethod
    def drop_all(cls) -> None:
        """Keep nothing: words were removed that may stand on any page."""
        cls.objects.all().delete()
