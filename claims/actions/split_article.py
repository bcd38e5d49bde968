"""Take an article apart into proposed claims."""

from dataclasses import asdict

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from claims import policy
from claims.models import Article, Body, Claim, SplitRun, User
from claims.models.journal import recorded
from claims.splitting import Proposal, Reason, Split, get_splitter
from claims.text.blocks import Block, BlockKind

LONGEST = 1000  # characters of a wording, as Claim.text has it


def split_article(article: Article, *, by: User, splitter: str = "default") -> SplitRun:
    """
    Split the newest text and store what is new as proposed claims; return the run.

    What an earlier run or a person found already, with the same passage and wording, is not
    proposed again. The splitter works before the transaction begins, so that nobody waits.
    Raises PermissionDenied if `by` may not, SplitterError if the splitter cannot work.
    """
    if not (policy.may_ingest(by) and policy.may_add_claims(by, article)):
        raise PermissionDenied
    body = article.body
    split = get_splitter(splitter).split(
        body.text,
        title=article.title,
        language=article.language,
        blocks=blocks_of(body),
        published=article.published_on,
    )
    return store_split(body, split, by=by)


def blocks_of(body: Body) -> list[Block]:
    """Return the stored blocks as the splitter takes them."""
    return [Block(**{**block, "kind": BlockKind(block["kind"])}) for block in body.blocks]


@recorded
def store_split(body: Body, split: Split, *, by: User) -> SplitRun:
    """Store a run with its claims, all or nothing."""
    too_long = {i for i, p in enumerate(split.proposals) if len(p.text) > LONGEST}
    known = set(body.claims.values_list("start", "end", "atom"))
    fresh = {
        index: proposal
        for index, proposal in enumerate(split.proposals)
        if index not in too_long
        and (proposal.start, proposal.end, proposal.atom[:2000]) not in known
    }
    skipped = [[s.start, s.end, str(s.reason)] for s in split.skipped]
    skipped += [
        [split.proposals[i].start, split.proposals[i].end, str(Reason.TOO_LONG)] for i in too_long
    ]
    run = SplitRun(body=body, splitter=split.splitter, version=split.version)
    run.decomposed, run.proposed, run.skipped = split.decomposed, len(fresh), sorted(skipped)
    reason = _("split by %(run)s") % {"run": run}
    run.save_by(by, reason)
    store_claims(run, fresh, by=by, reason=reason)
    return run


def store_claims(run: SplitRun, fresh: dict[int, Proposal], *, by: User, reason: str) -> None:
    """Store the proposals, by their place in the split, each under the one that reports it."""
    made: dict[int, Claim] = {}
    for index in sorted(fresh, key=lambda index: (fresh[index].frame is not None, index)):
        proposal = fresh[index]
        frame = None if proposal.frame is None else made.get(proposal.frame)
        made[index] = proposed_claim(run, proposal, frame)
        made[index].save_by(by, reason)


def proposed_claim(run: SplitRun, proposal: Proposal, frame: Claim | None) -> Claim:
    """Return a proposal as a claim that no person has accepted yet."""
    return Claim(
        article=run.body.article,
        body=run.body,
        split_run=run,
        text=proposal.text,
        atom=proposal.atom[:2000],
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
