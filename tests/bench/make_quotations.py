"""
Make the labelled quotations anew: fixtures/quotations/pairs.jsonl.

    python -m tests.bench.make_quotations

Deterministic. Sentences come from the demo (its article and the quotations of its claims) and from
templates; each stands among others, is typeset or altered in one way, and carries what a check
must say of it. See fixtures/quotations/README.md.
"""

import json
import random
import re
import unicodedata
from itertools import cycle, islice
from pathlib import Path

from claims.text.sentences import find_sentences

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "fixtures" / "quotations"
NAMES = ["Anna Keller", "Omar Haddad", "Lucía Ortega", "Piotr Nowak", "Grace Mbeki", "Tom O'Neill"]
PLACES = ["Geneva", "Nairobi", "Porto", "Osaka", "Tromsø", "Córdoba"]
THINGS = ["ministry", "harbour board", "central bank", "fire service", "court", "health agency"]
TEMPLATES = [
    "{name} told the {thing} in {place} that the fund had not paid 1,{n}00 families by May 20{m}.",
    "The {thing} of {place} said costs rose by {m}% to €{n}.5 million, “the highest sum ever”.",
    "According to {name}, the co-operative’s final office in {place} never closed {n}2 branches.",
    "At -{m} °C the well-known sensor in {place} failed, and {name} did not replace it for a day.",
    "The {thing} measured {n}.{m} km of new track, {name} wrote, but no train used it before 2019.",
    "{name} – a former judge in {place} – said the {thing}'s first offer was {m} million dollars.",
    "In {place}, international staff of the {thing} could not find {n} of the {m}0 missing files.",
]
SAID = [
    "Nothing else was on the agenda that morning.",
    "The hall was nearly empty when the vote began.",
    "Reporters waited outside for the better part of an hour.",
    "A spokesman declined to comment further.",
    "Minutes of the meeting are kept in the town archive.",
]
ABSENT = [
    "Rivers in the valley carry more silt each spring than engineers had hoped.",
    "Nobody who bakes bread for a living would trust an oven without a door.",
    "The orchestra rehearsed a symphony whose last movement had been lost.",
    "Penguins returned to the southern colony two weeks earlier than usual.",
    "She painted the fence green because the shop had run out of blue.",
]


def sentences(chance):
    """Return the sentences to quote: of the demo's article, of its evidence, of the templates."""
    article = (ROOT / "fixtures" / "demo" / "article.txt").read_text()
    told = [" ".join(article[s.start : s.end].split()) for s in find_sentences(article)]
    claims = json.loads((ROOT / "fixtures" / "demo" / "claims.json").read_text())
    cited = [piece["quote"] for claim in claims for piece in claim["evidence"] if piece["quote"]]
    made = [
        template.format(
            name=chance.choice(NAMES),
            place=chance.choice(PLACES),
            thing=chance.choice(THINGS),
            n=chance.randint(2, 9),
            m=chance.randint(11, 19),
        )
        for template in TEMPLATES * 6
    ]
    long = [s for s in dict.fromkeys([*told, *cited, *made]) if 8 <= len(s.split()) <= 60]
    return [s for s in long if not set(s) & set("[]…") and "..." not in s]


# Typography: what the text looks like, and how the quotation is written


def broken(text, mark="-"):
    """Return the text with a long word broken at a line end."""
    return re.sub(r"\b([a-z]{4})([a-z]{3,})\b", rf"\1{mark}\n\2", text, count=1)


def narrow(text):
    words = text.split()
    return "\n".join(" ".join(words[at : at + 6]) for at in range(0, len(words), 6))


def curled(text):
    text = re.sub(r"(^|[\s(])\"", r"\1“", text).replace('"', "”")
    return text.replace("'", "’")


def straight(text):
    return text.translate(str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"}))


def shortened(text):
    """Return a quotation that declares to leave out four words, no denial or figure of them."""
    words = text.split()
    middle = len(words) // 2
    if any(map(str.isnumeric, " ".join(words[middle - 2 : middle + 2]))):
        return text
    if any(re.search(r"\b(not|no|never|n't|nor|without|non)\b", w) for w in words[2:-2]):
        return text
    return " ".join([*words[: middle - 2], chr(0x2026), *words[middle + 2 :]])


def with_marks(mark):
    return lambda text: shortened(text).replace("…", mark)


TYPOGRAPHY = {  # name: (of the text, of the quotation)
    "as it stands": (str, str),
    "lines": (narrow, str),
    "no-break spaces": (lambda t: t.replace(" ", "\u00a0"), str),
    "tabs and empty lines": (lambda t: t.replace(" ", "\t\n \n", 3), str),
    "line-end hyphen": (broken, str),
    "line-end hyphen, quoted as it is": (broken, broken),
    "line-end hyphen of another kind": (lambda t: broken(t, "‐"), str),
    "soft hyphen at a line end": (lambda t: broken(t, "\u00ad"), str),
    "soft hyphens": (lambda t: re.sub(r"([a-z]{3})([a-z]{3})", "\\1\u00ad\\2", t), str),
    "marks of no width": (lambda t: re.sub(r"([a-z]{3})([a-z])", "\\1\u200b\\2", t), str),
    "byte order mark": (lambda t: t.replace(" ", " \ufeff"), str),
    "ligatures": (lambda t: t.replace("fi", "ﬁ").replace("fl", "ﬂ").replace("ff", "ﬀ"), str),
    "curled marks": (curled, straight),
    "straight marks": (straight, curled),
    "angled marks": (lambda t: t.replace("“", "«").replace("”", "»"), str),
    "dashes": (lambda t: t.replace(" – ", "—"), str),
    "two hyphens for a dash": (lambda t: t.replace(" – ", " -- "), str),
    "hyphens that do not break": (lambda t: re.sub(r"(?<=[a-z])-(?=[a-z])", "‑", t), str),
    "decomposed accents": (str, lambda t: unicodedata.normalize("NFD", t)),
    "wide letters": (lambda t: t.replace("a", "ａ"), str),
    "marks around the quotation": (str, lambda t: f"“{t}”"),
    "ellipsis": (str, shortened),
    "ellipsis in brackets": (str, with_marks("[…]")),
    "three dots": (str, with_marks("...")),
    "three dots in brackets": (str, with_marks("(...)")),
    "ellipses at both ends": (str, lambda t: t if {t[0], t[-1]} & set(MARKS) else f"… {t} …"),
    "changed capital": (str, lambda t: f"[{t[0].swapcase()}]{t[1:]}" if t[0].isalpha() else t),
    "slip of the source": (str, lambda t: t.replace(" the ", " the [sic] ", 1)),
}


# Alterations: one change, and the words that a near find must name


def change(pattern, with_, named=None):
    """Return an alteration of the first match, or nothing where there is none."""

    def alter(text):
        found = re.search(pattern, text)
        if not found:
            return None
        new = found.expand(with_)
        return text[: found.start()] + new + text[found.end() :], named or [new.strip()]

    return alter


def swapped(text):
    words = text.split()
    for at in range(len(words) // 2, len(words) - 1):
        if words[at].isalpha() and words[at + 1].isalpha() and words[at] != words[at + 1]:
            words[at], words[at + 1] = words[at + 1], words[at]
            return " ".join(words), []
    return None


def without(count):
    """Return an alteration that leaves words out without saying so."""

    def alter(text):
        words = text.split()
        at = len(words) // 2
        gone = words[at : at + count]
        return " ".join(words[:at] + words[at + count :]), gone

    return alter


def other_word(text):
    words = text.split()
    at = next(i for i in range(len(words) // 2, len(words)) if words[i].strip(".,").isalpha())
    old = words[at]
    words[at] = old.replace(old.strip(".,"), "purple")
    return " ".join(words), ["purple", old.strip(".,")]


def other_name(text):
    for name, other in zip(NAMES, NAMES[1:] + NAMES[:1], strict=True):
        if name in text:
            return text.replace(name, other), [other]
    return change("Putin", "Kim", ["Putin"])(text)


ALTERATIONS = {
    "another word": other_word,
    "another figure": change(r"\d(?=\d*\b)", "7"),
    "ten times as much": change(r"\b(\d),(\d{3})", r"\g<1>0,\2"),
    "no decimal point": change(r"(\d)\.(\d)", r"\1\2"),
    "decimal comma": change(r"(\d)\.(\d)", r"\1,\2"),
    "no per cent": change(r"(\d)%", r"\1"),
    "another currency": change("€", "$"),
    "no currency": change("€", "", ["€"]),
    "negation dropped": change(r"\b(?:not|never|no) ", "", [""]),
    "negation added": change(r"\b(had|was|were|have|could|did|is|are) ", r"\1 not ", ["not"]),
    "another unit": change(r" km\b", " miles", ["miles"]),
    "another scale": change(r"million", "billion"),
    "words swapped": swapped,
    "a word left out": without(1),
    "three words left out": without(3),
    "another name": other_name,
    "capital": change(r"(?<= )(t)he\b", "The"),
    "scare quotes": change(r" (final|new|former|first|international|strategic) ", r" “\1” ", ["“"]),
    "minus dropped": change(r"-(\d)", r"\1"),
    "minus for a hyphen": change(r"-(\d)", r"−\1", ["−"]),
    "superscript": change(r"(\d)(\d)\b", r"\1²"),
    "fraction": change(r"(\d)\.5", r"\1½"),
    "wide figure": change(r"\d", "７"),
    "footnote mark": change(r"([a-z])([,.])", r"\1³\2", ["³"]),
    "denial in brackets": change(r"\b(had|was|were|could|did|is|are) ", r"\1 [not] ", ["not"]),
    "denial behind an ellipsis": change(r"\b(?:not|never) ", "… "),
    "figure behind an ellipsis": change(r"(?<= )\d[\d,.]* ", "… ", [""]),
    "remark in brackets": change(r" the ", " the [so-called] ", ["so-called"]),
    "measure in brackets": change(r" (\d)", r" [fewer than] \1", ["fewer than"]),
    "figure added in brackets": change(r"( \d[\d,.]*) ", r"\1 [90,000] ", ["90,000"]),
    "figure behind brackets": change(r"\b\d+ ", "[7,777] ", ["7,777"]),
    "hyphen opened": change(r"well-known", "wellknown"),
}
MANY = 14  # pairs of each kind at most
MARKS = "\"'“”‘’«»"


def placed(sentence, chance):
    """Return a text with the sentence in it, and where, without quotation marks at its ends."""
    before, after = (" ".join(chance.sample(SAID, 3)) for _side in "ab")
    start = len(before) + 1 + len(sentence) - len(sentence.lstrip(MARKS))
    end = start + len(sentence.strip(MARKS))
    return f"{before}\n{sentence}\n{after}", start, end


def pair(expected, kind, quote, text):
    return {"expected": expected, "kind": kind, "quote": quote, "text": text}


def verbatim_pairs(pool, chance):
    for kind, (of_text, of_quote) in TYPOGRAPHY.items():
        plain = kind == "as it stands"
        fitting = [s for s in pool if plain or of_text(s) != s or of_quote(s) != s]
        for sentence in chance.sample(fitting, min(MANY, len(fitting))):
            text, start, end = placed(of_text(sentence), chance)
            where = {"start": start, "end": end}
            yield pair("verbatim", kind, of_quote(sentence), text) | where


def altered_pairs(pool, chance):
    for kind, alter in ALTERATIONS.items():
        fitting = [(s, made) for s in pool if (made := alter(s)) and made[0] != s]
        for sentence, (quote, named) in chance.sample(fitting, min(MANY, len(fitting))):
            text, _start, _end = placed(sentence, chance)
            yield pair("altered", kind, quote, text) | {"named": named}


def absent_pairs(pool, chance):
    for quote, sentence in zip(islice(cycle(ABSENT), 3 * MANY), pool, strict=False):
        text, _start, _end = placed(sentence, chance)
        yield pair("absent", "absent", quote, text)


def main():
    chance = random.Random(4)
    pool = sentences(chance)
    kinds = (verbatim_pairs, altered_pairs, absent_pairs)
    pairs = [made for make in kinds for made in make(pool, chance)]
    lines = [json.dumps(made, ensure_ascii=False, sort_keys=True) for made in pairs]
    (FOLDER / "pairs.jsonl").write_text("\n".join(lines) + "\n")
    print(f"{len(pairs)} pairs")


if __name__ == "__main__":
    main()
