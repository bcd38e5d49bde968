"""Work on many claims as tests ask for it: chosen, confirmed, done."""

from claims.actions.choose_claims import choose_claims
from claims.actions.confirm_bulk import confirm_bulk
from claims.actions.run_bulk import run_bulk
from claims.actions.undo_bulk import undo_bulk
from claims.models import Claim
from tests.keeping import fresh


def chosen(kind, claims, by):
    """Return a choice of these claims that nobody confirmed so far."""
    return choose_claims(Claim.objects.filter(pk__in=[c.pk for c in claims]), kind, by=by)


def waiting(kind, claims, by, **asks):
    """Return confirmed work that no worker has taken up."""
    return confirm_bulk(chosen(kind, claims, by), by=by, **asks)


def done(kind, claims, by, **asks):
    """Return work that is done, as it is stored."""
    job = waiting(kind, claims, by, **asks)
    run_bulk(job, by=by)
    return fresh(job)


def taken_back(job, by, reason=""):
    """Take work back; return the work that did so."""
    back = confirm_bulk(undo_bulk(job, by=by), by=by, reason=reason)
    run_bulk(back, by=by)
    return fresh(back)


def outcomes(job):
    """Return how many claims came out how."""
    found = list(job.lines.values_list("outcome", flat=True))
    return {one: found.count(one) for one in set(found)}


def refusals(job):
    """Return what is said of the claims that were refused."""
    return list(job.lines.filter(outcome="refused").values_list("told", flat=True))
