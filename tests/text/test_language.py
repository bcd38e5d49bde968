"""A text's language is heard in it, without a network."""

from claims.text.language import detect_language


def test_a_language_is_told_with_how_sure_it_is():
    language, probability = detect_language("Die Steuern sind gestiegen, sagt der Minister.")

    assert language == "de"
    assert 0.9 < probability <= 1


def test_nothing_is_heard_in_nothing():
    assert detect_language("")[1] < 0.5
    assert detect_language("1 2 3")[1] < 0.5
