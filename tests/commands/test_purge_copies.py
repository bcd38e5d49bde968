"""All copies are called back by hand, and the status says whether they went."""

import pytest
from django.core.management import CommandError, call_command

from claims.models import Purge
from tests.servers import running_site

pytestmark = pytest.mark.django_db


def test_without_a_cdn_it_says_what_to_set():
    with pytest.raises(CommandError, match="FACTCHECK_CDN"):
        call_command("purge_copies")


@pytest.mark.parametrize("status", [200, 500])
def test_it_purges_and_says_whether_that_worked(settings, capsys, status):
    with running_site() as site:
        settings.CDN = "varnish"
        settings.PURGE_URLS = [site.at("/", lambda request: request.answer(status=status))]
        if status == 200:
            call_command("purge_copies")
        else:
            with pytest.raises(CommandError, match="answered 500"):
                call_command("purge_copies")

    assert len(site.seen) == 1
    assert Purge.objects.in_trouble().exists() == (status == 500)
