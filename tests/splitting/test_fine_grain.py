"""The fine grain: what could be said of a sentence, and what is chosen of it."""

import re

import pytest

from claims.splitting.granularity import Granularity
from tests.splitting.reading import sayable, wordings
from tests.width import wide

LONG = 5  # letters of a word that carries something
SHORTER = {  # what must be among the ways to say it
    "In May 2010, the firm opened a plant in Oslo.": [
        "The firm opened a plant.",
        "In May 2010, the firm opened a plant.",
        "The firm opened a plant in Oslo.",
        "In May 2010, the firm opened a plant in Oslo.",
    ],
    "She appeared in films such as Vertigo and Psycho.": [
        "She appeared in films.",
        "She appeared in Vertigo.",
        "She appeared in Psycho.",
    ],
    "The firm bought a large house on a hill near Oslo.": [
        "The firm bought a large house.",
        "The firm bought a large house on a hill.",
        "The house was large.",
        "The hill was near Oslo.",
    ],
    "After leaving the army, he studied law.": ["He left the army.", "He studied law."],
    "He wrote novels, hundreds of poems and some plays.": ["He wrote hundreds of poems."],
    "He won the cup in 1990 and the league in 2001.": [
        "He won the cup in 1990.",
        "He won the league in 2001.",
    ],
    "He served as Australia's envoy from 2008 to 2012.": ["He served as Australia's envoy."],
    "They stayed in a five-star hotel.": ["They stayed in a hotel."],
    "Three men were killed in attack on a border post.": ["The attack was on a border post."],
    "She made history by becoming the mayor.": ["She became the mayor."],
    "He played for Leeds before moving to Arsenal in 2006.": ["He moved to Arsenal in 2006."],
    "Owen broke an arm while surfing in Hawaii.": ["Owen was surfing in Hawaii."],
    "Salah is seen as a quick, mobile and tactical player.": ["Salah is seen as a quick player."],
    "He met Australian actress Emily Lee.": [
        "Emily Lee is Australian.",
        "Emily Lee is an actress.",
    ],
    "A man arrested on Monday died.": ["A man died.", "The man was arrested on Monday."],
    "Striker Erling Haaland scored.": ["Erling Haaland scored.", "Erling Haaland is a striker."],
    "Chelsea's Belgian star Eden Hazard scored.": ["Eden Hazard is Belgian."],
    "Oslo-based singer Ann Lee sang.": ["Ann Lee is an Oslo-based singer."],
    "He was born in Abbeville, France and worked there.": ["Abbeville is in France."],
    "She married Tom Lee, with whom she has a son.": ["She has a son with Tom Lee."],
    "29-year-old Terry Proctor was arrested.": ["Terry Proctor is 29 years old."],
    "Lee's agent Karol Csonto resigned.": ["Karol Csonto is Lee's agent."],
    "She was found in Xalapa, Veracruz on April 28, 2012.": ["Xalapa is in Veracruz."],
    "Ann Lee's great-grandfather, Edward Day, worked in the army.": [
        "Edward Day is Ann Lee's great-grandfather.",
        "Edward Day worked in the army.",
    ],
    "They left before entering the Esso station in Caterham.": [
        "The Esso station is in Caterham.",
    ],
    "The manager of Rex Cinema in Oslo resigned.": ["Rex Cinema is in Oslo."],
    "She appeared in several films in Hindi, including Rangeela and Bhoot.": [
        "Bhoot is a film.",
        "Bhoot is a film in Hindi.",
    ],
    "She lost the match against Ann Lee in May.": [
        "She lost the match.",
        "She lost the match in May.",
    ],
    "He beat Ann Lee and Tom Day, 33, from London.": ["Tom Day is from London."],
    "His wife, Samantha, visited the school in May.": ["Samantha visited the school in May."],
    "He married his second wife Ann Lee in 1924.": ["He married Ann Lee in 1924."],
    "Ann Lee, director of the museum, left.": ["Ann Lee is director of the museum."],
    "They are married and have a daughter named Lily.": [
        "They are married.",
        "They have a daughter.",
    ],
    "He was arrested and charged with murder.": ["He was arrested."],
    "He sang in Oslo but did not dance until he was paid.": ["He sang in Oslo."],
    "Both the union and the firm left.": ["The union left.", "The firm left."],
}
UNTOUCHED = {  # what would not follow from it
    "The fire erupted just moments after he walked over it.": "The fire erupted just moments.",
    "He was charged with assault on a child younger than 15.": "He was charged younger than 15.",
    "Police made an arrest on suspicion of murder.": "The arrest was on suspicion of murder.",
    "She filmed the pointing of a gun at a house.": "The pointing was at a house.",
    "They play in Paris, London, and Madrid.": "Paris is in London.",
    "He said that in Rome, Italy won.": "Rome is in Italy.",
    "She met Tom Lee, with whom she has a son.": "She met Tom Lee she has a son.",
    "He has made films during the past year aimed at boys.": "The past year is aimed at boys.",
    "The city has the largest port in Norway.": "The city has the largest port.",
    "Every shop in Oslo closed.": "Every shop closed.",
    "He moved to Oslo in 2010.": "He moved in 2010.",
    "The firm refused to sell a plant in Oslo to anybody.": "The firm refused to sell a plant.",
    "Men ran; some jumped from a roof; one died, officials say.": (
        "Men ran; some jumped one died, officials say."
    ),
    "She held a variety of posts, including Head of News.": "She held a variety of Head of News.",
    "Ann Lee, mother of two, and Tom Day, a neighbour of the couple, saw it.": (
        "Ann Lee is the mother of two, and Tom Day."
    ),
    "Ann Lee's brother Tom plays for Leeds with his son.": "Tom plays for Leeds with his son.",
    "Her mother, Ann Lee, blamed her death on the firm.": "Ann Lee blamed her death on the firm.",
    "The minister thanked his wife, Ann Lee, and the mayor for their help.": (
        "The minister thanked Ann Lee and the mayor for their help."
    ),
    "He was born in Oslo in 1960; his father was a baker.": "He was born his father was a baker.",
    "She lost the right to vote in Ohio.": "She lost the right to vote.",
    "The firm sells books; Ann Lee runs it, police said.": "The firm sells books.",
    "The alleged thief fled to Oslo.": "The thief was alleged.",
    "He wants to buy a large house.": "The house is large.",
    "She leads the board of the firm and the club of Oslo.": "She leads the board of Oslo.",
    "He died before finishing the book.": "He finished the book.",
    "He died before finishing the book in 2003.": "He finished the book in 2003.",
    "The case was solved by asking neighbours.": "The case asked neighbours.",
    "He gave money to his son in 1990 and his daughter in 1995.": "He gave his daughter in 1995.",
    "He flew a black and white flag.": "He flew a black flag.",
    "A vice president resigned.": "A president resigned.",
    "South Korean singer Ann Lee won.": "Ann Lee is South.",
    "Former minister Anna Berg won.": "Anna Berg is a minister.",
    "Fans feared defeat in the final.": "The defeat was in the final.",
    "A man jailed for theft in Oslo died.": "A man jailed died.",
    "Only boys from Oslo sang.": "Only boys sang.",
    "She denied involvement in the plot.": "She denied involvement.",
    "The law bans abortion after six weeks.": "The law bans abortion.",
    "The bank will fail when rates rise.": "The bank will fail.",
    "The firm builds cars like Tesla.": "The firm builds Tesla.",
    "The former minister from Norway resigned.": "The minister was from Norway.",
    "The criminal lawyer won.": "The lawyer was criminal.",
    "Ann Lee is an Irish-born British novelist.": "Ann Lee is Irish British.",
    "The company, maker and seller of phones, grew.": "The maker grew.",
    "He did not buy a large house.": "He did not buy a house.",
    "She denied that he owned a large house.": "She denied that he owned a house.",
    "If a large company fails, the state pays.": "If a company fails, the state pays.",
    "Large companies must pay the tax.": "Companies must pay the tax.",
    "A young person may vote.": "A person may vote.",
    "Without a large army, the king lost.": "Without an army, the king lost.",
    "She resigned soon after the scandal broke.": "She resigned after the scandal broke.",
    "He was born when his mother was 17.": "His mother was 17.",
    "It raised the risk for workers to be hurt in Oslo.": "It raised the risk for workers.",
    "The deal raised fears about the potential for arms to be used in Oslo.": "The deal raised "
    "fears about the potential for arms.",
}
CHOSEN = {
    "President Anna Berg opened the bridge.": [
        "Anna Berg opened the bridge.",
        "Anna Berg is the President.",
    ],
    "Anna Berg is a Norwegian lawyer.": ["Anna Berg is a lawyer.", "Anna Berg is Norwegian."],
    "He plays for Premier League club Manchester City.": [
        "He plays for Manchester City.",
        "Manchester City is a Premier League club.",
    ],
    "He did not open a plant in Oslo in 2010.": ["He did not open a plant in Oslo in 2010."],
}


@pytest.mark.parametrize(
    ("sentence", "expected"), wide(SHORTER.items(), every=2), ids=list(SHORTER)
)
def test_each_part_can_be_said_alone(sentence, expected):
    assert set(expected) <= set(sayable(sentence))


@pytest.mark.parametrize(("sentence", "untrue"), UNTOUCHED.items(), ids=list(UNTOUCHED))
def test_what_does_not_follow_cannot_be_said(sentence, untrue):
    assert untrue not in sayable(sentence)


@pytest.mark.parametrize(("sentence", "expected"), CHOSEN.items(), ids=list(CHOSEN))
def test_what_people_would_say_is_chosen(sentence, expected):
    assert wordings(sentence, Granularity.FINE) == expected


@pytest.mark.parametrize("grain", list(Granularity))
@pytest.mark.parametrize("sentence", wide([*SHORTER, *UNTOUCHED, *CHOSEN]))
def test_no_word_of_a_sentence_is_lost(sentence, grain):
    said = words_in(" ".join(wordings(sentence, grain)))

    assert {word for word in words_in(sentence) if len(word) >= LONG} <= said


def words_in(text):
    return set(re.findall(r"\w+", text.lower()))


def test_the_medium_grain_keeps_adjuncts_together():
    sentence = "In May 2010, the firm opened a plant in Oslo."

    assert wordings(sentence) == [sentence]


def test_what_somebody_had_done_before_is_told_with_its_own_tense():
    text = "Having left the army, Lee wrote two novels."
    assert "Lee had left the army." in wordings(text)
    assert "Ann Roe has been shown in two museums." in wordings(
        "Ann Roe has a long career, having been shown in two museums."
    )


def test_a_clause_behind_a_quoted_title_is_told_of_the_title():
    text = 'He is known for his single "Blue," which peaked at number two.'

    assert '"Blue" peaked at number two.' in sayable(text)


def test_a_participle_before_a_sentence_is_not_cut_to_itself():
    assert "Hoping farmers pray." not in sayable("Hoping for rain, farmers pray.")
