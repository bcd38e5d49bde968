"""Checkpoints: what the journal's head was at a time, signed, for outsiders to keep."""

import base64
import datetime
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.sealing import FIRST_SEAL
from claims.text.signed_note import SignedNote, holds, key_id, pem_of, verifier_key


class Checkpoint(models.Model):
    """
    The journal's head at a time, under a signature; the database refuses every change to it.

    It stands outside the journal, which it speaks of: a row of the journal would move the head.
    """

    length = models.PositiveBigIntegerField(_("length"))
    seal = models.CharField(_("seal"), max_length=64, default=FIRST_SEAL)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    key_name = models.CharField(_("name of the key"), max_length=200)
    public_key = models.CharField(_("public key"), max_length=44, help_text=_("In base64."))
    signature = models.CharField(_("signature"), max_length=88, help_text=_("In base64."))

    objects: ClassVar[models.Manager["Checkpoint"]] = models.Manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        constraints = [
            models.CheckConstraint(
                name="checkpoint_seal_is_whole", condition=Exact(Length("seal"), 64)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.length} {self.seal[:12]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new checkpoint; refuse to change one."""
        if not self._state.adding:
            message = "A checkpoint is never changed."
            raise TypeError(message)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: outsiders kept it."""
        message = "A checkpoint is never deleted."
        raise TypeError(message)

    @property
    def text(self) -> str:
        """What is signed: the key's name, the length, the seal and the time, a line each."""
        return f"{self.key_name}\n{self.length}\n{self.seal}\n{self.time}\n"

    @property
    def time(self) -> str:
        """When it was made, in UTC, to the second."""
        return f"{self.made_at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"

    @property
    def key(self) -> bytes:
        """The public key that it was signed with."""
        return base64.b64decode(self.public_key)

    @property
    def key_id(self) -> str:
        """The id of the key."""
        return key_id(self.key_name, self.key)

    @property
    def note(self) -> SignedNote:
        """The checkpoint as a signed note."""
        signature = base64.b64decode(self.signature)
        return SignedNote(self.text, self.key_name, self.key_id, signature)

    @property
    def is_genuine(self) -> bool:
        """Whether the signature is one of exactly these words by this key."""
        try:
            return holds(self.note, self.key)
        except ValueError:  # what is no base64 was tampered with
            return False

    @property
    def key_words(self) -> dict[str, str]:
        """The key as outsiders are told of it."""
        return {
            "id": self.key_id,
            "name": self.key_name,
            "pem": pem_of(self.key),
            "verifier_key": verifier_key(self.key_name, self.key),
        }
