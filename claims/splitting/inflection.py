"""
Finite forms of English verbs.

The irregular pasts are the common ones of the list in Quirk et al., A Comprehensive Grammar
of the English Language (1985), 3.11-3.19; all other verbs are regular.
"""

from claims.splitting.cues import words

PAIRS = words(
    "arise:arose bear:bore beat:beat bet:bet bid:bid broadcast:broadcast "
    "foresee:foresaw kneel:knelt mislead:misled mistake:mistook offset:offset overrun:overran "
    "overthrow:overthrew plead:pleaded rebuild:rebuilt repay:repaid slay:slew spit:spat "
    "thrust:thrust tread:trod undo:undid upset:upset wed:wed weep:wept withhold:withheld "
    "be:was become:became begin:began bend:bent bind:bound bite:bit bleed:bled blow:blew "
    "break:broke breed:bred bring:brought build:built burn:burned burst:burst buy:bought cast:cast "
    "catch:caught choose:chose cling:clung come:came cost:cost creep:crept cut:cut deal:dealt "
    "dig:dug do:did draw:drew drink:drank drive:drove eat:ate fall:fell feed:fed feel:felt "
    "fight:fought find:found flee:fled fly:flew forbid:forbade forecast:forecast forget:forgot "
    "forgive:forgave freeze:froze get:got give:gave go:went grind:ground grow:grew hang:hung "
    "have:had hear:heard hide:hid hit:hit hold:held hurt:hurt keep:kept know:knew lay:laid "
    "lead:led leave:left lend:lent let:let lie:lay light:lit lose:lost make:made mean:meant "
    "meet:met overcome:overcame oversee:oversaw overtake:overtook pay:paid put:put quit:quit "
    "read:read ride:rode ring:rang rise:rose run:ran say:said see:saw seek:sought sell:sold "
    "send:sent set:set shake:shook shed:shed shine:shone shoot:shot show:showed shrink:shrank "
    "shut:shut sing:sang sink:sank sit:sat sleep:slept slide:slid speak:spoke spend:spent "
    "spin:spun split:split spread:spread spring:sprang stand:stood steal:stole stick:stuck "
    "sting:stung strike:struck strive:strove swear:swore sweep:swept swim:swam swing:swung "
    "take:took teach:taught tear:tore tell:told think:thought throw:threw undergo:underwent "
    "understand:understood undertake:undertook uphold:upheld wake:woke wear:wore weave:wove "
    "win:won wind:wound withdraw:withdrew withstand:withstood write:wrote"
)
IRREGULAR = dict(pair.split(":") for pair in PAIRS)
PASTS = frozenset(IRREGULAR.values()) - frozenset(IRREGULAR)
DOUBLING = words(
    "abet acquit allot bar bid blot chop compel confer cram crop defer deter dim dip dispel "
    "emit excel expel flip flop grin grip hug incur infer jam kid lag log map nab net outwit "
    "patrol pat plot plug pop propel ram rebel recur remit repel rig rip scan scar shrug shun "
    "skim slap slim slot snub sob spur star stun swap swat tag thin tip trek tug whip zip "
    "admit ban beg chat clap commit control drag drop equip fit grab hop jog knit nod occur omit "
    "permit pin plan prefer refer regret rob rub scrap ship shop skip slam slip snap spot stab "
    "stem step stir stop strip submit tap top transfer transmit trap trim wrap"
)
VOWELS = "aeiou"


def third_person(lemma: str) -> str:
    """Return the present form for he, she or it."""
    if lemma in {"be", "have"}:
        return {"be": "is", "have": "has"}[lemma]
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{lemma}s"


def past(lemma: str) -> str:
    """Return the past form."""
    prefix, _, plain = lemma.rpartition("-")  # "co-write"
    if prefix:
        return f"{prefix}-{past(plain)}"
    if lemma in IRREGULAR:
        return IRREGULAR[lemma]
    if lemma in DOUBLING:
        return f"{lemma}{lemma[-1]}ed"
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return f"{lemma[:-1]}ied"
    return f"{lemma}d" if lemma.endswith("e") else f"{lemma}ed"


def is_past_form(word: str) -> bool:
    """Whether the word looks like a past, and like no present form."""
    return word.endswith(("ed", "pt", "ought")) or word in PASTS


def finite(lemma: str, tense: str, *, plural: bool) -> str:
    """Return the verb in the given tense, in agreement with its subject."""
    if lemma == "be":
        return copula(tense, plural=plural)
    if tense == "past":
        return past(lemma)
    return lemma if plural else third_person(lemma)


def copula(tense: str, *, plural: bool) -> str:
    """Return the form of "be" for a third person."""
    if tense == "past":
        return "were" if plural else "was"
    return "are" if plural else "is"
