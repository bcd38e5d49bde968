"""Sentences whose parts must not be told alone: what may not be claimed for each of them."""

import pytest

from claims.splitting.statements import Granularity
from tests.splitting.reading import sayable, wordings

FORBIDDEN = [
    # conditions
    ("Tourists should visit the site only if essential.", ["Tourists should visit the site."]),
    ("Taxes will rise if the party wins.", ["Taxes will rise.", "The party wins."]),
    ("The strike will start unless wages rise.", ["The strike will start.", "Wages rise."]),
    (
        "The bank will close and staff will leave if the deal fails.",
        ["The bank will close.", "Staff will leave.", "The deal fails."],
    ),
    ("Whether the dam holds is unknown.", ["The dam holds."]),
    ("He will pay the fine provided the court agrees.", ["He will pay the fine."]),
    ("In case of war, the port and the airport will close.", ["The port will close."]),
    ("There were no schools until the railway came.", ["There were no schools."]),
    ("Unless it rains, the harvest will fail.", ["The harvest will fail.", "It rains."]),
    ("If elected, she will cut taxes and raise pensions.", ["She will cut taxes."]),
    # denials
    ("The minister did not sign or read the letter.", ["The minister did sign.", "Minister read."]),
    ("The firm did not pay workers and suppliers.", ["The firm did not pay workers."]),
    ("Neither France nor Spain signed the treaty.", ["France signed the treaty."]),
    ("No minister and no deputy resigned.", ["No minister resigned and.", "No deputy."]),
    ("Few doctors and nurses were vaccinated.", ["Few doctors were vaccinated."]),
    ("He never lived in Rome and Paris.", ["He never lived in Rome.", "He lived in Paris."]),
    ("The mayor denied taking bribes and gifts.", ["The mayor denied taking bribes."]),
    ("He left without paying, taking the keys.", ["He left."]),
    ("She is not a doctor who treats children.", ["She treats children."]),
    ("The report did not mention a fund that paid bribes.", ["The fund paid bribes."]),
    # modals and hedges
    ("The plant may have leaked oil and gas.", ["The plant leaked oil.", "The plant leaked gas."]),
    ("Experts suggest the drug might cause harm.", ["The drug causes harm."]),
    ("The city could build a bridge that spans the bay.", ["The bridge spans the bay."]),
    ("He wants to build a factory that makes cars.", ["The factory makes cars."]),
    (
        "Only Germany and Italy pay the levy.",
        ["Only Germany pays the levy.", "Italy pays the levy."],
    ),
    ("The alleged thief reportedly fled.", ["The thief fled."]),
    # attribution
    ("Some believe it contaminated waters.", ["It contaminated waters."]),
    ("The minister said that crime fell and wages rose.", ["Crime fell.", "Wages rose."]),
    ("According to police, the driver fled and hid.", ["The driver fled.", "The driver hid."]),
    ("Critics claim the mayor lied.", ["The mayor lied."]),
    ("The move is seen as a mistake.", ["The move is a mistake."]),
    ("He doubts that the plan works.", ["The plan works."]),
    ("Smith, who says the earth is flat, resigned.", ["The earth is flat."]),
    # collective acts
    ("France and Spain signed a treaty with each other.", ["France signed a treaty."]),
    ("The border between India and Nepal is open.", ["The border between India is open."]),
    ("Anna and Ben married in 2001.", ["Anna married in 2001.", "Ben married in 2001."]),
    ("Canada and Mexico agreed on a deal.", ["Canada agreed on a deal."]),
    ("The two firms merged with Acme and Zenith.", ["The two firms merged with Acme."]),
    ("Together, Kenya and Uganda produce half of the tea.", ["Kenya produces half of the tea."]),
    ("Peter and Paul are brothers.", ["Peter is brothers.", "Peter are brothers."]),
    ("The treaty signed by Russia and China expired.", ["The treaty was signed by Russia."]),
    ("Either Smith or Jones won the seat.", ["Smith won the seat.", "Jones won the seat."]),
    ("The price is between 10 and 20 euros.", ["The price is between 10 euros."]),
    ("He mixed water and wine.", ["He mixed water.", "He mixed wine."]),
    # names and quotations
    ("Procter & Gamble cut prices.", ["Procter cut prices.", "Gamble cut prices."]),
    ("She called it “cheap and nasty” work.", ["She called it cheap work."]),
    ("He said: “We won and they lost.”", ["We won.", "They lost.", "He said we won."]),
    ("The group relies on oil from Iran and its allies.", ["The group relies on its allies."]),
    # quantities and comparisons
    ("All boys and most girls passed.", ["Boys passed.", "Girls passed."]),
    ("Half of the men and women voted.", ["Half of the women voted.", "The men voted."]),
    ("Men who smoke die earlier.", ["Men die earlier.", "Men smoke."]),
    ("People who pay taxes and vote complain.", ["People complain.", "People pay taxes."]),
    (
        "Ivan decided it was not good enough and walked out.",
        ["Ivan decided it walked out.", "It walked out."],
    ),
    ("The truck rolled and crushed him.", ["The truck rolled him."]),
    ("He left when the truck rolled and hit him.", ["He left the truck hit him."]),
    ("Anna and Ben lost their daughter.", ["Anna lost their daughter."]),
    (
        "Officer Johnson noticed she was drunk and arrested her, claiming she resisted.",
        ["She claimed she resisted.", "Officer Johnson noticed she arrested her."],
    ),
    ("They designed and built the bridge.", ["They designed.", "They built."]),
    ("Sales fell by 3% and not 5%.", ["Sales fell by 5%."]),
]


def said(text):
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


@pytest.mark.parametrize("granularity", list(Granularity))
@pytest.mark.parametrize(("sentence", "forbidden"), FORBIDDEN, ids=lambda v: str(v)[:40])
def test_no_claim_says_what_the_sentence_does_not(sentence, forbidden, granularity):
    found = {said(text) for text in wordings(sentence, granularity)}
    found |= {said(text) for text in sayable(sentence, granularity)}  # what could be chosen, too

    contentless = {p for p in found if len(p.split()) < 2}
    assert not found & {said(claim) for claim in forbidden}
    assert not contentless


def test_the_suite_is_wide_enough():
    assert len(FORBIDDEN) >= 40
