"""
Main verbs that the parser took for something else, put right before anything is told apart.

In news style it reads "fears" and "sails" as nouns, "held" as a participle before a noun, and
"rode" at the start of a bullet as a request. Each rule needs a sentence without another verb
that shows tense, or words that can stand there only round a verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.splitting.cues import SAY, words
from claims.splitting.grammar import (
    AUXILIARIES,
    FINITE_TAGS,
    SUBJECTS,
    is_plural,
    is_verb,
    subject_of,
    text_before,
    word_after,
    word_before,
)
from claims.splitting.inflection import PASTS, is_past_form

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

NOMINAL = frozenset({"NOUN", "PROPN"})
UNDERGONE = words(  # what is said of a subject alone by "Discovered near Oslo" was done to it
    "accuse acquit appoint arrest build capture catch charge convict crush discover elect find "
    "found free hospitalise hospitalize imprison indict injure jail kidnap kill locate name "
    "nominate pick place publish release rescue rob sentence shoot spot tip treat"
)
DOUBLE = words("award deny give grant hand offer pay send show teach tell ask owe")
AGE = 3  # a number between commas
SHORTEST = 5  # words of a caption that states something


def right_root(sentence: Span) -> None:
    """Make the main verb of the word that is one."""
    root = sentence.root
    lead_by_age(root)
    if is_verb(root):
        root = raise_report(root)
        right_tag(root)
        lower_opening(root)
    elif any(child.dep_ in AUXILIARIES for child in root.children):
        become_verb(root, "VBN" if is_past_form(root.lower_) else root.tag_)
    elif root.pos_ in NOMINAL and not read_as_present(root) and not shows_tense(sentence):
        for change in NOUNS:
            if change(root):
                return


def right_tag(root: Token) -> None:
    """Read "Rode several horses", "Sent emails from her account" as what somebody did."""
    if takes_present(root):
        root.tag_ = "VBP"
    first = root.i == root.sent.start and subject_of(root) is None
    objects = [child for child in root.children if child.dep_ == "dobj"]
    helped = any(child.dep_ in AUXILIARIES for child in root.children)
    if not first or helped:
        return
    if root.tag_ == "VB" and root.lower_ in PASTS:
        root.tag_ = "VBD"
    by_whom = any(child.dep_ == "agent" for child in root.children)
    said = any(c.dep_ == "ccomp" and subject_of(c) is not None for c in root.rights)
    if root.tag_ == "VBN" and said and root.lemma_ in SAY:
        root.tag_ = "VBD"
    if root.tag_ == "VBN" and objects and not by_whom and root.lemma_ not in DOUBLE | UNDERGONE:
        root.tag_ = "VBD"


def raise_report(root: Token) -> Token:
    """Return "insisted" as root of "Insisted a defeat would not end it", where it was a subject."""
    first = subject_of(root)
    report = first is not None and first.dep_ == "csubj" and first.is_sent_start
    if first is None or not report or first.lemma_ not in SAY or first.tag_ not in {"VBN", "VBD"}:
        return root
    noun = next((c for c in first.rights if c.dep_ == "dobj"), None)
    if noun is None:
        return root
    first.head, first.dep_ = first, "ROOT"
    root.head, root.dep_ = first, "ccomp"
    noun.head, noun.dep_ = root, "nsubj"
    return first


def lead_by_age(root: Token) -> None:
    """Read "28-year-old" as the subject of "28-year-old scored twice"."""
    old = next((c for c in root.lefts if c.lower_ == "old" and c.dep_ == "amod"), None)
    leads = old is not None and old.left_edge.is_sent_start and old.left_edge.is_digit
    if old is None or not leads or old.i != root.i - 1 or subject_of(root) is not None:
        return
    if root.tag_ in {"VBZ", "VBD"} or is_past_form(root.lower_):
        become_verb(root, "VBZ" if root.tag_ == "VBZ" else "VBD")
        take_over(old, root, root)


def takes_present(root: Token) -> bool:
    """Whether a bare verb goes with a name before it: "Manchester United face Leeds"."""
    subject = subject_of(root)
    if root.tag_ != "VB" or subject is None or subject.i > root.i:
        return False
    helped = any(child.dep_ in AUXILIARIES for child in root.children)
    return not helped and subject.pos_ == "PROPN" and not is_past_form(root.lower_)


def join_to_copula(verb: Token) -> None:
    """Join "and have a son" to the verb of "are married", not to "married"."""
    word = verb.head
    if word.pos_ != "ADJ" or word.dep_ != "acomp" or word.head.pos_ != "AUX":
        return
    if verb.tag_ not in {"VBZ", "VBP", "VBD"} or not is_verb(verb) or subject_of(verb):
        return
    for joint in [child for child in word.children if child.dep_ in {"cc", "punct"}]:
        if joint.i > word.i:
            joint.head = word.head
    verb.head = word.head


def join_phrases(part: Token) -> None:
    """Join "and as minister" to "as mayor", where both hang on the verb."""
    verb, before = part.head, part.i - 1
    joints = [c for c in verb.children if c.dep_ == "cc" and c.i == before and c.lower_ == "and"]
    first = [c for c in verb.children if c.dep_ == "prep" and c.i < before]
    if joints and first and first[-1].lower_ == part.lower_ == "as" and is_verb(verb):
        joints[0].head = first[-1]
        part.head, part.dep_ = first[-1], "conj"


def shows_tense(sentence: Span) -> bool:
    """Whether some verb of the sentence shows tense."""
    return any(token.tag_ in FINITE_TAGS and is_verb(token) for token in sentence)


def become_verb(token: Token, tag: str) -> None:
    """Read the word as a verb."""
    token.pos_, token.tag_ = "VERB", tag


def read_as_present(root: Token) -> bool:
    """Read "sails" in "She sails alone" as what she does."""
    subject = subject_of(root)
    if root.tag_ not in {"NN", "NNS"} or subject is None or subject.right_edge.i != root.i - 1:
        return False
    return becomes_present(root, subject)


def read_object_as_such(root: Token) -> bool:
    """Read "fears" in "Norway's army fears Russian ships" as what it does."""
    has_object = any(child.dep_ == "dobj" and child.i > root.i for child in root.children)
    if root.tag_ not in {"NN", "NNS"} or not has_object:
        return False
    subject = noun_before(root)
    return subject is not None and becomes_present(root, subject)


def becomes_present(root: Token, subject: Token) -> bool:
    """Whether the word agrees with its subject as a verb would, and is read as one now."""
    if is_plural(subject) is (root.tag_ == "NNS") or not root.lower_.isalpha():
        return False
    become_verb(root, "VBZ" if root.tag_ == "NNS" else "VBP")
    take_over(subject, root, root)
    return True


def noun_before(root: Token) -> Token | None:
    """Return the noun right before a word, or what it belongs to, if it can be a subject."""
    if root.i == root.sent.start:
        return None
    node = root.doc[root.i - 1]
    while node.head not in {root, node}:
        node = node.head
    owned = any(child.dep_ in {"poss", "det"} for child in root.lefts)  # "Norway's military"
    plain = node.head == root and node.dep_ in {"compound", "nmod", "amod", "nsubj", "npadvmod"}
    return node if plain and (node.pos_ in NOMINAL or owned) else None


def raise_modifier(root: Token) -> bool:
    """Read "held" in "The 45-year-old held senior roles" as the verb that it is."""
    for verb in root.children:
        if verb.dep_ != "amod" or verb.tag_ != "VBN" or verb.i > root.i or list(verb.rights):
            continue
        before = [child for child in root.lefts if child.i < verb.left_edge.i]
        noun = subject_in(before, verb)
        if noun is None:
            continue
        become_verb(verb, "VBD")
        raise_over(root, verb, "dobj")
        take_over(noun, verb, root)
        return True
    return False


def raise_after_age(root: Token) -> bool:
    """Read "fulfilled" in "Ann Lee, 38, fulfilled a dream" as the verb that it is."""
    behind = (c for c in root.rights if c.dep_ == "appos" and c.pos_ in NOMINAL)
    noun = next(behind, None)
    verb = next((c for c in noun.lefts if c.dep_ == "amod"), None) if noun is not None else None
    if noun is None or verb is None or verb != noun.left_edge or root.pos_ != "PROPN":
        return False
    aged = list(root.doc[root.i + 1 : verb.i])
    if [t.text for t in aged[::2]] != [",", ","] or [t.tag_ for t in aged[1:2]] != ["CD"]:
        return False
    if not is_past_form(verb.lower_) or len(aged) != AGE or root.ent_type_ != "PERSON":
        return False
    become_verb(verb, "VBD")
    verb.head, verb.dep_ = verb, "ROOT"
    root.head, root.dep_ = verb, "nsubj"
    noun.head, noun.dep_ = verb, "dobj"
    for stop in [child for child in root.rights if child.i > verb.i]:
        stop.head = verb
    return True


def raise_after_name(root: Token) -> bool:
    """Read "married" in "Lee married actor Bo Lund in 2013" as the verb that it is."""
    name = root.sent[0]
    verb = word_after(name)
    if verb is None or name.dep_ != "npadvmod" or name.head != verb or not name.text.istitle():
        return False
    adjective = verb.dep_ == "amod" and verb.tag_ in {"JJ", "VBN"}
    told = any(child.dep_ == "prep" for child in root.rights) and not list(verb.rights)
    if not adjective or verb.head.i > root.i or not told or not is_past_form(verb.lower_):
        return False
    if root.pos_ != "PROPN" or root.ent_type_ != "PERSON":
        return False
    become_verb(verb, "VBD")
    raise_over(root, verb, "dobj")
    name.dep_, name.pos_, name.tag_ = "nsubj", "PROPN", "NNP"
    for part in [child for child in root.rights if child.dep_ == "prep"]:
        part.head = verb
    return True


def lower_opening(root: Token) -> None:
    """
    Hang on the main verb what stands before it and was read as one.

    As in "Often called wise, he is liked" and "If convicted of the charges he faces jail".
    """
    if subject_of(root) is not None or root.tag_ not in {"VBN", "VBG"} or root.dep_ != "ROOT":
        return
    opening = root.doc[root.sent.start : root.i]
    marks = [token for token in opening if token.dep_ == "mark" and token.head == root]
    if any(token.head != root or token.dep_ in AUXILIARIES for token in opening):
        return
    for verb in root.subtree:
        subject = subject_of(verb)
        if verb.i < root.i or subject is None or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
            continue
        first = subject.left_edge
        parted = verb.dep_ == "ccomp" and text_before(first) == "," and not marks
        pressed = verb.dep_ == "relcl" and first == subject and subject.tag_ == "PRP" and marks
        if (parted or pressed) and not any(c.dep_ == "mark" for c in verb.lefts):
            verb.head, verb.dep_ = verb, "ROOT"
            root.head, root.dep_ = verb, "advcl"
            return


def subject_in(before: list[Token], verb: Token) -> Token | None:
    """Return the word that is the subject of a verb with an article or a name before it."""
    last = next((child for child in reversed(before) if not child.is_punct), None)
    aged = [t for t in verb.lefts if t.lower_ == "old" or t.dep_ == "npadvmod"]
    articled = any(child.dep_ == "det" for child in before)
    if last is not None and last.lower_ == "old" and articled:
        return last
    if aged and articled:
        return aged[-1]
    return None


def take_over(subject: Token, verb: Token, noun: Token) -> None:
    """Hang the subject on the verb, and on the subject what stands before it."""
    for child in list(noun.lefts):
        if child != subject and child.i < subject.i and child.dep_ not in SUBJECTS:
            child.head = subject
    subject.head, subject.dep_ = verb, "nsubj"
    if subject.pos_ not in {*NOMINAL, "PRON"}:
        subject.pos_, subject.tag_ = "NOUN", "NN"


def raise_caption(root: Token) -> bool:
    """Read "Robot created by a father and his son" as what was done with it."""
    verb = next((child for child in root.rights if child.dep_ == "acl"), None)
    if verb is None or verb.tag_ != "VBN" or verb.left_edge.i < root.i:
        return False
    behind = [c for c in root.rights if c.i > verb.i and not c.is_punct]
    asides = [c for c in root.rights if c.dep_ in {"relcl", "appos", "conj", "cc"}]
    told = any(child.dep_ in {"agent", "prep"} for child in verb.children)
    stopped = root.sent[-1].text == "."
    commas = any(t.text in {",", ":"} for t in root.doc[root.i : verb.i])
    nearest = word_before(verb.left_edge) or root
    commas = commas or (nearest.pos_ in NOMINAL and is_plural(nearest) is not is_plural(root))
    if behind or asides or commas or not told or not stopped or len(root.sent) < SHORTEST:
        return False
    raise_over(root, verb, "nsubjpass")
    return True


def raise_over(root: Token, verb: Token, label: str) -> None:
    """Make the verb the sentence's root, and hang what was its root on it."""
    stops = [child for child in root.rights if child.is_punct and child.i > verb.right_edge.i]
    verb.head, verb.dep_ = verb, "ROOT"
    root.head, root.dep_ = verb, label
    for stop in stops:
        stop.head = verb


NOUNS = (read_object_as_such, raise_modifier, raise_after_age, raise_after_name, raise_caption)
