"""
English cue words that the stages look for.

Reporting and belief verbs follow the classes "say" (37.7), "transfer of a message" (37.1) and
"conjecture" (29.5) of Levin, English Verb Classes and Alternations (1993); hedges follow
Hyland, Hedging in Scientific Research Articles (1998); reciprocal verbs follow Levin's
"verbs of social interaction" (36). The short lists are closed classes of English grammar.
"""


def words(text: str) -> frozenset[str]:
    """Return the words of a list written as one string."""
    return frozenset(text.split())


SAY = words(
    "accuse acknowledge add admit advise affirm allege announce argue assert assure caution claim "
    "comment complain concede conclude confess confirm contend declare deny disclose emphasise "
    "emphasize estimate explain find indicate inform insist maintain mention note observe "
    "point predict promise propose recall recommend remark remind repeat reply report reveal say "
    "state stress suggest tell testify tweet underline urge vow warn write"
)
BELIEVE = words(
    "assume believe consider doubt expect fear feel guess hope imagine judge know presume "
    "realise realize reckon regard see speculate suppose suspect think understand view"
)
REPORTING = SAY | BELIEVE
SEEN_AS = words("consider describe deem hail interpret perceive regard see view")

FUTURE = words("will shall 'll wo sha")
POSSIBLE = words("may might could can would")
FORESEE = words("expect forecast foresee plan poise predict project schedule set")
SHOULD = words("should must ought")
INTERPRET = words(
    "embody epitomise epitomize exemplify herald indicate mark reflect represent signal signify "
    "symbolise symbolize underline underscore"
)
VALUES = words(
    "absurd amazing awful bad beautiful best better brilliant crucial dangerous disastrous "
    "disgraceful excellent extraordinary fantastic fine good great historic horrible important "
    "impressive incredible inspiring interesting lovely magnificent meaningful outstanding perfect "
    "pivotal poor remarkable ridiculous scandalous shameful significant stunning stupid superb "
    "terrible tragic unacceptable unfair vital wonderful worse worst worthy wrong"
)

CONDITIONS = words("if unless whether lest provided providing except till until")
NEGATIONS = words(
    "no not n't never neither nor none nobody nothing nowhere without hardly barely scarcely "
    "rarely seldom cannot"
)
DENYING = words(  # what is denied, missing or kept from happening may be so in another way
    "abandon abolish avoid ban bar block cancel cease decline deny dispute doubt escape exclude "
    "fail forbid halt hinder ignore keep lack lose miss omit oppose preclude prevent prohibit "
    "quit refuse reject resist restrict rule stop suspend veto withhold"
)
HEDGES = words(
    "perhaps maybe possibly probably presumably apparently seemingly supposedly allegedly "
    "reportedly purportedly ostensibly"
)
PRIVATIVES = words(
    "former alleged supposed suspected apparent possible potential future prospective fake false "
    "mock so-called would-be attempted proposed planned hypothetical fictional imaginary"
)
INTENDED = words(
    "want need seek lack require demand request wish desire imagine envisage await fear expect "
    "plan predict propose promise threaten offer consider"
)
WHOEVER = words("whoever whomever whatever whichever")
LIMITS = words(
    "only few little most mostly all every each any at-most fewer less half nearly almost just "
    "merely exactly"
)
TOGETHER = words("each together jointly mutually respectively total both between among")
RECIPROCAL = words(
    "agree ally argue battle clash collaborate collide combine compare compete cooperate "
    "connect balance blend correspond debate differ disagree discuss divide divorce exchange "
    "fight form forge join link marry meet merge mix negotiate part partner play reconcile "
    "resemble separate share sign split talk total trade unite vary wed"
)

GREETINGS = words(
    "bye congratulations farewell goodbye hello hey hi hooray ok okay sorry thanks welcome wow "
    "yes no well"
)
REQUESTS = words(
    "ask be call check click come consider contact discover don't do download email enter find "
    "follow get go help imagine join keep learn let let's listen look make note please read "
    "remember scroll see share sign stay stop subscribe swipe take tell think try use visit vote "
    "watch write"
)
