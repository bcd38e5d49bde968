"""The claims of an article as the lines of its workbench, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F
from django.utils.translation import gettext as _

from claims.admin.workbench.standing import Facts, Standing, standing_of
from claims.models import Article, Body, Claim, Evidence, Ruling, User, Verdict

COLUMNS = (
    *("pk", "public_id", "text", "start", "end", "body_id", "anchor", "state", "kind"),
    *("worthiness", "assignee_id"),
)
KINDS = dict(Claim.Kind.choices)


@dataclass(frozen=True, slots=True)
class Row:
    """A claim on one line; `number` is its place in the text, 0 for one that is laid aside."""

    pk: int
    public_id: str
    number: int
    text: str
    start: int
    end: int
    in_text: bool
    standing: Standing
    kind: str
    worthiness: float | None
    assignee: User | None
    stances: dict[str, int]

    @property
    def facts(self) -> str:
        """What there is to know at a glance: kind, worth, evidence by stance, who checks it."""
        worth = (
            f"{_('worth checking')} {self.worthiness:.2f}" if self.worthiness is not None else ""
        )
        evidence = _("for %(supports)s · against %(refutes)s · context %(context)s")
        counts = {"supports": 0, "refutes": 0, "context": 0, **self.stances}
        found = evidence % counts if self.stances else _("no evidence")
        kind = str(KINDS[Claim.Kind(self.kind)])
        return " · ".join(filter(None, [kind, worth, found, str(self.assignee or "")]))

    @property
    def named(self) -> str:
        """What its mark is called for those who do not see it."""
        told = {"number": self.mark, "state": self.standing.label}
        return _("Claim %(number)s: %(state)s") % told

    @property
    def mark(self) -> str:
        """What joins its line, its mark in the text and their links: its number, or its id."""
        return str(self.number or self.public_id)


def rows_of(article: Article, body: Body | None, user: User) -> list[Row]:
    """Return the article's claims in the order of the text, those without a place in it last."""
    claims = list(article.claims.live().in_text_order().values(*COLUMNS))
    newest = body.pk if body else None
    claims.sort(key=lambda claim: claim["body_id"] != newest)
    return list(_rows(claims, newest, Surroundings(article), user))


class Surroundings:
    """What stands at the claims of an article, counted for all of them at once."""

    def __init__(self, article: Article) -> None:
        self.stances: dict[int, dict[str, int]] = defaultdict(dict)
        for claim, stance, number in _counted(Evidence.objects.live(), article, "stance"):
            self.stances[claim][stance] = number
        counting = Verdict.objects.live().filter(wording=F("claim__text"))
        self.verdicts = dict(_counted(counting, article))
        rulings = Ruling.objects.live().originals().filter(claim__article=article)
        newest = rulings.order_by("version").values_list("claim", "pk", "stage")
        self.rulings = {claim: (pk, stage) for claim, pk, stage in newest}
        drafts = rulings.filter(stage=Ruling.Stage.DRAFT).values("pk")
        read = Ruling.history.filter(id__in=drafts, stage=Ruling.Stage.IN_REVIEW)
        self.returned = set(read.values_list("id", flat=True))
        people = User.objects.filter(claims_assigned__article=article).distinct()
        self.people = {person.pk: person for person in people}


def _counted(rows: Any, article: Article, *by: str) -> Iterable[Any]:
    """Return how many of the rows stand at each claim of the article."""
    of_article = rows.filter(claim__article=article)
    return of_article.order_by().values_list("claim", *by).annotate(n=Count("pk"))  # type: ignore[no-any-return]


def _rows(
    claims: list[dict[str, Any]], body: int | None, around: Surroundings, user: User
) -> Iterator[Row]:
    """Yield the line of each claim; those at work are numbered."""
    number = 0
    for claim in claims:
        pk = claim["pk"]
        ruling, stage = around.rulings.get(pk, (None, ""))
        facts = Facts(
            state=claim["state"],
            verdicts=around.verdicts.get(pk, 0),
            stage=stage,
            was_returned=ruling in around.returned,
            is_yours=claim["assignee_id"] == user.pk,
        )
        standing = standing_of(facts)
        number += not standing.is_aside
        yield Row(
            pk=pk,
            public_id=claim["public_id"],
            number=0 if standing.is_aside else number,
            text=claim["text"],
            start=claim["start"],
            end=claim["end"],
            in_text=claim["body_id"] == body and claim["anchor"] not in Claim.ADRIFT,
            standing=standing,
            kind=claim["kind"],
            worthiness=claim["worthiness"],
            assignee=around.people.get(claim["assignee_id"]),
            stances=around.stances.get(pk, {}),
        )
