"""Coordination: "A and B did C" as two statements, with what both share, where that is safe."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from claims.splitting.cues import (
    CONDITIONS,
    HEDGES,
    NEGATIONS,
    RECIPROCAL,
    TOGETHER,
    WHOEVER,
    words,
)
from claims.splitting.grammar import (
    AUXILIARIES,
    PERSON_NOUN,
    SUBJECTS,
    conjuncts,
    is_conditional,
    is_finite,
    is_negated,
    is_quote,
    is_verb,
    may_be_person,
    subject_of,
    text_before,
)
from claims.splitting.limits import ENDS, is_gapped, is_measure

if TYPE_CHECKING:
    from spacy.tokens import Token

JOINING = words("and but & plus while")
SPREADABLE = words(
    "ROOT nsubj nsubjpass dobj attr pobj acomp oprd xcomp ccomp relcl acl advcl pcomp prep conj "
    "agent parataxis dative appos amod"
)
BINDING_PREPOSITIONS = words("between among amongst betwixt except besides")
COLLECTIVE = words("assemble comprise constitute encircle gather outnumber surround")
QUANTITIES = words("hundred thousand million dozen score number majority half third quarter")
BINDING_NOUNS = words(
    "agreement alliance average balance battle blend border clash collaboration combination "
    "comparison conflict deal difference distance divorce duo fight friendship gap league link "
    "marriage match meeting merger mix mixture pact pair partnership peace relation relationship "
    "rivalry series sum team tie total treaty trio union war"
)
DETERMINERS_THAT_BIND = words("no neither either any all every each few both most only")
JOINT = words("their theirs them themselves they")
TRANSITIVE = words(  # these take the object that stands after the next verb
    "abduct abuse acquire arrest attack beat buy build capture create cut defeat design develop "
    "direct draw edit establish film found host injure invent kidnap kill launch manage murder own "
    "paralyse paralyze perform photograph produce publish purchase rape record release repair rob "
    "send shoot sign stab strangle threaten torture translate wound write"
)
NEVER_PASSIVE = words(
    "appear arrive become begin come die emerge fall go graduate grow happen last live move occur "
    "remain resign retire return rise serve sleep stay study survive swim trek walk work"
)
GROUPS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "PRON": "noun"}
COLOURS = words("black white red blue green yellow grey gray brown pink purple orange gold silver "
    "sweet sour hot cold male female public private big small")  # fmt: skip
PLACING = words("outside inside near around behind beyond above below")
MOST_MEMBERS = 12
UNIQUE = words("chair chairman chairwoman chancellor head leader mayor president")
ONE_PLACE = frozenset(  # countries, regions and firms whose name has "and" in it
    {("jammu", "kashmir"), ("trinidad", "tobago"), ("bosnia", "herzegovina"), ("tyne", "wear"),
        ("antigua", "barbuda"), ("turks", "caicos"), ("newfoundland", "labrador"),
        ("brighton", "hove"), ("dolce", "gabbana"), ("marks", "spencer"), ("procter", "gamble"),
        ("johnson", "johnson")}
)  # fmt: skip


def splittable_members(head: Token, quoted: frozenset[int]) -> list[Token]:
    """Return the members of the coordination that starts here, if each can be said alone."""
    members = conjuncts(head)
    if head.dep_ == "conj" or not 1 < len(members) <= MOST_MEMBERS:
        return []
    if head.dep_ not in SPREADABLE or _is_in_quotation(members, quoted):
        return []
    if not _is_plain_and(members) or not _are_alike(members) or _is_one_name(members):
        return []
    if any(text_before(member.left_edge).isdigit() for member in members[1:]):
        return []  # "the moment 2 | tourists lit it"
    return [] if _is_bound(head, members) else members


def _is_in_quotation(members: list[Token], quoted: frozenset[int]) -> bool:
    """Whether the coordination is inside one quotation; quoted titles in a row are not."""
    within = [member for member in members if member.i in quoted]
    if not within:
        return False
    joints = [c for m in members for c in m.children if c.dep_ == "cc"]
    apart = all(any(is_quote(t) for t in a.doc[a.i : b.i]) for a, b in pairwise(members))
    return not apart or any(joint.i in quoted for joint in joints) or not joints


def _is_plain_and(members: list[Token]) -> bool:
    """Whether the members are joined by "and" or its like, and by nothing else."""
    joints = {c.lower_ for m in members for c in m.children if c.dep_ in {"cc", "preconj"}}
    joints -= {"both", "also", "then", "as", "well"}  # "as well as" is parsed as three words
    return joints <= JOINING and not any(
        child.lower_ in {"not", "rather"}
        for member in members
        for child in member.children
        if child.dep_ in {"cc", "neg", "advmod"} and child.i < member.i
        if not (is_verb(member) and is_finite(member))
    )


def _are_alike(members: list[Token]) -> bool:
    """Whether the members are of one class of words, so that one can stand for the other."""
    if len({member.ent_type_ in {"PERCENT", "MONEY"} for member in members}) > 1:
        return False  # "banks lost 3% and miners 4%"
    groups = {_class_of(member) for member in members}
    return len(groups) == 1 and groups <= {"verb", "noun", "ADJ", "ADP", "NUM"}


def _class_of(member: Token) -> str:
    """Return the class of the word; "limited" in "has been limited" is a verb, whatever its tag."""
    if any(child.dep_ in AUXILIARIES for child in member.children):
        return "verb"
    return GROUPS.get(member.pos_, member.pos_)


def _is_one_name(members: list[Token]) -> bool:
    """Whether the coordination is inside one name: "Law & Order"."""
    first, last = members[0], members[-1]
    pairs = {(a.lower_, b.lower_) for a, b in pairwise(members)}
    if pairs & ONE_PLACE or any(
        c.text == "&" and c.dep_ == "cc" for member in members for c in member.children
    ):
        return True
    same = {t.ent_type_ for t in first.doc[first.i : last.i + 1]}
    return (
        len(same) == 1
        and "" not in same
        and all(t.ent_iob_ == "I" for t in first.doc[first.i + 1 : last.i + 1])
    )


def _is_bound(head: Token, members: list[Token]) -> bool:
    """Whether the members hold only together."""
    if is_verb(head) and head.dep_ not in {"pobj", "dobj", "nsubj"}:
        return _verbs_are_bound(members)
    if _inside_denial(head) or hold_together(members):
        return True
    if head.dep_ in {"nsubj", "nsubjpass"}:
        return _acts_together(head, members)
    return _nouns_are_bound(head)


def _shares_measure(members: list[Token]) -> bool:
    """Whether "fewer clothes and toys" leaves open whether the toys are fewer, too."""
    first, *others = (any(_compares(c) for c in m.children if c.i < m.i) for m in members)
    return first and not all(others)


def _compares(word: Token) -> bool:
    return word.tag_ in {"JJR", "RBR"} or word.lower_ in {"enough", "too", "least"}


def hold_together(members: list[Token]) -> bool:
    """Whether it cannot be known what a later member is joined to, or what is said of it."""
    head = members[0]
    if is_verb(head):
        return _may_be_the_speakers(members)
    deeper = head.pos_ == "NOUN" and may_go_deeper(head)
    deeper = deeper or may_share_what_is_owned(members)
    if _shares_measure(members):
        return True
    return deeper or is_end_of_span(head) or has_insertion(members) or is_misread_phrase(members)


def may_share_what_is_owned(members: list[Token]) -> bool:
    """Whether "Ann Lee and Tom Day's leaflet" may be the leaflet of both."""
    owners = [c for c in members[-1].children if c.dep_ == "poss" and c.pos_ == "PROPN"]
    named = members[-1].ent_type_ == owners[0].ent_type_ if owners else True
    return not named and all(m.ent_type_ == owners[0].ent_type_ != "" for m in members[:-1])


def is_end_of_span(head: Token) -> bool:
    """Whether the members are what "from" goes on to: "from A to B, from C to D and in E"."""
    return head.lower_ in ENDS and any(t.lower_ == "from" for t in head.ancestors)


def is_misread_phrase(members: list[Token]) -> bool:
    """Whether a later member has a place of its own: "in parks and outside schools"."""
    first = (member.left_edge for member in members[1:])
    return any(t.lower_ in PLACING and t.dep_ in {"amod", "prep", "advmod"} for t in first)


def has_insertion(members: list[Token]) -> bool:
    """Whether a phrase behind the "and" is said of one only: "and, on Fridays, fish"."""
    joints = [c for member in members for c in member.children if c.dep_ == "cc"]
    return any(joint.doc[joint.i + 1 : joint.i + 2].text == "," for joint in joints)


def _verbs_are_bound(members: list[Token]) -> bool:
    """Whether joined verbs share a condition, a denial or an object that only one of them has."""
    head = members[0]
    if any(
        is_conditional(m) for m in members if not _is_denied_last(m, members)
    ) or _may_be_the_speakers(members):
        return True
    if any(_may_go_lower(head, member) for member in members[1:]):
        return True
    if is_negated(head) and any(
        subject_of(m) is None and m.tag_ not in {"VBD", "VBZ", "VBP"} and not _own_aux(m)
        for m in members[1:]
    ):
        return True
    return any(_shares_object(a, b) for a, b in pairwise(members))


def _is_denied_last(verb: Token, members: list[Token]) -> bool:
    """Whether "but did not win until 1961" has a condition that is its own alone."""
    first = members[0]
    contrast = any(c.lower_ == "but" for c in members[-2].children if c.dep_ == "cc")
    own = verb == members[-1] and is_negated(verb) and not is_negated(first)
    return (
        contrast and own and not any(c.lower_ in CONDITIONS for c in first.subtree if c.i < first.i)
    )


def _may_be_the_speakers(members: list[Token]) -> bool:
    """Whether "he said it was late and left" leaves open who left."""
    own = {"VBD", "VBZ", "VBP"}
    return members[0].dep_ == "ccomp" and any(
        subject_of(member) is None
        and not are_adjacent(before, member)
        and (member.tag_ in own if not _own_aux(member) else _is_contrasted(before))
        for before, member in pairwise(members)
    )


def _is_contrasted(verb: Token) -> bool:
    """Whether "but" stands behind the verb: "he said it was late but was told to wait"."""
    return any(child.dep_ == "cc" and child.lower_ == "but" for child in verb.children)


def _may_go_lower(head: Token, member: Token) -> bool:
    """Whether "is likely to be finished and opened" leaves open which verb is gone on with."""
    if member.tag_ not in {"VBD", "VBN"} or subject_of(member) is not None or _own_aux(member):
        return False
    return any(
        verb.tag_ == "VBN" and any(child.tag_ == "TO" for child in verb.children)
        for verb in head.doc[head.i : member.i]
        if verb == head or head in verb.ancestors
    )


def _own_aux(verb: Token) -> bool:
    return any(child.dep_ in AUXILIARIES for child in verb.children)


def _shares_object(verb: Token, other: Token) -> bool:
    """Whether "designed and built the bridge" leaves the first verb without its object."""
    if any(c.dep_ == "dobj" and _is_after_comma(c, other) for c in other.children):
        return True  # "slows, but does not stop, the disease"
    if not are_adjacent(verb, other) or is_passive(verb):
        return False
    after = {c.dep_ for c in other.children if c.i > other.i} - {"punct", "cc", "conj"}
    return bool(after) and not ("dobj" in after and verb.lemma_ in TRANSITIVE)


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive, to which no object behind the next verb belongs."""
    return any(child.dep_ == "auxpass" for child in verb.children)


def _is_after_comma(noun: Token, verb: Token) -> bool:
    left = noun.left_edge.i
    return left == verb.i + 2 and noun.doc[left - 1].text == ","


def are_adjacent(verb: Token, other: Token) -> bool:
    """Whether two joined verbs stand together, so that what follows belongs to both."""
    between = [t for t in verb.doc[verb.i + 1 : other.i] if t.dep_ not in {"cc", "punct"}]
    return subject_of(other) is None and all(
        t.head == other and t.dep_ in {"advmod", "aux", "auxpass"} for t in between
    )


def _inside_denial(token: Token) -> bool:
    """Whether a denial reaches the token: what is false of both may be true of each."""
    binding = NEGATIONS | DETERMINERS_THAT_BIND - {"both"}
    if any(c.lower_ in binding and c.dep_ != "compound" for c in token.children):
        return True
    node = token
    while node.head != node:
        node = node.head
        if node.lower_ in NEGATIONS or node.lemma_ in {"deny", "doubt"}:
            return True
        if is_verb(node) and (is_negated(node) or _is_limited(node)):
            return True
        if any(child.lower_ in WHOEVER for child in node.children):
            return True
        if is_verb(node) and node.dep_ in {"ROOT", "conj", "relcl"}:
            break
    return False


def _is_limited(verb: Token) -> bool:
    """Whether "only" stands on the verb."""
    return any(child.lower_ in {"only", "solely"} for child in verb.children)


def _acts_together(head: Token, members: list[Token]) -> bool:
    """Whether the subjects do something with each other, or are something as a group."""
    verb = head.head
    if verb.lemma_ in RECIPROCAL | COLLECTIVE or _says_together(head, list(verb.subtree)):
        return True
    if verb.lemma_ == "make" and any(c.dep_ == "prt" and c.lower_ == "up" for c in verb.children):
        return True
    if _is_torn_list(head):
        return True
    if any(child.lemma_ in RECIPROCAL for child in verb.children if child.dep_ == "xcomp"):
        return True
    binding = DETERMINERS_THAT_BIND - ({"both"} if says_both(head) else set())
    if any(c.dep_ in {"poss", "det"} and c.lower_ in binding for c in head.children):
        return True
    return any(_is_group_predicate(child) for child in verb.children)


def _says_together(head: Token, clause: list[Token]) -> bool:
    """Whether the clause has "together", "each other", "one another" or "their" in it."""
    said = {token.lower_ for token in clause} - ({"both"} if says_both(head) else set())
    one_another = any(t.lower_ == "another" and text_before(t).lower() == "one" for t in clause[1:])
    return one_another or bool(said & (TOGETHER | JOINT))


def says_both(head: Token) -> bool:
    """Whether it is said of each: "both Anna and Peter", unlike "both sides and the court"."""
    marks = [c for c in head.children if c.lower_ == "both" and c.i == head.left_edge.i]
    return bool(marks) and head.tag_ in {"NN", "NNP"} and len(conjuncts(head)) == len(marks) + 1


def _is_torn_list(head: Token) -> bool:
    """Whether the parser left the list's first item outside: "ten nurses, two cooks and"."""
    left = head.left_edge.i
    return any(
        child.dep_ == "npadvmod" and child.i == left - 2 and child.doc[left - 1].text == ","
        for child in head.head.children
        if child.ent_type_ not in {"DATE", "TIME"}
    )


def _is_group_predicate(child: Token) -> bool:
    """Whether the complement says what several are together: "are brothers", "similar"."""
    if child.dep_ == "attr":
        return child.tag_ in {"NNS", "NNPS"} or child.lemma_ in BINDING_NOUNS
    alike = {"similar", "different", "equal", "identical", "inseparable", "close", "apart"}
    return child.dep_ == "acomp" and child.lemma_ in alike


def may_go_deeper(head: Token) -> bool:
    """
    Whether a later member may belong to a noun inside the first one.

    So in "transits of the moon, Venus and Earth" and "the deaths of Ann Lee and his wife".
    """
    return any(may_be_lower(a, b) for a, b in pairwise(conjuncts(head)))


def may_be_lower(before: Token, member: Token) -> bool:
    """Whether a member may be joined to what stands in a phrase at the one before it."""
    phrases = [c for c in before.children if c.dep_ == "prep" and before.i < c.i < member.i]
    inside = [below for phrase in phrases for below in phrase.children if below.dep_ == "pobj"]
    return any(_is_nearer(member, noun, before) for noun in inside)


def _is_nearer(member: Token, noun: Token, before: Token) -> bool:
    """Whether a member is more like the noun in the phrase than like the one before it."""
    if before.pos_ != "NOUN":
        return False
    own = any(c.dep_ == "poss" and c.lower_ in {"his", "her", "their"} for c in member.children)
    if own and noun.ent_type_ == "PERSON":
        return True
    if any(c.dep_ in {"prep", "det", "nummod"} for c in member.children):
        return False
    person = bool(PERSON_NOUN.search(before.lower_)) and before.dep_ in {"attr", "appos", "conj"}
    return member.pos_ == "PROPN" or (person and not may_be_person(member))


def _leans_on_first(head: Token) -> bool:
    """Whether a later member needs the first one: "France and its allies"."""
    members = conjuncts(head)
    own = {"its", "their", "other", "others"} | ({"his", "her"} if head.pos_ == "PROPN" else set())
    own -= {child.lower_ for child in head.children}
    return any(t.lower_ in own for member in members[1:] for t in (*member.children, member))


def _is_distant(head: Token) -> bool:
    """Whether "as well as" may join something nearer than the head."""
    last = conjuncts(head)[-1]
    added = last.i > 1 and head.doc[last.left_edge.i - 1].lower_ == "as"
    return added and any(c.dep_ in {"prep", "acl", "relcl"} and c.i < last.i for c in head.children)


def _needs_neighbours(head: Token) -> bool:
    """Whether a member cannot do without the first one, or without what stands behind the last."""
    members = conjuncts(head)
    if _leans_on_first(head) or _is_distant(head) or is_measure(members) or _is_joined(members):
        return True
    after = [child for child in head.head.children if child.dep_ == "prep"]
    return head.dep_ == "dobj" and any(map(is_gapped, after))


def _are_one_look(head: Token) -> bool:
    """Whether joined adjectives hold only together: "a black and white flag", "old and new"."""
    noun, members = head.head, conjuncts(head)
    single = noun.tag_ == "NN" and any(c.lower_ in {"a", "an"} for c in noun.children)
    plain = all(m.tag_ == "JJ" and m.lower_ not in COLOURS and not m.ent_type_ for m in members)
    return not (single and plain and noun.dep_ in {"attr", "pobj", "dobj"})


def _nouns_are_bound(head: Token) -> bool:
    """Whether an object or a prepositional phrase needs all its members."""
    above = head.head
    if head.dep_ == "amod" and _are_one_look(head):
        return True
    if _needs_neighbours(head):
        return True
    if head.dep_ == "dobj" and above.lemma_ in RECIPROCAL - {
        "sign",
        "share",
        "play",
        "form",
        "win",
    }:
        return True
    if any(
        c.dep_ in {"nummod", "det"} and c.lower_ in DETERMINERS_THAT_BIND for c in head.children
    ):
        return True
    return head.dep_ == "pobj" and _is_bound_by(above)


def _is_bound_by(above: Token) -> bool:
    """Whether a preposition needs all the nouns behind it: "between", "hundreds of"."""
    if above.lower_ in BINDING_PREPOSITIONS or is_gapped(above):
        return True
    if above.lower_ == "of" and above.head.lemma_.lower() in QUANTITIES:
        return True
    nouns = {above.head.lemma_.lower(), above.head.head.lemma_.lower()}
    return above.lower_ in {"of", "with", "from", "by"} and bool(
        nouns & BINDING_NOUNS
        or above.head.lemma_ in RECIPROCAL
        or (above.head.dep_ in SUBJECTS and _is_one_group(above.head))
    )


def _is_one_group(noun: Token) -> bool:
    """Whether what is said of the noun may not hold for a part of it: "the goals from A and B"."""
    certain = any(c.lower_ == "the" or c.dep_ == "nummod" for c in noun.children)
    return noun.tag_ == "NN" or (noun.tag_ == "NNS" and certain)


def _is_joined(members: list[Token]) -> bool:
    """Whether "combined" counts the members as one, or a verb is left out between two of them."""
    last = members[-1]
    after = last.right_edge.i + 1
    if last.doc[min(after, len(last.doc) - 1)].lower_ in TOGETHER | {"combined"}:
        return True
    return last.pos_ == "PROPN" and any(  # "Anna wrote the words and Ben the music"
        child.dep_ == "appos" and child.doc[child.left_edge.i - 1] == last
        for child in last.children
    )


def shared_with(head: Token, member: Token) -> list[Token]:
    """Return the head's words that a later member takes over: subject, auxiliaries, article."""
    if is_verb(member) and (objects := _objects_of_next(head, member)):
        return [*objects, *(_shared_by_verbs(head, member) if member != head else [])]
    if member == head:
        return []
    if is_verb(head):
        return _shared_by_verbs(head, member)
    has_own = any(c.dep_ in {"det", "poss", "nummod"} for c in member.children)
    if has_own or member.pos_ == "PROPN" or member.pos_ not in {"NOUN"}:
        return []
    return [
        child
        for child in head.children
        if child.dep_ in {"det", "poss"} and not _is_lone_article(child, member)
        if not _may_own_first(child)
    ]


def _may_own_first(owner: Token) -> bool:
    """Whether what is behind the "and" may be nobody's: "women's rights and justice"."""
    certain = any(child.dep_ == "det" for child in owner.children)  # "a star's size and mass"
    return owner.dep_ == "poss" and owner.pos_ == "NOUN" and not certain


def _objects_of_next(head: Token, member: Token) -> list[Token]:
    """Return the object that the verb shares with the one right after it."""
    members = conjuncts(head)
    later = members[members.index(member) + 1 :]
    if not later or not are_adjacent(member, later[0]) or is_passive(member):
        return []
    return [child for child in later[-1].children if child.dep_ == "dobj"]


def _is_lone_article(child: Token, member: Token) -> bool:
    """Whether "a" cannot go with the noun."""
    alone = child.lower_ in {"a", "an"} and member.lower_ in UNIQUE  # "a member and leader of"
    return alone or (child.lower_ in {"a", "an", "both"} and member.tag_ != "NN")


def _shared_by_verbs(head: Token, member: Token) -> list[Token]:
    subject = [c for c in head.children if c.dep_ in SUBJECTS]
    if any(c.dep_ in SUBJECTS for c in member.children):
        subject = []
    source = [c for c in head.children if c.dep_ == "prep" and c.lower_ == "according"]
    source += [c for c in head.children if c.lower_ in HEDGES and c.i < head.i]
    marks = [c for c in head.children if c.dep_ == "mark" and c.lower_ in {"that", "to"}]
    if any(c.dep_ == "mark" for c in member.children):  # "that A and that B"
        marks = []
    return [*subject, *_shared_auxiliaries(head, member), *source, *marks]


def _shared_auxiliaries(head: Token, member: Token) -> list[Token]:
    """Return the auxiliaries that go on for a member that shows no tense of its own."""
    own = {c.dep_ for c in member.children}
    auxiliaries = [c for c in head.children if c.dep_ in AUXILIARIES]
    if own & AUXILIARIES or any(c.dep_ in SUBJECTS for c in member.children):
        if own & {"auxpass"} and not own & {"aux"} and not _has_tense(member):
            return [c for c in auxiliaries if c.dep_ == "aux"]
        return []
    same_form = member.tag_ == head.tag_ or {member.tag_, head.tag_} == {"VB", "VBP"}
    passive = any(c.dep_ == "auxpass" for c in auxiliaries)
    if passive and member.lemma_ in NEVER_PASSIVE:
        return []
    mistagged = (
        passive
        and member.tag_ == "VBD"
        and not any(c.dep_ in {"dobj", "attr", "acomp"} for c in member.children)
    )
    return auxiliaries if same_form or mistagged else []


def _has_tense(verb: Token) -> bool:
    return any(c.tag_ in {"VBD", "VBZ", "VBP", "MD"} for c in verb.children)
