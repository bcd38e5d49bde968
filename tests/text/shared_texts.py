"""Labelled pairs of texts: whether two stored copies are one voice by what they share."""

AGENCY = """\
The two governments signed a treaty on mutual assistance on Wednesday after two days of talks in \
the capital, replacing an agreement that had lapsed almost three decades ago.

Under its fourth article each side has to provide military and other help without delay if the \
other is put into a state of war, according to the text that the state agency printed on Thursday.

Officials in the neighbouring country called an emergency meeting of their security council and \
said they would reconsider a ban on sending weapons to a third state. A spokesman for the foreign \
ministry declined to say when the review would be finished or which systems it would cover.

Trade between the partners has grown nine times within one year, customs figures show, although \
most of that growth stems from oil deliveries that a committee of experts has called a breach of \
the annual ceiling. Analysts at two institutes doubt that the sum will be reached again.

The visit was the first in twenty-four years. It ended with a gala concert and a drive through the \
city in a new limousine, which the guest had brought as a present for his host."""

OWN = """\
Reading the full text of the treaty leaves little room for doubt. What the parties promise each \
other in case of war goes further than anything they had agreed since the nineties, says Helen Park, \
who teaches international law. We asked her to compare the clauses one by one with the old wording.

Her first observation concerns the verb. In the earlier version both sides would consult; now they \
shall provide. The second concerns the condition, since the new clause names the Charter and the \
domestic laws of each state, and so leaves every parliament a way out if it wants one.

For this report we also spoke with three former diplomats who took part in negotiations about the \
previous agreement. None of them wished to be named, and all of them pointed to the same gap: who \
decides that a state of war exists is not said anywhere."""

OTHER = """\
Nobody on the market square expects much to change. Fishermen here have watched three treaties come \
and go, and the price of diesel, they say, has always depended on other things than on signatures.

The harbour master keeps a ledger in which every tanker is noted by hand. Since last spring he has \
counted forty-one, more than in the five years before together. He shows the pages without being \
asked, then closes the book and talks about the weather for as long as the tea is warm.

What worries people is conscription. Two families in the street have sons of nineteen, and a rumour \
about engineers being sent abroad has been repeated so often that the school held an evening for \
parents, at which the headmistress read a letter from the district and took no questions."""

QUOTE = (
    "“If one of the sides is put in a state of war by an armed invasion from an individual state or "
    "several states, the other side shall provide military and other assistance with all means in "
    "its possession without delay in accordance with the Charter and the laws of both countries, "
    "and nobody should be in any doubt about how seriously we take every single word of this "
    "solemn promise to our closest friends,” the president said."
)
COOKIES = (
    "We and our 842 partners store and access information on your device, such as cookies, and "
    "process personal data to serve personalised advertising and content, to measure advertising "
    "and content, and to develop and improve products. With your consent, we and our partners may "
    "use precise geolocation data and identification through device scanning. You may click to "
    "consent to our processing as described above, or change your preferences before consenting."
)
RIGHTS = (
    "Copyright 2024. All rights reserved. This material may not be published, broadcast, rewritten "
    "or redistributed without permission. Sign up for our newsletter and follow us for more stories "
    "like this one, every morning in your inbox, free of charge and without any obligation to you."
)


def edited(text):
    """Return a text as an editor prints it: another head, first and last paragraph."""
    paragraphs = text.split("\n\n")
    first = "Alarm in the region: a new alliance is forged, and those next door are not amused."
    last = "Our correspondents will follow what becomes of it in the coming weeks."
    return "\n\n".join(["Pact sealed", first, *paragraphs[1:-1], last])


def reworded(text):
    """Return a text with a word changed in every sentence, as in a careless rewrite."""
    for old, new in {
        "Officials": "Politicians",
        "emergency": "special",
        "printed": "published",
        "nine times": "ninefold",
        "doubt": "question",
        "declined": "refused",
    }.items():
        text = text.replace(old, new)
    return text


PARAGRAPHS = AGENCY.split("\n\n")
PAIRS: dict[str, tuple[str, str, bool]] = {
    "the same text": (AGENCY, AGENCY, True),
    "another headline": (f"War pact\n\n{AGENCY}", f"Two capitals grow closer\n\n{AGENCY}", True),
    "another headline, beginning and end": (AGENCY, edited(AGENCY), True),
    "a word changed here and there": (AGENCY, reworded(AGENCY), True),
    "edited and reworded": (edited(AGENCY), reworded(AGENCY), True),
    "in capitals, with other white space": (AGENCY, AGENCY.upper().replace(" ", "\u00a0 "), True),
    "other quotation marks and dashes": (AGENCY, AGENCY.replace(", ", " – "), True),
    "agency text within an own report": (
        AGENCY,
        f"{OWN}\n\n{PARAGRAPHS[2]}\n{PARAGRAPHS[3]}\n\n{OTHER}",
        True,
    ),
    "cut to two paragraphs": (AGENCY, "\n\n".join(PARAGRAPHS[1:3]), True),
    "a short item taken whole": (PARAGRAPHS[0] + " It was raining.", PARAGRAPHS[0], True),
    "in another order": (AGENCY, "\n\n".join(reversed(PARAGRAPHS)), True),
    "an own text and the agency's": (AGENCY, OWN, False),
    "two own reports": (OWN, OTHER, False),
    "two own reports with one long quotation": (f"{OWN}\n\n{QUOTE}", f"{QUOTE}\n\n{OTHER}", False),
    "a quotation in straight marks": (
        f"{OWN}\n\n{QUOTE}".replace("“", '"').replace("”", '"'),
        f"{QUOTE}\n\n{OTHER}",
        False,
    ),
    "a quotation that is not marked": (f"{OWN} {QUOTE[1:120]}", f"{OTHER} {QUOTE[1:120]}", False),
    "one sentence of the agency's": (OWN + "\n" + PARAGRAPHS[4][:70], AGENCY, False),
    "one notice on cookies": (f"{COOKIES}\n\n{OWN}", f"{OTHER}\n\n{COOKIES}", False),
    "one note on rights": (f"{OWN}\n\n{RIGHTS}", f"{OTHER}\n\n{RIGHTS}", False),
    "cookies, rights and a quotation": (
        f"{COOKIES}\n{OWN}\n{QUOTE}\n{RIGHTS}",
        f"{COOKIES}\n{OTHER}\n{QUOTE}\n{RIGHTS}",
        False,
    ),
    "nothing and something": ("", AGENCY, False),
    "nothing twice": ("", "", False),
    "two words twice": ("Not found", "Not found", False),
}
