"""What an action gives as its reason where a person gave none, as a person reads it."""

import re

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "accepted": _("Accepted as a claim"),
    "added by hand": _("Added by hand"),
    "assigned": _("Assigned"),
    "taken on": _("Taken on by who checks it"),
    "submitted": _("Submitted for review"),
    "approved": _("Approved as its second reader"),
    "published": _("Published for readers"),
    "publication scheduled": _("Publication scheduled"),
    "the schedule was taken back": _("The schedule was taken back"),
    "anchored again: the article has a new text": _("Anchored again: the article has a new text"),
    "the anchor was moved by hand": _("The anchor was moved by hand"),
    "the changed passage was confirmed": _("The changed passage was confirmed"),
    "back to an earlier version": _("Back to an earlier version"),
    "split into others": _("Split into others"),
    "part of a claim that was split": _("Part of a claim that was split"),
    "the split was undone": _("The split was undone"),
    "merged into another": _("Merged into another claim"),
    "put in force": _("Put in force"),
    "translation begun": _("Translation begun"),
    "received from a reader": _("Received from a reader"),
    "taken up": _("Taken up"),
    "resolved": _("Resolved"),
    "chosen to find claims": _("Chosen to find claims"),
    "fetched on a later visit": _("Fetched on a later visit"),
    "the words stay as they are": _("The words stay as they are"),
    "the merge was undone": _("The merge was undone"),
    "the work on many claims was taken back": _("The work on many claims was taken back"),
    "taken up again": _("Taken up again"),
    "the topic was taken off": _("The topic was taken off"),
    "rating scale, version 1": _("Version 1 of the rating scale"),
    "fetched from its address": _("Fetched from its address"),
    "named as its page names itself": _("Named as its page names itself"),
    "added to the desk": _("Added to the desk"),
    "role given": _("Role given"),
    "file attached": _("File attached"),
    "copy stored by hand": _("Copy stored by hand"),
    "password reset": _("Password reset"),
    "second factor asked for": _("Second factor asked for"),
    "second factor left to them": _("Second factor left to them"),
    "second factor set up": _("Second factor set up"),
    "second factor removed": _("Second factor removed"),
    "visited again": _("Visited again"),
    "the approval is void: the words were changed after it": _(
        "The approval is void: the words were changed after it"
    ),
    "the approval is void: a check found a quotation otherwise than it was when it was read": _(
        "The approval is void: a check found a quotation otherwise than it was when it was read"
    ),
    "the approval is void: the article has a new text, in which the passage must be read again": _(
        "The approval is void: the article has a new text, in which the passage must be read again"
    ),
}
DEEDS_ON = [  # those that name something; a group of the pattern is a name in the sentence
    (re.compile(r"split by (?P<run>.+)"), _("Split by %(run)s")),
    (
        re.compile(r"read against version (?P<n>\d+) of the original"),
        _("Read against version %(n)s of the original"),
    ),
    (re.compile(r"superseded by version (?P<n>\d+)"), _("Superseded by version %(n)s")),
    (
        re.compile(r"taken over from version (?P<n>\d+) of the scale"),
        _("Taken over from version %(n)s of the scale"),
    ),
    (
        re.compile(r"“(?P<words>.+)” means (?P<meant>.+)", re.DOTALL),
        _("“%(words)s” means %(meant)s"),
    ),
]


def as_read(reason: str) -> str:
    """Return a reason in words: an action's own in the reader's language, a person's as typed."""
    if reason in DEEDS:
        return str(DEEDS[reason])
    for pattern, sentence in DEEDS_ON:
        if told := pattern.fullmatch(reason):
            return str(sentence) % told.groupdict()
    return reason
