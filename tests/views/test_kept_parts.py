"""A part of a page is made once for what it is given, and again for anything else."""

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.utils.safestring import mark_safe
from django.utils.translation import override

from claims.templatetags.keeping import Memory
from claims.text.plain_data import digest_of

PART = "{% load i18n %}{{ word }} {% translate 'Rulings' %}{{ made.now }}"
PAGE = "{% load keeping %}{% kept_include 'part.html' with word=word made=made only %}"


class Made:
    """Counts how often it is asked: no plain data."""

    n = 0

    def now(self):
        self.n += 1
        return self.n


def page(part=PART, text=PAGE):
    engine = Engine(
        loaders=[("django.template.loaders.locmem.Loader", {"part.html": part})],
        libraries={"keeping": "claims.templatetags.keeping", "i18n": "django.templatetags.i18n"},
    )
    return engine.from_string(text)


def test_the_same_values_give_the_part_that_was_made():
    template = page(part="{{ word.x }}{% cycle 'a' 'b' %}")

    assert template.render(Context({"word": {"x": "1"}})) == "1a"
    kept = template.render(Context({"word": {"x": "1"}, "elsewhere": "2"}))
    assert kept == "1a"
    assert template.render(Context({"word": {"x": "2"}})) == "2a"


def test_each_language_has_its_own():
    template, context = page(), Context({"word": "x"})

    told = {}
    for language in ("en", "es", "en"):
        with override(language):
            told.setdefault(language, set()).add(template.render(context))

    assert all(len(texts) == 1 for texts in told.values())
    assert told["en"] != told["es"]


def test_what_is_no_plain_data_is_made_each_time():
    template, context = page(), Context({"word": "x", "made": Made()})

    assert template.render(context) != template.render(context)


def test_a_text_and_the_same_as_safe_html_are_never_taken_for_one_another():
    template = page()

    safe = template.render(Context({"word": mark_safe("<b>")}))
    text = template.render(Context({"word": "<b>"}))

    assert safe.startswith("<b>")
    assert text.startswith("&lt;b&gt;")


def test_what_stands_around_it_is_never_kept():
    with pytest.raises(TemplateSyntaxError, match="only"):
        page(text="{% load keeping %}{% kept_include 'part.html' with word=word %}")


def test_the_part_that_nobody_asked_for_longest_goes_first():
    memory = Memory(2)
    for name in "ab":
        memory.put((name,), name)
    memory.get(("a",))

    memory.put(("c",), "c")

    assert [memory.get((name,)) for name in "abc"] == ["a", None, "c"]


def test_a_value_is_looked_at_once_however_many_parts_take_it(monkeypatch):
    looked_at = []

    def noted(value):
        looked_at.append(value)
        return digest_of(value)

    monkeypatch.setattr("claims.templatetags.keeping.digest_of", noted)
    word, other = {"x": "1"}, {"x": "1"}
    template = page(text=f"{PAGE}{PAGE}{PAGE.replace('word=word', 'word=other')}")

    template.render(Context({"word": word, "other": other}))
    template.render(Context({"word": word, "other": other}))

    assert [value for value in looked_at if value == word] == [word, other] * 2


def test_a_value_that_changed_between_two_pages_is_looked_at_anew():
    template, word = page(part="{{ word.x }}"), {"x": "1"}
    first = template.render(Context({"word": word}))
    word["x"] = "2"

    assert (first, template.render(Context({"word": word}))) == ("1", "2")
