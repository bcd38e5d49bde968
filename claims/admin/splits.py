"""Finding claims in an article, now or in a worker, stopping that, and taking it back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from claims.actions.cancel_split import cancel_split
from claims.actions.take_back_split import take_back_split
from claims.admin.deeds import Deed, Offer, address
from claims.admin.forms import DeedForm, reason_field
from claims.admin.grains import GrainForm
from claims.admin.progress import as_told, shown_job
from claims.models import Article, Claim, SplitRun, User
from claims.models.split_job import newest_job
from claims.policy import may_find_claims, may_take_back_split
from claims.splitting import SplitterError, get_splitter
from claims.tasks import find_claims


def split(article: Article, **asked: Any) -> Article:
    """Find claims, and return the article as the deed's subject; a splitter's error refuses."""
    try:
        find_claims(article, **asked)
    except SplitterError as error:
        raise ValidationError(str(error)) from error
    return article


def without_grain(_user: User, _article: Article) -> str:
    """Return what to know of a splitter that has no grain to choose."""
    splitter = get_splitter()
    if splitter.granularity is not None:
        return ""
    told = _("The splitter “%(name)s” decides by itself how much one claim says.")
    return told % {"name": splitter.name}


def left_to_a_worker(_user: User, article: Article) -> str:
    """Return what to know of a long text, for which nobody has to wait."""
    job = newest_job(article)
    if job is None or not job.is_under_way:
        return ""
    told = _("“%(row)s” is long: its claims are found while you go on. Its page tells how far.")
    return told % {"row": article}


def how_many(article: Article) -> str:
    """Return how many claims the newest run proposed, and how many others wait from before."""
    run = SplitRun.objects.live().filter(body__article=article).order_by("-pk").first()
    if run is None:
        return ""
    new = ngettext(
        "“%(row)s” was split: %(n)s claim is new and waits as proposed.",
        "“%(row)s” was split: %(n)s claims are new and wait as proposed.",
        run.proposed,
    ) % {"row": article, "n": run.proposed}
    older = article.claims.live().filter(state=Claim.State.PROPOSED).exclude(split_run=run).count()
    if not (older and run.proposed):
        return new
    left = ngettext(
        "%(n)s from before still waits, too: drop it if this split says the same in another way.",
        "%(n)s from before still wait, too: drop those that this split says in another way.",
        older,
    )
    return f"{new} {left % {'n': older}}"


SPLIT = Deed(
    name="split",
    label=_("Find claims"),
    explains=_(
        "The splitter proposes claims; nothing that is there is changed, and what it found "
        "before it does not propose again. A long text is read while you go on with other work."
    ),
    done=_("“%(row)s” was split: what is new waits as proposed."),
    act=split,
    allowed=may_find_claims,
    form=GrainForm,
    warns=without_grain,
    says=how_many,
    says_instead=left_to_a_worker,
)
CANCEL = Deed(
    name="cancel",
    label=_("Stop it"),
    explains=_("Claims are no longer looked for in this text, and nothing of it is stored."),
    done=_("Claims are no longer looked for in “%(row)s”."),
    act=cancel_split,
    allowed=may_find_claims,
)


class TakeBackForm(DeedForm):
    """Why a split is taken back, and which one was read as the last."""

    run = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field()

    def __init__(self, row: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        last = SplitRun.objects.last_of(row)
        self.initial["run"] = last and last.pk


def how_many_go(_user: User, article: Article) -> str:
    """Return how many claims leave the lists with the split, or that they have to stay."""
    last = SplitRun.objects.last_of(article)
    if last is None:
        return ""
    count, loose = last.claims.count(), last.claims.untouched().count()
    if loose < count:
        return ngettext(
            "Somebody has worked on %(n)s of its claims, so it cannot be taken back.",
            "Somebody has worked on %(n)s of its claims, so it cannot be taken back.",
            count - loose,
        ) % {"n": count - loose}
    told = ngettext("%(n)s claim leaves the lists.", "%(n)s claims leave the lists.", count)
    return told % {"n": count}


TAKE_BACK = Deed(
    name="take-back",
    label=_("Take the last split back"),
    explains=_(
        "What was found last leaves the lists and stays on record with your reason; finding "
        "claims again, at another grain perhaps, proposes anew. It can be done only as long as "
        "nobody has worked on one of those claims."
    ),
    done=_("The last split of “%(row)s” was taken back."),
    act=take_back_split,
    allowed=may_take_back_split,
    form=TakeBackForm,
    warns=how_many_go,
)


def following(article: Article, run: SplitRun | None, offered: list[Offer]) -> dict[str, Any]:
    """Return how far a split in a worker is, and what can be done now: find claims, or stop it."""
    job = shown_job(article, run)
    under_way = job is not None and job.is_under_way
    cancel = next((offer for offer in offered if offer.deed is CANCEL), None)
    left_out = (SPLIT, CANCEL, TAKE_BACK) if under_way else (CANCEL,)
    return {
        "offers": [offer for offer in offered if offer.deed not in left_out],
        "progress": None if job is None else as_told(job),
        "progress_url": address(article, "progress"),
        "cancel": cancel,
    }
