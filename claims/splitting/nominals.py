"""Statements that hang on a noun: relatives, participles, appositions, titles and places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.splitting.asides import (
    Aside,
    is_indefinite,
    is_set_off,
    is_specific,
    name_of,
    rest,
    whole_phrase,
)
from claims.splitting.attribution import resumes
from claims.splitting.cues import PRIVATIVES, words
from claims.splitting.grammar import (
    COMPLEMENTS,
    SUBJECTS,
    agrees,
    conjuncts,
    is_actual,
    is_alone,
    is_finite,
    is_nationality,
    is_plural,
    is_verb,
    modal_tense,
    quote_pairs,
    shared_subject,
    subject_of,
    text_after,
    text_before,
)
from claims.splitting.inflection import copula, finite, is_past_form
from claims.splitting.limits import is_narrow, is_shared_out, may_be_of_another
from claims.splitting.modifiers import stands_apart
from claims.splitting.naming import is_year
from claims.splitting.people import is_kin, names_a_person

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from claims.splitting.draft import Word
    from claims.splitting.variants import Variants

RELATIVES = words("who which that whom whose")
FOLLOWING = words(  # what such a verb is said of is often what has happened
    "allow bring cause earn enable force give help lead leave make mean prompt require result "
    "spark trigger"
)
TITLED = words("vice deputy assistant acting interim ex co step half world")
NOT_STATING = words(
    "accord base concern compare consider depend exclude follow give include involve judge "
    "provide regard relate speak"
)
HAPPENED = words(  # what was done once: it "was built", where "is based" goes on
    "arrested born bought built created discovered established found founded killed launched "
    "opened painted published released shot signed sold stolen written"
)
AHEAD = words("due expect plan project promise propose schedule set")
ONCE = words("then once formerly previously")
SEVERAL = words("some any many most none several few all each both no every")
HONORIFICS = words("mr mrs ms miss dr prof sir dame lord lady mr. mrs. ms. dr. prof. st. st")
UNIQUE_TITLES = words(
    "president chancellor minister king queen pope emperor chairman chairwoman chief ceo leader "
    "manager coach captain mayor boss secretary"
)
TITLES = words(
    "senator congressman congresswoman representative governor judge justice attorney general "
    "colonel major lieutenant sergeant corporal constable detective inspector superintendent "
    "officer professor doctor minister deputy ambassador councillor lecturer bishop archbishop "
    "cardinal pastor reverend rabbi imam sheikh prince princess duke duchess count countess baron "
    "baroness councilman councilwoman commissioner director sheriff admiral commander speaker "
    "treasurer premier chairperson"
)
PEOPLE = words("man woman boy girl person people")
CROWNED = words("pope king queen prince princess emperor empress saint father sister brother")
OFFICE = words("of at for")
ONLY_KIN = words("wife husband widow widower mother father")  # of whom there is one
LONGEST_AGE = 3  # digits
AGE_WORDS = 5  # of "29-year-old"
SHORTEST = 3  # words of a participle that says something: "made in France"
NAMED = words("PERSON ORG GPE FAC LOC PRODUCT EVENT WORK_OF_ART")
PLACES = words("GPE LOC FAC")


def relatives(part: Token) -> Iterator[Aside]:
    """Yield "X, which did Y" as "X did Y"."""
    if part.dep_ not in {"relcl", "advcl"}:
        return
    yield from _placing(part)
    yield from _led_by_preposition(part)
    pronoun = _relative_pronoun(part)
    if part.dep_ != "relcl" or pronoun is None or not is_finite(part):
        return
    noun = thing_meant(part.head, pronoun)
    if noun is None or _is_vague(noun) or (noun == part.head and is_of_event(part, pronoun)):
        return
    if pronoun.dep_ in SUBJECTS and pronoun.head == part and not agrees(noun, part):
        return
    if pronoun.i > part.i or not _is_subject_side(pronoun, part):
        return
    if is_telling(part, noun):
        yield Aside(part, "relative", lambda variants: _related(part, noun, pronoun, variants))


def thing_meant(noun: Token, pronoun: Token) -> Token | None:
    """Return the one thing that "which" can mean where it stands behind a person, if there is."""
    if pronoun.lower_ != "which" or not (names_a_person(noun) or noun.ent_type_ == "PERSON"):
        return noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        return None
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if above.pos_ == "NOUN":  # "a trip with a friend, which"
        deeper = above.dep_ == "pobj" and above.head.head.pos_ in {"NOUN", "PROPN"}
        return None if deeper or names_a_person(above) else above
    if not is_verb(above):
        return None
    parts = [c for c in above.children if c.i < noun.i and c.dep_ in {"dobj", "prep"}]
    things = [n for c in parts for n in ([c] if c.dep_ == "dobj" else c.children)]
    found = [n for n in things if n.pos_ == "NOUN" and n != noun and not names_a_person(n)]
    return found[0] if len(found) == 1 else None


def _placing(part: Token) -> Iterator[Aside]:
    """Yield ", where she worked" as "she worked"."""
    adverbs = [c for c in part.children if c.tag_ == "WRB" and c.lower_ in {"where", "when"}]
    certain = is_set_off(part) or (part.dep_ == "relcl" and part.head.ent_type_ in PLACES)
    clause = part.dep_ in {"relcl", "advcl"} and certain and is_finite(part)
    clause = clause and any(c.dep_ in COMPLEMENTS for c in part.children)  # "where she lived"
    if clause and len(adverbs) == 1 and subject_of(part) is not None and is_actual(part):
        yield Aside(
            part, "relative", lambda variants: [rest(c, part, *adverbs) for c in variants.of(part)]
        )


def _led_by_preposition(part: Token) -> Iterator[Aside]:
    """Yield "X, with whom she has a son" as "she has a son with X"."""
    lead = part.left_edge
    noun, object_ = part.head, next((c for c in lead.children if c.dep_ == "pobj"), None)
    if part.dep_ != "relcl" or lead.dep_ != "prep" or lead.head != part or object_ is None:
        return
    fits = object_.lower_ in {"whom", "which"} and not list(object_.children)
    if not fits or not is_set_off(part) or _is_vague(noun) or len(conjuncts(noun)) > 1:
        return
    if subject_of(part) is None or not is_finite(part) or not is_actual(part):
        return
    if any(c.dep_ in {"conj", "advcl", "ccomp"} for c in part.children) or noun.dep_ == "attr":
        return
    if thing_meant(noun, object_) != noun:
        return
    name = plain_name(noun)
    yield Aside(
        part,
        "relative",
        lambda variants: [[*rest(c, part, lead, object_), lead, *name] for c in variants.of(part)],
    )


def is_telling(part: Token, noun: Token) -> bool:
    """Whether a clause adds something about the noun, rather than saying which one is meant."""
    if is_set_off(part) or noun.pos_ == "PROPN":
        return True
    return is_indefinite(noun) and noun.dep_ in {"dobj", "attr", "pobj"} and is_actual(noun)


def told_of(noun: Token, variants: Variants) -> list[Word]:
    """Return the words for the noun as a subject: what it is said to be, if it is said to be it."""
    said_of = noun.dep_ in {"attr", "oprd"} and (is_indefinite(noun) or noun.lower_ == "one")
    subject = shared_subject(noun.head) if said_of else None
    if subject is None or subject.dep_ == "expl":
        title = titled(noun)
        return [*title] if title else plain_name(noun)
    return whole_phrase(subject, variants)


def plain_name(noun: Token) -> list[Word]:
    """Return the noun with what identifies it; a person without a title that is told apart."""
    found = title_of(noun)
    return [*found[0]] if found is not None and found[2] == "PERSON" else name_of(noun)


def titled(noun: Token) -> list[Token]:
    """Return the quoted title that the noun is the last word of, with its marks."""
    for opening, closing in quote_pairs(noun.sent):
        if opening.i < noun.i < closing.i:
            inside = [t for t in noun.doc[opening.i + 1 : closing.i] if t.text != ","]
            return [opening, *inside, closing] if inside[-1] == noun else []
    return []


def is_of_event(part: Token, pronoun: Token) -> bool:
    """Whether ", which forced him to stop" may be said of all that was told before."""
    before = part.head.dep_ == "pobj"
    return pronoun.lower_ == "which" and before and part.lemma_ in FOLLOWING


def _relative_pronoun(part: Token) -> Token | None:
    """Return the pronoun that stands for the noun in the clause."""
    before = [token for token in part.subtree if token.i < part.i and token.lower_ in RELATIVES]
    pronouns = [token for token in before if token.tag_ in {"WDT", "WP", "WP$"}]
    return pronouns[0] if pronouns else None


def _is_subject_side(pronoun: Token, part: Token) -> bool:
    """Whether the pronoun is in the subject, so that the noun can take its place."""
    node = pronoun
    while node.head not in {part, node}:
        node = node.head
    return node.dep_ in SUBJECTS


def _is_vague(noun: Token) -> bool:
    """Whether the noun is no certain thing that a sentence could be about."""
    if is_shared_out(noun):
        return True
    return noun.pos_ not in {"NOUN", "PROPN"} or any(
        child.lower_ in SEVERAL for child in noun.children if child.dep_ in {"det", "amod"}
    )


def identifying(part: Token) -> Iterator[Aside]:
    """Yield a clause that says which thing is meant as a statement too, at the fine grain."""
    noun = part.head
    if (
        part.dep_ not in {"relcl", "acl"}
        or not _is_identified(noun)
        or is_telling(part, noun)
        or _is_vague(noun)
    ):
        return
    pronoun = _relative_pronoun(part)
    if part.dep_ == "relcl" and pronoun is not None and is_finite(part):
        if pronoun.dep_ in SUBJECTS and pronoun.head == part and agrees(noun, part):
            yield Aside(part, "relative", lambda variants: _related(part, noun, pronoun, variants))
    elif _is_participle(part):
        yield Aside(part, "participle", lambda variants: _participle(part, noun, variants))


def subject_clauses(part: Token) -> Iterator[Aside]:
    """Yield "Six people taken hostage left" as "the six people were taken hostage", too."""
    noun = part.head
    if part.dep_ not in {"relcl", "acl"} or noun.dep_ not in SUBJECTS or noun.pos_ != "NOUN":
        return
    counted = any(c.dep_ == "nummod" for c in noun.children) and noun.tag_ == "NNS"
    if not (is_specific(noun) or counted) or is_telling(part, noun) or _is_vague(noun):
        return
    if len(conjuncts(noun)) > 1 or is_narrow(noun) or not is_told_of(noun):
        return
    pronoun = _relative_pronoun(part)
    if part.dep_ == "relcl" and pronoun is not None and is_finite(part):
        if pronoun.dep_ in SUBJECTS and pronoun.head == part and agrees(noun, part):
            yield Aside(part, "relative", lambda v: _related(part, noun, pronoun, v), kept=True)
    elif _is_participle(part):
        yield Aside(part, "participle", lambda v: _participle(part, noun, v), kept=True)


def is_told_of(noun: Token) -> bool:
    """Whether something has happened to the noun, or with it: no rule, no plan."""
    past = modal_tense(noun) == "past" or noun.head.tag_ == "VBN"
    reports = any(child.dep_ == "ccomp" for child in noun.head.children)
    return is_actual(noun) and (past or reports)


def _is_identified(noun: Token) -> bool:
    """Whether the noun is a thing that there is, so that a sentence can be about it."""
    if noun.dep_ not in {"dobj", "pobj", "attr"} or noun.pos_ != "NOUN" or not is_actual(noun):
        return False
    if noun.dep_ == "pobj" and is_narrow(noun.head.head):  # "the only café on the island that"
        return False
    bare = noun.tag_ == "NNS" and not any(c.dep_ == "det" for c in noun.children)
    return is_specific(noun) or (bare and modal_tense(noun) == "past")


def _related(part: Token, noun: Token, pronoun: Token, variants: Variants) -> list[list[Word]]:
    name: list[Word] = [*told_of(noun, variants)]
    if pronoun.tag_ == "WP$":
        name.append("'s")
    return [
        [piece for token in rest(choice, part) for piece in (name if token == pronoun else [token])]
        for choice in variants.of(part)
    ]


def participles(part: Token) -> Iterator[Aside]:
    """Yield "a treaty signed by X" as "the treaty was signed by X"."""
    noun = part.head
    if not _is_participle(part) or resumes(noun):
        return
    if one := _one_of(noun):
        if one.dep_ in {"attr", "oprd"} and is_set_off(part) and is_actual(one):
            yield Aside(part, "participle", lambda variants: _participle(part, one, variants))
        return
    if _is_vague(noun) or not is_specific(noun):
        return
    if noun.dep_ == "ROOT" and is_past_form(part.lower_):  # it may be the sentence's verb
        return
    if is_telling(part, noun):
        yield Aside(part, "participle", lambda variants: _participle(part, noun, variants))


def _one_of(noun: Token) -> Token | None:
    """Return the "one" of "one of the best, known for": what follows is said of that one."""
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return over if over.lower_ == "one" else None


def _is_participle(part: Token) -> bool:
    """Whether the part is a participle that says something of its noun."""
    if part.dep_ != "acl" or part.tag_ not in {"VBN", "VBG", "VBD"} or part.lemma_ in NOT_STATING:
        return False
    if part.head.ent_type_ == "DATE":  # "videos during the past year aimed at"
        return False
    if any(c.dep_ in {"aux", "auxpass", "mark", "neg"} | SUBJECTS for c in part.children):
        return False
    if may_be_of_another(part, part.head):
        return False
    return is_set_off(part) or len(list(part.subtree)) >= SHORTEST


def resumptions(part: Token) -> Iterator[Aside]:
    """Yield ", a view shared by X" as "the view was shared by X"."""
    if resumes(part):
        clause = next(c for c in part.children if c.dep_ in {"acl", "relcl"})
        if clause.tag_ == "VBN":
            yield Aside(part, "apposition", lambda v: _participle(clause, part, v))


def _participle(part: Token, noun: Token, variants: Variants) -> list[list[Word]]:
    """Return the sentences of a participle with the noun as its subject."""
    name = told_of(noun, variants)
    return [[*name, *_said_by_participle(part, choice, noun)] for choice in variants.of(part)]


def _said_by_participle(part: Token, choice: frozenset[int], noun: Token) -> list[Word]:
    """Return what the chosen one of joined participles says of the noun, with a finite verb."""
    tense, plural = modal_tense(noun), noun.tag_ in {"NNS", "NNPS"}
    verb = next((m for m in conjuncts(part) if m.i in choice), part)
    if verb.tag_ == "VBG":
        done = finite(verb.lemma_, tense, plural=plural)
        return [done if t == verb else t for t in rest(choice, part)]
    acted = verb.lower_ in HAPPENED or any(c.dep_ == "agent" for c in verb.children)
    acted = acted or (is_dated(part) and part.lemma_ not in AHEAD)
    return [copula("past" if acted else tense, plural=plural), *rest(choice, part)]


def is_dated(part: Token) -> bool:
    """Whether it is told in which year something was done."""
    dates = (c for p in part.children if p.lower_ in {"in", "on"} for c in p.children)
    return any(is_year(token) for date in dates for token in date.subtree)


def appositions(part: Token) -> Iterator[Aside]:
    """Yield "X, a Y," as "X is a Y"."""
    noun = part.head
    if part.dep_ != "appos" or not is_set_off(part) or _is_list(part, noun):
        return
    if is_verb(part) or subject_of(part) is not None or resumes(part):
        return
    if not _are_as_many(part, noun) or _is_next_title(part):
        return
    within = noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.pos_ == "PROPN"
    if part.ent_type_ in PLACES and (noun.ent_type_ in {*PLACES, "ORG"} or within):
        yield Aside(part, "place", lambda variants: _placed(part, noun, variants))
    elif _describes(part, noun):
        step = "title" if _is_bare_role(part, noun) else "apposition"
        yield Aside(part, step, lambda variants: _apposed(part, noun, variants))
    elif is_named_after(noun, part):
        yield Aside(part, "apposition", lambda variants: _apposed(noun, part, variants), kept=True)


def _is_list(part: Token, noun: Token) -> bool:
    """Whether the apposition may be an item of a list that was misread."""
    joined = [*noun.children, *part.children]
    return any(c.dep_ in {"cc", "conj"} and c.i > part.i for c in noun.children) or (
        sum(child.dep_ == "appos" and child.tag_ != "CD" for child in joined) > 1
    )


def _is_next_title(part: Token) -> bool:
    """Whether the apposition is the next title of a list: "My Boss, My Teacher (2006)"."""
    years = [c for c in part.children if c.is_digit and text_before(c) == "("]
    own = part.left_edge
    return bool(years) or (own.tag_ == "PRP$" and own.text[0].isupper())


def is_named_after(noun: Token, part: Token) -> bool:
    """Whether the name of what is described comes second: "the president, Joe Biden,"."""
    near = part.left_edge.i <= noun.i + 2
    return near and not is_indefinite(part) and _describes(noun, part)


def _are_as_many(part: Token, noun: Token) -> bool:
    """Whether one is said to be one: not "her husband, Ann Lee, two sons and a nephew"."""
    several = any(member.tag_ in {"NNS", "NNPS"} for member in conjuncts(part))
    return not several or noun.tag_ in {"NNS", "NNPS"} or noun.ent_type_ not in {"PERSON", ""}


def _describes(part: Token, noun: Token) -> bool:
    """Whether the part is a description, and the noun a name or a certain thing."""
    if part.pos_ == "PROPN" and is_indefinite(part):  # "the plane, a Boeing 737"
        return noun.pos_ == "NOUN" and is_specific(noun) and not is_indefinite(noun)
    described = part.pos_ == "NOUN" and (
        any(c.dep_ in {"det", "poss", "amod", "compound", "nummod"} for c in part.children)
        or _is_bare_role(part, noun)
    )
    return described and (noun.pos_ == "PROPN" or (is_specific(noun) and is_indefinite(part)))


def _is_bare_role(part: Token, noun: Token) -> bool:
    """Whether a noun without an article says what somebody is: "director of the museum"."""
    bare = not any(c.dep_ in {"det", "poss"} for c in part.children)
    role = bare and (names_a_person(part) or is_kin(part)) and noun.ent_type_ == "PERSON"
    listed = any(t.dep_ == "conj" and t.ent_type_ == "PERSON" for t in part.subtree)
    return role and not listed and any(c.lower_ in OFFICE for c in part.children)


def _role(part: Token, said: list[Word]) -> list[Word]:
    """Return a description with the article that "wife of Tom Lee" wants as a predicate."""
    bare = is_kin(part) and not any(c.dep_ in {"det", "poss"} for c in part.children)
    bare = bare and part.left_edge == part
    return ["the" if part.lower_ in ONLY_KIN else "a", *said] if bare else said


def _apposed(part: Token, noun: Token, variants: Variants) -> list[list[Word]]:
    plural = is_plural(noun) and noun.dep_ != "conj" and noun.pos_ != "PROPN"
    if part.i < noun.i:  # "the president, Joe Biden": the name comes second
        described: list[list[Word]] = [name_of(part)]
    else:
        described = [rest(choice, part) for choice in variants.of(part)]
    past = any(child.lower_ in ONCE for child in part.children)
    be = copula("past" if past else "present", plural=plural)
    return [[*name_of(noun), be, *_role(part, words_)] for words_ in described]


def _placed(part: Token, noun: Token, variants: Variants) -> list[list[Word]]:
    return [[*name_of(noun), "is", "in", *whole_phrase(part, variants)]]


def places(part: Token) -> Iterator[Aside]:
    """Yield "the museum in Oslo" as "the museum is in Oslo"."""
    noun = part.head
    where = [c for c in part.children if c.dep_ == "pobj"]
    places = PLACES | {"ORG"} if part.lower_ == "in" else {"PERSON"}
    named = noun.pos_ == "PROPN" and noun.ent_type_ in places
    if part.dep_ != "prep" or part.lower_ not in {"in", "from"} or not named or len(where) != 1:
        return
    if any(child.dep_ == "npadvmod" for child in part.children) or part.left_edge != part:
        return  # "ten miles from Dover"
    if noun.head.lower_ == "as" or stands_apart(part, noun):
        return
    if where[0].ent_type_ == "GPE" and noun.ent_iob_ != "" and part.ent_type_ == "":
        yield Aside(part, "place", lambda v: [[*plain_name(noun), "is", *v.doc_words(part)]])


def ages(part: Token) -> Iterator[Aside]:
    """Yield "X, 29," as "X is 29"."""
    noun = part.head
    after = part.i + 1
    if part.tag_ != "CD" or noun.ent_type_ != "PERSON" or len(part.text) > LONGEST_AGE:
        return
    if is_set_off(part) and part.i > noun.i and part.doc[after : after + 1].text in {",", ")"}:
        yield Aside(part, "age", lambda _: [[*plain_name(noun), "is", part]])


def ages_before(part: Token) -> Iterator[Aside]:
    """Yield "29-year-old X" as "X is 29 years old"."""
    noun = part.head
    if part.lower_ != "old" or part.dep_ not in {"amod", "compound"} or noun.ent_type_ != "PERSON":
        return
    inside = list(part.subtree)
    number, unit = inside[0], [t for t in inside if t.lower_ == "year"]
    if number.tag_ == "CD" and len(unit) == 1 and len(inside) == AGE_WORDS and part.i < noun.i:
        name = [word for word in name_of(noun) if isinstance(word, str) or word not in inside]
        yield Aside(part, "age", lambda _: [[*name, "is", number, "years", part]])


def nationalities(part: Token) -> Iterator[Aside]:
    """Yield "X is a French actor" as "X is French"."""
    noun = part.head
    if (
        not _is_nationality(part)
        or part.dep_ != "amod"
        or noun.dep_ != "attr"
        or not is_actual(noun)
    ):
        return
    subject = shared_subject(noun.head)
    named = subject is not None and (subject.pos_ == "PROPN" or subject.lower_ in {"he", "she"})
    if named and subject is not None and noun.head.lemma_ == "be" and not is_plural(subject):
        be = copula(modal_tense(noun), plural=False)
        said = [
            t for t in noun.subtree if is_nationality(t) and t.i <= part.i and text_after(t) != "-"
        ]
        also = tuple(t for t in said if t.head == noun and t != part)
        yield Aside(
            part,
            "nationality",
            lambda v: [[*whole_phrase(subject, v), be, *said]],
            also=also,
        )


def _is_nationality(word: Token) -> bool:
    """Whether the word is one alone, not half of "Irish-born"."""
    return is_nationality(word) and word.doc[word.i + 1 : word.i + 2].text != "-"


def short_titles(noun: Token) -> Iterator[Aside]:
    """Yield "Australian TV actress X" as "X is Australian" and "X is an actress", too."""
    found = title_of(noun)
    if found is None or found[2] != "PERSON":
        return
    name, title, _ = found
    before, role = title[:-1], title[-1]
    plain = role.tag_ == "NN" and role.lower_ not in UNIQUE_TITLES
    if not plain or any(t.lower_ in PRIVATIVES | TITLED for t in before):
        return
    owner = max((n for n, t in enumerate(before) if t.tag_ == "POS"), default=-1)  # "Chelsea's"
    own = before[owner + 1 :]
    said = [t for t in own if is_nationality(t) and t.dep_ == "amod" and text_after(t) != "-"]
    alone = [t for t in said if is_alone(t)]
    told: list[list[Word]] = [[*name, "is", t] for t in alone]
    joined = before[-1:] and before[-1].text == "-"  # "team-mate" is one word
    if owner < 0 and not joined and any(t.pos_ in {"PROPN", "ADJ", "NOUN"} for t in before):
        told.append([*name, "is", "an" if role.lower_[0] in "aeiou" else "a", role])
    if told:
        yield Aside(role, "title", lambda _: told, kept=True)


def title_of(noun: Token) -> tuple[list[Token], list[Token], str] | None:
    """Return a name, the words before it that say what it is, and what kind of name it is."""
    if not noun.ent_type_:
        return None
    name = next((e for e in noun.sent.ents if e.start <= noun.i < e.end), None)
    if name is None or name.label_ not in NAMED or noun.dep_ == "poss":
        return None
    if noun.head.i in range(name.start, name.end):
        return None
    start = _first_of_name(name)
    parts = [c for c in noun.children if c.left_edge.i < start and c.i < start]
    title = [noun.doc[i] for i in range(noun.left_edge.i, start)]
    if not _is_title(title, parts) or (start == noun.i and title[-1].lower_ in CROWNED):
        return None
    return list(noun.doc[start : noun.i + 1]), title, name.label_


def titles(noun: Token) -> Iterator[Aside]:
    """Yield "President X" as "X is the President", "the film X" as "X is a film"."""
    found = title_of(noun)
    if found is not None:
        words_, title, label = found
        start = words_[0].i
        parts = [c for c in noun.children if c.left_edge.i < start and c.i < start]
        yield Aside(
            parts[0],
            "title",
            lambda _: [[*words_, "is", *_with_article(title, label)]],
            also=tuple(parts[1:]),
        )


def _first_of_name(name: Span) -> int:
    """Return where a name starts, behind words that the parser took into it: "club Aston Villa"."""
    inside = [t.i for t in name if t.pos_ == "NOUN" and t.i + 1 < name.end and t.tag_ == "NN"]
    return inside[-1] + 1 if inside else name.start


def _is_title(title: list[Token], parts: list[Token]) -> bool:
    """Whether the words before a name say what the person is."""
    if not title or any(is_foreign(t) for t in title):
        return False
    role = title[-1]
    if role.lower_ in PEOPLE:  # "the man Ann Lee accused left"
        return False
    trade = bool(role.is_sent_start) and names_a_person(role)  # "Striker Tom Lee scored"
    common = role.pos_ == "NOUN" or role.lower_ in UNIQUE_TITLES | TITLES or trade
    roles = (
        common
        and role.pos_ in {"NOUN", "PROPN"}
        and role.tag_ != "NNS"  # "the novels X and Y"
        and role.dep_ in {"compound", "nmod"}
        and role in parts
    )
    return roles and role.lower_ not in HONORIFICS and role.ent_type_ in {"", "NORP"}


def is_foreign(word: Token) -> bool:
    """Whether a word cannot stand in a title; "Oslo-based" can."""
    joined = text_before(word) == "-" and word.dep_ == "amod"
    if word.text == "-" or joined:
        return False
    return word.pos_ in {"ADP", "VERB", "PUNCT", "CCONJ", "PRON"}


def _with_article(title: list[Token], label: str) -> list[Word]:
    """Return a title with the article that a sentence wants before it."""
    common = label != "PERSON" or title[-1].lower_ not in UNIQUE_TITLES
    if common and title[0].lower_ == "the" and len(title) > 1:
        return _with_article(title[1:], label)
    if title[0].dep_ in {"det", "poss"} or any(t.tag_ == "POS" for t in title):
        return [*title]
    if title[-1].lower_ in UNIQUE_TITLES:
        return ["the", *title]
    return ["an" if title[0].lower_[0] in "aeiou" else "a", *title]
