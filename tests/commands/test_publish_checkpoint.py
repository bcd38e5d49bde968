import pytest
from django.core.management import CommandError, call_command

from claims.models import Checkpoint

pytestmark = pytest.mark.django_db


def test_it_prints_the_signed_note(capsys):
    call_command("publish_checkpoint")

    assert capsys.readouterr().out == str(Checkpoint.objects.get().note)


def test_it_is_quiet_at_verbosity_0(capsys):
    call_command("publish_checkpoint", verbosity=0)

    assert capsys.readouterr() == ("", "")


def test_without_a_key_it_is_refused_in_words(settings):
    settings.CHECKPOINT_KEY = ""

    with pytest.raises(CommandError, match="set FACTCHECK_CHECKPOINT_KEY"):
        call_command("publish_checkpoint")
