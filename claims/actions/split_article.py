"""Take an article apart into proposed claims."""

from collections import defaultdict
from dataclasses import asdict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from claims import policy
from claims.actions.choose_granularity import choose_granularity
from claims.anchoring import places_of
from claims.models import Article, Body, Claim, SplitRun, User
from claims.models.additions import add_all
from claims.models.journal import recorded
from claims.splitting import (
    BaseSplitter,
    Progress,
    Proposal,
    Reason,
    Split,
    SplitterError,
    splitter_at,
)
from claims.text.blocks import Block, BlockKind

LONGEST = 1000  # characters of a wording, as Claim.text has it
LONGEST_ATOM = 2000  # and of an atom


def split_article(
    article: Article, *, by: User, splitter: str = "default", granularity: str = ""
) -> SplitRun:
    """
    Split the newest text and store what is new as proposed claims; return the run.

    A grain that is given is kept as the article's own; else that one holds, else the settings'.
    What an earlier run or a person found already, with the same wording in the same passage, is
    not proposed again, whatever became of it, nor where the passage was moved or changed since.
    The splitter works before the transaction begins, so that nobody waits. Raises
    PermissionDenied if `by` may not, SplitterError if the splitter cannot work or would send a
    confidential text away, and ValidationError if it has no such grain or the text was replaced
    while it worked.
    """
    if not policy.may_find_claims(by, article):
        raise PermissionDenied
    if granularity:
        article = choose_granularity(article, granularity, by=by, splitter=splitter)
    body, chosen = article.body, splitter_at(splitter, article.granularity)
    return store_split(body, split_body(body, chosen), by=by, granularity=chosen.granularity or "")


def split_body(body: Body, splitter: BaseSplitter, progress: Progress | None = None) -> Split:
    """
    Return what the splitter makes of a stored text.

    Raises SplitterError if it cannot work, or would send a confidential text away.
    """
    require_stays_here(body, splitter)
    return splitter.split(
        body.text,
        title=body.article.title,
        language=body.article.language,
        blocks=blocks_of(body),
        published=body.article.published_on,
        progress=progress,
    )


def require_stays_here(body: Body, splitter: BaseSplitter) -> None:
    """Raise SplitterError if the article is confidential by now and its text would be sent away."""
    confidential = Article.objects.filter(pk=body.article_id, confidential=True)
    if splitter.sends_to and confidential.exists():
        message = _(
            "The article is confidential, and this splitter would send its text to %(host)s."
            " Use the default splitter."
        )
        raise SplitterError(message % {"host": splitter.sends_to})


def blocks_of(body: Body) -> list[Block]:
    """Return the stored blocks as the splitter takes them."""
    return [Block(**{**block, "kind": BlockKind(block["kind"])}) for block in body.blocks]


@recorded
def store_split(body: Body, split: Split, *, by: User, granularity: str = "") -> SplitRun:
    """
    Store a run with its claims, all or nothing.

    Raises PermissionDenied if `by`, as they are by now, may not: a split takes its time.
    """
    by = User.objects.get(pk=by.pk)
    body.article.refresh_from_db()
    if not policy.may_find_claims(by, body.article):
        raise PermissionDenied
    if body != body.article.body:
        message = _("The text was replaced while it was split: find claims again.")
        raise ValidationError(message, code="stale")
    too_long = {i for i, p in enumerate(split.proposals) if len(p.text) > LONGEST}
    known = Known(body)
    fresh = {
        index: proposal
        for index, proposal in enumerate(split.proposals)
        if index not in too_long and proposal not in known
    }
    skipped = [[s.start, s.end, str(s.reason)] for s in split.skipped]
    skipped += [
        [split.proposals[i].start, split.proposals[i].end, str(Reason.TOO_LONG)] for i in too_long
    ]
    run = SplitRun(body=body, splitter=split.splitter, version=split.version)
    run.granularity = granularity
    run.decomposed, run.proposed, run.skipped = split.decomposed, len(fresh), sorted(skipped)
    reason = f"split by {run}"
    run.save_by(by, reason)
    store_claims(run, fresh, by=by, reason=reason)
    return run


class Known:
    """
    What was found in an article before, wherever its passages stand in this text.

    What was taken back with its whole split is not known any more.
    """

    def __init__(self, body: Body) -> None:
        self.passages: dict[str, list[tuple[int, int]]] = defaultdict(list)
        fields = ("body", "quote", "start", "end", "prefix", "suffix", "atom", "text")
        taken_back = Q(retracted_at__isnull=False, split_run__retracted_at__isnull=False)
        claims = list(body.article.claims.exclude(taken_back).only(*fields))
        for claim in claims:
            if claim.body_id == body.pk:
                self.note(claim, claim.start, claim.end)
        for place in places_of((c for c in claims if c.body_id != body.pk), body.text):
            if (found := place.found.anchor) is not None:
                self.note(place.claim, found.start, found.end)

    def note(self, claim: Claim, start: int, end: int) -> None:
        """Remember that a claim stands here, in the words of the text and in its own."""
        for words in {claim.atom, claim.text}:
            self.passages[words].append((start, end))

    def __contains__(self, proposal: Proposal) -> bool:
        """Whether a claim in these words stands in the proposal's passage already."""
        places = [*self.passages[proposal.atom[:LONGEST_ATOM]], *self.passages[proposal.text]]
        return any(start < proposal.end and proposal.start < end for start, end in places)


def store_claims(run: SplitRun, fresh: dict[int, Proposal], *, by: User, reason: str) -> None:
    """Store the proposals, by their place in the split, each after the one that reports it."""
    made: dict[int, Claim] = {}
    waiting = dict(fresh)
    while waiting:
        ready = {i: p for i, p in waiting.items() if p.frame not in waiting} or dict(waiting)
        claims = {
            i: proposed_claim(run, p, made.get(-1 if p.frame is None else p.frame))
            for i, p in ready.items()
        }
        add_all(list(claims.values()), by=by, reason=reason)
        made |= claims
        waiting = {i: p for i, p in waiting.items() if i not in made}


def proposed_claim(run: SplitRun, proposal: Proposal, frame: Claim | None) -> Claim:
    """Return a proposal as a claim that no person has accepted yet."""
    return Claim(
        article=run.body.article,
        body=run.body,
        split_run=run,
        text=proposal.text,
        atom=proposal.atom[:LONGEST_ATOM],
        quote=proposal.quote,
        start=proposal.start,
        end=proposal.end,
        prefix=proposal.prefix,
        suffix=proposal.suffix,
        kind=str(proposal.kind),
        said_by=(proposal.claimant or "")[:300],
        operations=list(proposal.operations),
        suggestions=[asdict(suggestion) for suggestion in proposal.suggestions],
        frame=frame,
    )
