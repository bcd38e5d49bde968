import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_claim, make_evidence, make_snapshot, make_source
from tests.keeping import fresh

pytestmark = pytest.mark.django_db

COPY = "The treaty of 1961 lapsed in 1996, thirty-five years on."


@pytest.fixture
def piece():
    source = make_source()
    make_snapshot(source, COPY)
    return make_evidence(make_claim(), source, quote="The treaty of 1961 lapsed in 1996")


def test_it_checks_every_quotation_and_counts(piece, capsys):
    make_evidence(make_claim(), make_source(url=""))

    call_command("check_quotations")

    assert fresh(piece).found == "verbatim"
    told = "2 quotations: 1 unchecked, 1 verbatim, 0 near, 0 absent; 1 changed.\n"
    assert capsys.readouterr() == (told, "")


def test_it_checks_those_of_one_article(piece):
    other = make_claim().article

    call_command("check_quotations", article=other.public_id, verbosity=0)
    assert fresh(piece).found == "unchecked"

    call_command("check_quotations", article=piece.claim.article.public_id, verbosity=0)
    assert fresh(piece).found == "verbatim"


def test_an_unknown_article_is_told():
    with pytest.raises(CommandError, match="There is no article 'zzzzzzzz'"):
        call_command("check_quotations", article="zzzzzzzz")
