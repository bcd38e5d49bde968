import pytest

from claims.splitting.draft import Draft
from claims.splitting.guards import passes
from claims.splitting.loading import load_parser


def draft(sentence, *without):
    """Return the sentence as a draft that has lost some of its words."""
    doc = load_parser()(sentence)
    kept = [token for token in doc if token.text not in without]
    return Draft(kept, next(doc.sents).root)


@pytest.mark.parametrize(
    ("sentence", "lost"),
    [
        ("He did not sign the letter.", ["not"]),
        ("He never signed the letter.", ["never"]),
        ("The plant may close in May.", ["may"]),
        ("No doctor signed the letter.", ["No"]),
        ("Few doctors signed the letter.", ["Few"]),
        ("The firm left without the money.", ["without", "the", "money"]),
        ("The firm sold cars in Oslo.", ["Oslo"]),
        ("The firm sold cars.", ["sold", "cars"]),
    ],
)
def test_a_draft_that_lost_what_it_needs_is_refused(sentence, lost):
    assert passes(draft(sentence))
    assert not passes(draft(sentence, *lost))


def test_a_draft_may_lose_a_place():
    assert passes(draft("The firm sold cars in Oslo.", "in", "Oslo"))
