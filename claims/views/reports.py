"""Report an error: the form, and the page on which its receipt tells what became of it."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from claims import addresses
from claims.actions.receive_report import receive_report
from claims.models import Report, Ruling, User
from claims.models.fields import ALPHABET
from claims.models.report import LETTERS
from claims.views.origins import is_sent_from_here, origin_of
from claims.views.report_form import ReportForm, new_token, public_claim, receipt_of
from claims.views.throttling import HOUR, is_too_much

RECEIPT = re.compile(rf"r-([{ALPHABET}]{{{LETTERS}}})")
FOREIGN, TOO_MUCH, WRONG = 403, 429, 400
FROM_ELSEWHERE = _("It did not come from a page of this site. Send it from here.")


# No cookie, so no token in one: a signed time in the form and the browser's word for where the
# form was sent from stand in its place, and nobody is signed in here in whose name it could act.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the form, or take in what was typed and lead to its receipt."""
    if request.method != "POST":
        return form_page(request, ReportForm(initial=begun(request)))
    form = ReportForm(request.POST)
    if not is_sent_from_here(request):
        return refused(request, form, FOREIGN, FROM_ELSEWHERE)
    if not form.is_valid():
        return refused(request, form, WRONG)
    if is_too_much(request, what="report"):
        return refused(request, form, TOO_MUCH, _("Many reports came just now. Wait an hour."))
    return received(request, form)


def begun(request: HttpRequest) -> dict[str, Any]:
    """Return what the form begins with: a token, and the ruling or the article that is meant."""
    claim, _dash, edition = request.GET.get("claim", "").partition("-")
    if edition:
        return {"token": new_token(), "page": translation_meant(claim, edition)}
    return {"token": new_token(), "claim": claim, "page": article_meant(request)}


def translation_meant(public_id: str, edition: str) -> str:
    """Return the address of a public translation, by which the desk knows that it is meant."""
    if "\0" in public_id + edition:
        return ""
    rulings = Ruling.objects.published().of_edition(edition).current()
    ruling = rulings.filter(claim__public_id=public_id).only("frozen").first()
    return f"{settings.SITE_URL}{addresses.ruling_address(ruling.page)}" if ruling else ""


def article_meant(request: HttpRequest) -> str:
    """Return the address of the public article that the form was opened from, if any."""
    public_id = request.GET.get("article", "")
    if not public_id or "\0" in public_id:
        return ""
    rulings = Ruling.objects.published().current().filter(claim__article__public_id=public_id)
    ruling = rulings.order_by("-published_at", "-pk").only("frozen").first()
    if ruling is None:
        return ""
    return f"{settings.SITE_URL}{addresses.article_address(ruling.page['article'])}"


def received(request: HttpRequest, form: ReportForm) -> HttpResponse:
    """Keep a report and lead to its receipt; show what is refused beside what was typed."""
    token = form.cleaned_data["token"]
    machine = User.objects.machine()
    try:
        kept = receive_report(receipt_of(token), by=machine, claim=form.meant(), **form.typed())
    except ValidationError as error:
        form.add_error(None, error.messages)
        return refused(request, form, WRONG, renewed=True)
    return HttpResponseRedirect(kept.get_absolute_url())


def refused(
    request: HttpRequest,
    form: ReportForm,
    status: int,
    why: str | Promise = "",
    *,
    renewed: bool = False,
) -> HttpResponse:
    """Return the form as it was typed, with why it was not taken."""
    form.is_valid()
    if why:
        form.errors.pop(NON_FIELD_ERRORS, None)
        form.add_error(None, str(why))
    renewed = renewed or form.is_stale
    response = form_page(request, form.again(token=new_token() if renewed else ""), status)
    if status == TOO_MUCH:
        response.headers["Retry-After"] = str(HOUR)
    return response


def form_page(request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    """Return the page with the form, which no index and no cache keeps."""
    claim = public_claim(str(form["claim"].value() or "")[:20].replace("\0", ""))
    ruling = claim.rulings.published().originals().current().first() if claim else None
    here = origin_of(settings.SITE_URL) == f"{request.scheme}://{request.get_host()}"
    context = {
        "form": form,
        "about": ruling.page["claim"]["text"] if ruling else "",
        "section": "report",
        "action": f"{settings.SITE_URL if here else ''}{reverse('claims:report')}",
    }
    response = render(request, "claims/report.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """Show what became of a report, and none of the words that were typed."""
    number = RECEIPT.fullmatch(receipt.lower())
    found = Report.objects.live().filter(receipt=f"R-{number[1]}").first() if number else None
    if found is None:
        raise Http404
    context = {"report": found, "section": "report"}
    response = render(request, "claims/receipt.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
