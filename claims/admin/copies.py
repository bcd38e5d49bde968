"""Stored copies at the desk: fetching one, storing one by hand, and handing one out unharmed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions.store_snapshot import store_snapshot
from claims.admin.deeds import Deed, address
from claims.admin.forms import DeedForm, DeskForm
from claims.admin.progress import SOON
from claims.archiving import read_archived
from claims.exports import export_warc
from claims.history.redactions import is_removed
from claims.models import Claim, Snapshot, SnapshotRequest, Source, User
from claims.policy import may_store_copies
from claims.tasks import ask_for_copy

# What a browser can do no harm with, were it to open it all the same; all else is called bytes.
SAFE_TYPES = {
    *("text/plain", "application/pdf", "message/rfc822"),
    *("image/png", "image/jpeg", "image/gif", "image/webp", "audio/mpeg", "audio/ogg"),
}
UNNAMED = "application/octet-stream"
LOCKED_UP = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
}


class SourceForm(DeskForm):
    """A source, whose page is copied when its address is given or changed."""

    leave = forms.BooleanField(
        label=_("Don’t fetch a copy"),
        required=False,
        help_text=_("Otherwise the page at the address is copied while you go on with other work."),
    )
    held = forms.CharField(required=False, widget=forms.HiddenInput)  # a file that was read

    @property
    def wants_copy(self) -> bool:
        """Whether a new address was given, and its page is to be copied."""
        given = self.cleaned_data.get("url")
        return bool(given) and "url" in self.changed_data and not self.cleaned_data.get("leave")

    @property
    def changed_data(self) -> list[str]:
        """Return the fields that differ; the tick and a file are no change to the source."""
        return [name for name in super().changed_data if name not in {"leave", "held"}]


class FetchForm(DeedForm):
    """How a copy is fetched."""

    past_robots = forms.BooleanField(
        label=_("Fetch it although the site’s robots.txt asks programs not to"),
        required=False,
        help_text=_(
            "You ask for this one page, as you would with a browser; that you decided so is kept "
            "with the copy. Leave this off unless the site refused before."
        ),
    )


class SnapshotForm(DeedForm):
    """The file to keep, and what it is."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A saved web page, a text, a PDF, a picture, a recording: as you have it."),
    )
    what = forms.CharField(
        label=_("What it is"),
        required=False,
        max_length=300,
        help_text=_("For example: page 4 of the print edition, a letter, notes of a call."),
    )


def fetch(source: Source, *, by: User, past_robots: bool) -> Source:
    """Have a copy fetched, and return the source as the deed's subject."""
    ask_for_copy(source, by=by, past_robots=past_robots)
    return source


def may_fetch(by: User, source: Source) -> bool:
    """Whether the source has an address and this person may have it copied."""
    return bool(source.url) and may_store_copies(by, source)


FETCH = Deed(
    name="fetch",
    label=_("Fetch a copy now"),
    explains=_(
        "The page at the source’s address is fetched and kept as it is today, beside the copies "
        "that are there. It takes some seconds; the source’s page tells what came of it."
    ),
    done=_("A copy of “%(row)s” is asked for. What comes of it is told below."),
    act=fetch,
    allowed=may_fetch,
    form=FetchForm,
)


def stored_unread(_user: User, source: Source) -> str:
    """Say so if what was just stored has no text that a quotation could be checked against."""
    copy = source.snapshots.order_by("-pk").first()
    if copy is None or not copy.unread:
        return ""
    told = _("The file is stored as it is, and no quotation can be checked against it: %(why)s")
    return str(told) % {"why": copy.unread}


STORE = Deed(
    name="store",
    label=_("Store a copy"),
    explains=_(
        "A copy proves later what the source said when you read it. Upload what no program "
        "reaches: a page behind a paywall, a letter, a page of print, notes of an interview. The "
        "file is kept as it is and never changed."
    ),
    done=_("The copy of “%(row)s” is stored."),
    says_instead=stored_unread,
    act=store_snapshot,
    allowed=may_store_copies,
    form=SnapshotForm,
)


def fetch_if_wanted(source: Source, form: SourceForm, by: User) -> str:
    """Ask for a copy of a source's new address; return why there will be none, or nothing."""
    if not form.wants_copy:
        return ""
    try:
        ask_for_copy(source, by=by)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def copies_of(source: Source) -> dict[str, Any]:
    """Return what a source's page shows: its copies, and how the last attempt at one stands."""
    requests = source.snapshot_requests.select_related("source", "asked_by")
    newest = requests.order_by("-asked_at", "-pk").first()
    return {
        "archived": archived_in_words(source.archived_url),
        "copies": [as_listed(copy) for copy in source.snapshots.defer("text", "headers", "pages")],
        "attempt": in_words(newest) if newest is not None and still_matters(newest) else "",
        "attempt_waits": newest is not None and newest.is_under_way,
    }


def still_matters(request: SnapshotRequest) -> bool:
    """Whether an attempt is under way, or ended without a copy and none came since."""
    if request.is_under_way:
        return True
    if request.state == SnapshotRequest.State.DONE:
        return False
    return not request.source.snapshots.filter(created_at__gt=request.asked_at).exists()


def as_listed(copy: Snapshot) -> dict[str, Any]:
    """Return what a line shows of a copy: what it is, and where to read it."""
    return {
        "copy": copy,
        "url": address(copy, "change"),
        "file": address(copy, "file"),
        "text": address(copy, "text"),
    }


def in_words(request: SnapshotRequest) -> str:
    """Return how an attempt at a copy stands, and what to do."""
    told = {"why": request.error, "when": clock(request.heard_at)}
    if request.is_lost:
        return gettext("Fetching stopped without a word at %(when)s. Fetch a copy again.") % told
    if request.state == SnapshotRequest.State.RUNNING:
        return gettext("A copy is being fetched.")
    if request.state == SnapshotRequest.State.QUEUED:
        return waiting(request)
    return gettext("No copy was fetched: %(why)s") % told


def waiting(request: SnapshotRequest) -> str:
    """Return for what an attempt waits: its turn, a later time, or somebody who starts a worker."""
    if request.due_at > timezone.now():
        told = {"why": request.error, "when": clock(request.due_at)}
        return gettext("No copy yet, the next attempt is at %(when)s: %(why)s") % told
    if timezone.now() - request.due_at < SOON:
        return gettext("A copy is asked for and waits for its turn.")
    return gettext(
        "A copy is asked for, and no worker is at work, or it is busy: start one with “manage.py "
        "db_worker”, or ask whoever runs this desk. Then it is fetched; you need not ask again."
    )


def clock(moment: Any) -> str:
    """Return a moment of today as a clock shows it."""
    return date_format(timezone.localtime(moment), "H:i")


def file_of(copy: Snapshot) -> FileResponse:
    """
    Return a copy's file as a download that no browser runs, whatever it holds.

    Raises OSError if it is not there, or was removed, though another row may keep the same file.
    """
    if is_removed(copy, "raw"):
        raise FileNotFoundError
    media_type = copy.media_type if copy.media_type in SAFE_TYPES else UNNAMED
    name = f"copy-{copy.source_id}-{copy.fetched_at:%Y%m%d}-{copy.sha256[:8]}"
    file = FileResponse(
        copy.raw.open("rb"), as_attachment=True, filename=name, content_type=media_type
    )
    lock_up(file)
    return file


def text_of(copy: Snapshot) -> HttpResponse:
    """Return a copy's text as plain text, in which no markup means anything."""
    page = HttpResponse(copy.text, content_type="text/plain; charset=utf-8")
    lock_up(page)
    return page


def lock_up(response: HttpResponseBase) -> None:
    """Say that nothing in an answer is to be run, guessed at or kept."""
    for name, value in LOCKED_UP.items():
        response.headers[name] = value


def missing_file(copy: Snapshot) -> str:
    """Return what to say where a copy's file is not on this machine."""
    if is_removed(copy, "raw"):
        return gettext("The file of “%(copy)s” was removed, as a law demands.") % {"copy": copy}
    told = gettext("The file of “%(copy)s” cannot be read: it may be in a backup.")
    return told % {"copy": copy}


def archived_in_words(url: str) -> str:
    """Return at which archive a copy lies and of which day it is, as far as its address tells."""
    found = read_archived(url)
    if found is None:
        return ""
    if found.taken_at is None:
        return found.archive
    told = {"archive": found.archive, "day": date_format(found.taken_at, "DATE_FORMAT")}
    return gettext("%(archive)s, copy of %(day)s") % told


def warc_of(claim: Claim) -> FileResponse:
    """Return the copies on a claim as one download. Raises OSError if a file is gone."""
    file = FileResponse(
        export_warc(claim),
        as_attachment=True,
        filename=f"claim-{claim.public_id}.warc",
        content_type="application/warc",
    )
    lock_up(file)
    return file
