"""Ask for a split that a worker does: for texts that are too long to wait for."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from claims import policy
from claims.actions.choose_granularity import choose_granularity
from claims.models import Article, Body, SplitJob, User
from claims.models.journal import recorded
from claims.splitting import splitter_at


@recorded
def queue_split(
    article: Article, *, by: User, splitter: str = "default", granularity: str = ""
) -> SplitJob:
    """
    Note that the newest text is to be split; return the job, which a worker has to be given.

    A job whose worker is gone without a word is written off. Raises PermissionDenied if `by`
    may not, ValidationError if a split is under way or the splitter has no such grain.
    """
    if not policy.may_find_claims(by, article):
        raise PermissionDenied
    if granularity:
        article = choose_granularity(article, granularity, by=by, splitter=splitter)
    body = article.body
    write_off(body, by=by)
    grain = splitter_at(splitter, article.granularity).granularity or ""
    job = SplitJob(body=body, splitter=splitter, granularity=str(grain), asked_by=by)
    job.total = len(body.text)
    job.save()
    return job


def write_off(body: Body, *, by: User) -> None:
    """Put an end to a job whose worker is gone. Raises ValidationError if one is under way."""
    job = body.split_jobs.under_way().select_related("asked_by").first()
    if job is None:
        return
    if not job.is_lost:
        message = _("Claims are being looked for in this text already: %(who)s asked for it.")
        raise ValidationError(message, code="under_way", params={"who": job.asked_by})
    job.end(SplitJob.State.LOST, by)
