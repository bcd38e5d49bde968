"""Sign what the journal's head is now, for outsiders to keep."""

import base64
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction

from claims import policy
from claims.history.signing import NoKeyError, key_name, signing_key
from claims.models import Checkpoint, Journal, User
from claims.text.signed_note import public_bytes, sign

logger = logging.getLogger(__name__)


def publish_checkpoint(*, by: User) -> Checkpoint:
    """
    Sign and publish the head of the journal as it is stored.

    Never inside a transaction of others, which could take back what was signed. Raises
    PermissionDenied if `by` may not, and ValidationError if there is no key to sign with.
    """
    if not policy.may_publish_checkpoint(by):
        raise PermissionDenied
    try:
        key = signing_key()
    except NoKeyError as error:
        raise ValidationError(str(error), code="no_key") from error
    with outlasting_power(), transaction.atomic(durable=True):
        head = Journal.held()
        checkpoint = Checkpoint(length=head.length, seal=head.seal, key_name=key_name())
        checkpoint.public_key = base64.b64encode(public_bytes(key)).decode()
        signed = sign(checkpoint.text, checkpoint.key_name, key)
        checkpoint.signature = base64.b64encode(signed.signature).decode()
        checkpoint.save()
    return checkpoint


@contextmanager
def outlasting_power() -> Iterator[None]:
    """
    Have SQLite write all that is committed to the disk before the block ends.

    It saves that time elsewhere, and may lose the last moments when the power fails: what is
    signed must not be among them. See https://www.sqlite.org/pragma.html#pragma_synchronous.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=NORMAL")


def publish_after_commit() -> None:
    """Have a checkpoint published once this transaction is stored; if that fails, it is logged."""
    transaction.on_commit(publish_or_log, robust=True)


def publish_or_log() -> None:
    """
    Publish a checkpoint as the machine's work, or log why not: what was stored stays stored.

    Of several publications in one transaction the first speaks for all: the head is the same.
    """
    head = Journal.objects.get(pk=1)
    if Checkpoint.objects.filter(length=head.length, seal=head.seal).exists():
        return
    try:
        publish_checkpoint(by=User.objects.machine())
    except ValidationError as error:
        logger.warning("no checkpoint was signed: %s", " ".join(error.messages))
