"""Attached files: the deeds that add them, the links to them, and the download."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.actions.attach_file import attach_file
from claims.actions.attach_picture import attach_picture
from claims.admin.base import ViewOnly
from claims.admin.deeds import Deed, address
from claims.admin.downloads import download
from claims.admin.forms import DeedForm, RevisionForm, change_reason, tell_need
from claims.models import Attachment, Evidence, Recorded
from claims.policy import may_attach


class AttachmentForm(DeedForm):
    """The file, and what it is."""

    file = forms.FileField(label=_("File"))
    about = forms.CharField(
        label=_("What it is"),
        required=False,
        max_length=300,
        help_text=_("For example: the ministry's letter of 3 October."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class PictureForm(RevisionForm):
    """The picture, and what it shows."""

    file = forms.FileField(label=_("Picture"), help_text=_("A PNG or JPEG file."))
    alternative = forms.CharField(
        label=_("What the picture shows"),
        max_length=1000,
        help_text=_("In words, for those who cannot see it."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    reason = change_reason()
    field_order = ["file", "alternative", "reason"]

    def __init__(self, row: Recorded, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        tell_need(self, row)


ATTACH = Deed(
    name="attach",
    label=_("Attach a file"),
    explains=_(
        "A letter, an e-mail, a recording, a screenshot, a list of results: it is kept as it is, "
        "never changed and never public."
    ),
    done=_("The file is attached to “%(row)s”."),
    act=attach_file,
    allowed=may_attach,
    form=AttachmentForm,
)
ATTACH_PICTURE = Deed(
    name="picture",
    label=_("Attach a picture"),
    explains=_(
        "A still or an image that is evidence itself. Readers see it only once you tick that on "
        "the page of this piece of evidence and say whose it is. It takes the place of a picture "
        "that is there; that one stays on record."
    ),
    done=_("The picture is attached to “%(row)s”."),
    act=attach_picture,
    allowed=may_attach,
    form=PictureForm,
)


def attachments_of(name: str = "attachments") -> "Prefetch[str]":
    """Return how to load the files of rows without the texts that are in them."""
    return Prefetch(name, queryset=Attachment.objects.defer("text"))


def linked(attachment: Attachment) -> SafeString:
    """Return a link that downloads a file, with its type and size."""
    return format_html(
        '<a href="{}">{}</a> <span class="quiet">({}, {})</span>',
        address(attachment, "download"),
        attachment,
        attachment.media_type,
        filesizeformat(attachment.size),
    )


def files_of(row: Any) -> SafeString | str:
    """Return links to a record's files, or say where they are attached."""
    files = row.attachments.all() if row.pk else []
    if not files:
        return str(_("None so far: “Attach a file” on the page of the record adds one."))
    return format_html_join("", "{}<br>", [(linked(attachment),) for attachment in files])


def picture_of(piece: Evidence) -> SafeString | str:
    """Return the picture of a piece of evidence, or say where one is attached."""
    if piece.picture is None:
        return str(_("None so far: “Attach a picture” on the page of the piece adds one."))
    seen = _("readers see it") if piece.picture_shown else _("readers do not see it")
    return format_html("{} · {}: {}", linked(piece.picture), seen, piece.picture_alt)


@admin.register(Attachment)
class AttachmentAdmin(ViewOnly):
    """Attached files, which never change."""

    list_display = ["__str__", "name", "media_type", "claim", "created_at"]
    list_filter = ["media_type"]
    list_select_related = ["claim"]
    fields = [
        *("about", "file", "claim", "inquiry", "search", "created_at"),
        *("media_type", "size", "sha256", "text"),
    ]
    readonly_fields = ["file"]
    search_fields = ["about", "name", "claim__text"]

    def get_urls(self) -> list[URLPattern]:
        """Add the download."""
        return [self.row_url("download", self.download_view), *super().get_urls()]

    @admin.display(description=_("file"))
    def file(self, attachment: Attachment) -> SafeString:
        """Link the file itself."""
        return format_html('<a href="{}">{}</a>', address(attachment, "download"), attachment.name)

    def download_view(self, request: HttpRequest, pk: str) -> HttpResponseBase:
        """Send the file to a person who may see its claim."""
        attachment = self.get_object(request, pk)
        if attachment is None or not self.has_view_permission(request, attachment):
            return HttpResponseRedirect(reverse("admin:index"))
        return download(attachment.raw, name=attachment.name, media_type=attachment.media_type)
