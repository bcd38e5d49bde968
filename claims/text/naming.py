"""Whether a text names somebody, as “the press office of Chen Li” names Chen Li."""

from claims.text.words import words_of

# Words of names that alone point to nobody; the house's own list, in the desk's languages.
SMALL = frozenset(words_of("the of and for in on a an de del la las los el y e da do der die das"))


def names_person(text: str, name: str) -> bool:
    """Whether a text has a name of a person in it: the surname will do, or the given name."""
    named = content_of(name)
    spelt = all(len(word) == 1 for word in named)  # a script without spaces: no word of it will do
    return names_body(text, name) if spelt else bool(named & content_of(text))


def names_body(text: str, name: str) -> bool:
    """Whether a text has each word of a name in it, or its initials; small words don't count."""
    named, words = content_of(name), content_of(text)
    initials = "".join(word[0] for word in words_of(name) if word not in SMALL)
    return bool(named) and (named <= words or (len(initials) > 1 and initials in words))


def content_of(text: str) -> set[str]:
    """Return the words of a text but the small ones."""
    return set(words_of(text)) - SMALL
