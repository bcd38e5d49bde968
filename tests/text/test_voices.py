"""Which sources are one voice, and why."""

from claims.text.voices import Said, Voice, group, pair_of


def keys(*voices, shared=None, said=()):
    return [found.keys for found in group(voices, shared or {}, said)]


def why(*voices, shared=None, said=()):
    return [(t.kind, t.common) for g in group(voices, shared or {}, said) for t in g.ties]


BBC = Voice(1, publisher="The BBC", addresses=("https://www.bbc.co.uk/1",))
BBC_NEWS = Voice(2, publisher="BBC News", addresses=("https://m.bbc.co.uk/2",))
DAILY = Voice(3, publisher="Daily", addresses=("https://daily.example/",), credits=("AFP",))
POST = Voice(4, publisher="Post", addresses=("https://post.example/",), credits=("AFP", "dpa"))
AFP = Voice(5, publisher="Agence France-Presse")


def test_each_reason_is_told_by_what_is_common():
    assert why(BBC, BBC_NEWS) == [("domain", "bbc.co.uk")]
    assert why(BBC, Voice(9, publisher="BBC Ltd.")) == [("publisher", "The BBC")]
    assert why(DAILY, POST) == [("agency", "AFP")]
    assert why(DAILY, AFP) == [("agency", "AFP")]
    assert why(BBC, DAILY, shared={(1, 3): 180}) == [("text", "180")]
    assert why(Voice(1, title="Letter"), Voice(2, title="letter")) == [("title", "Letter")]


def test_what_has_nothing_in_common_is_each_its_own():
    assert keys(BBC, DAILY) == [(1,), (3,)]
    assert keys() == []
    assert keys(Voice(1), Voice(2)) == [(1,), (2,)]


def test_a_title_tells_only_where_nothing_else_does():
    one = Voice(1, title="Budget", publisher="A", addresses=("https://a.example",))
    other = Voice(2, title="Budget", publisher="B", addresses=("https://b.example",))

    assert keys(one, other) == [(1,), (2,)]


def test_being_one_goes_on_from_each_to_the_next():
    assert keys(BBC, BBC_NEWS, DAILY, POST, shared={(2, 4): 60}) == [(1, 2, 3, 4)]


def test_a_person_parts_what_the_machine_joined_and_joins_what_it_did_not():
    apart = Said((3, 4), one=False, reason="Each wrote its own.")
    together = Said((1, 3), one=True, reason="One owner.")

    assert keys(DAILY, POST, said=[apart]) == [(3,), (4,)]
    assert why(BBC, DAILY, said=[together]) == [("person", "One owner.")]
    assert keys(BBC, said=[together]) == [(1,)]


def test_two_that_were_parted_stay_one_by_way_of_a_third():
    apart = Said((3, 4), one=False, reason="Each wrote its own.")

    assert keys(DAILY, POST, AFP, said=[apart]) == [(3, 4, 5)]


def test_a_pair_has_one_order():
    assert pair_of(2, 1) == pair_of(1, 2) == (1, 2)
