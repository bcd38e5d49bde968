"""Rulings: drafting them, reading them as readers will, and the deeds between two people."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from claims import addresses, gate, policy, purging
from claims.actions.approve_ruling import approve_ruling
from claims.actions.correct_ruling import correct_ruling
from claims.actions.draft_ruling import draft_ruling
from claims.actions.edit_ruling import EDITABLE, TRANSLATED, edit_ruling
from claims.actions.override_rules import override_rules
from claims.actions.publish_ruling import publish_ruling
from claims.actions.retract_ruling import retract_ruling
from claims.actions.return_ruling import return_ruling
from claims.actions.submit_ruling import submit_ruling
from claims.admin.anchoring import AnchorFilter, with_anchor
from claims.admin.base import (
    RETRACT,
    DeskAdmin,
    RetractedFilter,
    ViewOnly,
    is_about,
    without_detours,
)
from claims.admin.choices import LIKE_AN_ID
from claims.admin.deeds import Deed, address, gone, offers
from claims.admin.forms import (
    ApprovalForm,
    CorrectionForm,
    NoteForm,
    OverrideForm,
    RevisionForm,
    RevisionReasonForm,
    RulingForm,
    StepField,
)
from claims.admin.person import person
from claims.admin.scheduling import (
    RESCHEDULE,
    SCHEDULE,
    UNSCHEDULE,
    ScheduleFilter,
    has_time,
    with_time,
)
from claims.admin.translating import (
    BESIDE,
    BRING_UP_TO_DATE,
    FIELDS,
    REASONS,
    TRANSLATE,
    TranslationFilter,
    original_changed,
    panel_of,
)
from claims.admin.visits import CitedPageFilter, told_of
from claims.admin.waiting import AwaitingFilter
from claims.claimreview import withheld_because
from claims.freezing import differs_from_published, digest_of_words, page_of, words_of
from claims.frozen import FrozenOverride, FrozenPage, FrozenWords
from claims.history import looked_back
from claims.history.signing import missing_key
from claims.languages import spoken_around
from claims.models import Claim, Correction, Purge, Rating, RuleSet, Ruling, Scale, User
from claims.text.sanitize import number_citations


def nobody_left(user: User, ruling: Ruling) -> str:
    """Say so if nobody could approve what this person is about to write."""
    if policy.second_readers(ruling, besides=user) or user.pk in ruling.writer_ids():
        return ""
    return str(
        _(
            "If you write it, nobody at this desk can approve it: every other editor typed some "
            "of the words. Let one of those editors write it, or ask an "
            "administrator for one more editor."
        )
    )


def follows(ruling: Ruling) -> bool:
    """Whether a version in hand translates, and has to say what its original says."""
    return bool(ruling.edition) and ruling.is_in_hand and not ruling.retracts


def waits(ruling: Ruling) -> bool:
    """Whether somebody has still to approve this version."""
    return ruling.is_in_hand and ruling.stage != Ruling.Stage.APPROVED


def waits_for_nobody(_user: User, ruling: Ruling) -> str:
    """Say so if what was just submitted can be approved by nobody yet."""
    if policy.second_readers(ruling):
        return ""
    return str(
        _(
            "Submitted, but nobody at this desk can approve it yet: every editor typed some of "
            "the words. Ask an administrator for one more editor."
        )
    )


def not_yet(user: User, ruling: Ruling) -> str:
    """Say of an approved version what still keeps it from publication, as far as they may know."""
    stops = gate.stops(ruling)
    if not stops:
        return ""
    if gate.hides_agreement(user, ruling.claim):
        stops = [rule for rule in stops if not rule.blind]
        if not stops:
            return ""
    told = "; ".join(str(_("“%(rule)s”") % {"rule": rule.sentence}) for rule in stops)
    return str(_("Approved, but it cannot be published yet. Not met: %(rules)s")) % {"rules": told}


def before_setting_aside(user: User, ruling: Ruling) -> str:
    """Say that it voids an approval, and if nobody could approve it afterwards."""
    void = _(
        "This ruling is approved. If you change what is set aside, the approval is void, and "
        "somebody else must approve it again."
    )
    approved = ruling.stage == Ruling.Stage.APPROVED
    return " ".join(filter(None, [str(void) if approved else "", nobody_left(user, ruling)]))


def none_aside(_user: User, ruling: Ruling) -> str:
    """Say so if no rule is set aside any more."""
    if ruling.overridden_rules:
        return ""
    return str(_("No rule is set aside now."))


def published_unsigned(_user: User, _ruling: Ruling) -> str:
    """Say so if outsiders cannot check, or may not see, what was just published."""
    why, waiting = missing_key(), purging.is_on() and Purge.objects.in_trouble().first()
    told = []
    if why:
        unsigned = _("Published, but outsiders cannot check the record from here on. %(why)s")
        told.append(unsigned % {"why": why})
    if waiting:
        older = _(
            "Published, but the CDN could not be told since %(time)s: it may show readers older "
            "pages for an hour. Tell whoever runs this desk."
        )
        time = formats.localize(timezone.localtime(waiting.asked_at))
        told.append(older % {"time": time})
    return " ".join(told)


SUBMIT = Deed(
    name="submit",
    label=_("Submit for review"),
    explains=_("Somebody who typed none of its words reads it next."),
    done=_("Submitted: somebody who typed none of its words reads it next."),
    says_instead=waits_for_nobody,
    act=submit_ruling,
    allowed=policy.may_submit,
    form=RevisionForm,
    weighty=True,
)
RETURN = Deed(
    name="return",
    label=_("Return to the writer"),
    explains=_("Say what is to be changed; the writer finds it here and in the history."),
    done=_("Returned to its writer."),
    act=return_ruling,
    allowed=policy.may_return,
    form=RevisionReasonForm,
)
APPROVE = Deed(
    name="approve",
    label=_("Approve"),
    explains=_("You read exactly this page, and stand for it."),
    done=_("Approved: it can be published now."),
    says_instead=not_yet,
    act=approve_ruling,
    allowed=policy.may_approve,
    form=ApprovalForm,
    weighty=True,
    read_at="preview",
)
PUBLISH = Deed(
    name="publish",
    label=_("Publish"),
    explains=_("Readers see it at once. From then on every change is a new version with a note."),
    done=_("Published: %(row)s"),
    says_instead=published_unsigned,
    act=publish_ruling,
    allowed=lambda user, ruling: policy.may_publish(user, ruling) and not has_time(ruling),
    form=RevisionForm,
    weighty=True,
)
OVERRIDE = Deed(
    name="override",
    label=_("Set rules aside"),
    explains=_(
        "The rules that are not met keep the ruling from being published. Setting one aside "
        "needs a reason, which readers see on the page."
    ),
    done=_("Done: the page names those of them that are not met when it is published, and why."),
    says_instead=none_aside,
    act=override_rules,
    allowed=policy.may_override,
    form=OverrideForm,
    warns=before_setting_aside,
)
CORRECT = Deed(
    name="correct",
    label=_("Correct"),
    explains=_(
        "A correction is a new version with a public note; the old one stays at its address. "
        "It begins with the words of this version and goes through a second pair of eyes."
    ),
    done=_("The next version is a draft now: change its words, then submit it."),
    act=correct_ruling,
    allowed=policy.may_correct,
    form=CorrectionForm,
    warns=nobody_left,
)
TAKE_BACK = Deed(
    name="take-back",
    label=_("Retract the ruling"),
    explains=_(
        "The ruling no longer holds. Its page stays at its address with your note, once "
        "somebody else has approved and published the retraction."
    ),
    done=_("The retraction waits for somebody else's approval."),
    says_instead=waits_for_nobody,
    act=retract_ruling,
    allowed=lambda user, ruling: (
        policy.may_correct(user, ruling) and ruling.stage == Ruling.Stage.PUBLISHED
    ),
    form=NoteForm,
    warns=nobody_left,
)

DISCARD = replace(
    RETRACT,
    label=_("Discard this version"),
    explains=_("The draft leaves the lists for good; its words stay in its history."),
    done=_("The version was discarded."),
)


DEEDS = [SUBMIT, PUBLISH, SCHEDULE, RESCHEDULE, UNSCHEDULE]
DEEDS += [RETURN, OVERRIDE, BRING_UP_TO_DATE, CORRECT, TRANSLATE, TAKE_BACK, APPROVE]


WORDED = EDITABLE | TRANSLATED


class DiscardedFilter(RetractedFilter):
    """A version that was taken back is discarded; retracted is what readers saw."""

    title = _("discarded")
    taken_back = _("Discarded")
    kept = _("Not discarded")


@admin.register(Ruling)
class RulingAdmin(DeskAdmin):
    """Rulings, those waiting for a second pair of eyes first."""

    autocomplete_fields = ["claim"]
    change_form_template = "admin/claims/ruling_change.html"
    deeds = [*DEEDS, DISCARD]
    form = RulingForm
    retracted_filter = DiscardedFilter
    list_display = ["claim_text", "rating", "standing", "version", "written_by", "approved_by"]
    list_filter = [
        *(AwaitingFilter, "stage", TranslationFilter, ScheduleFilter, AnchorFilter),
        *(CitedPageFilter, "rating"),
    ]
    list_select_related = ["claim", "rating", "written_by", "approved_by"]
    found_through = ["claim"]
    search_fields = ["why", "wording"]
    sortable_by = ["standing"]
    fieldsets = [
        (None, {"fields": ["claim", "rating", "why", "body", "not_known"]}),
        (
            _("Reasons that readers see, where the rules ask for one"),
            {"fields": ["no_primary_because", "not_asked_because", "differed_because"]},
        ),
        (_("Beside it"), {"fields": ["key_points", "label", "language"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Offer of a translation what it words itself: the rest is the original's."""
        usual = super().get_fieldsets(request, obj)
        if obj is None or not obj.edition:
            return usual
        return [
            (None, {"fields": ["claim", *FIELDS]}),
            (_("Reasons that readers see, where the rules ask for one"), {"fields": REASONS}),
            (_("Beside it"), {"fields": BESIDE}),
            *usual[len(self.fieldsets) :],
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep a ruling on its claim."""
        return ["claim"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin in the article's language."""
        key = request.GET.get("claim", "")
        claims = Claim.objects.visible_to(person(request)).select_related("article")
        claim = claims.filter(pk=key).first() if LIKE_AN_ID.fullmatch(key) else None
        language = claim.article.language if claim else "en"
        return {"language": language, **super().get_changeform_initial_data(request)}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the scale of today."""
        if db_field.name == "rating":
            kwargs |= {"queryset": Rating.objects.in_force(), "form_class": StepField}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the scale without a way to change it in passing."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_detours(field) if db_field.name == "rating" else field

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse to touch what is public; that is what a correction is for."""
        if obj is None:
            return person(request).has_perm("claims.change_ruling")
        return policy.may_edit(person(request), obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Draft a new ruling, or edit the words of one in hand."""
        if not change:
            words = {
                name: form.cleaned_data[name] for name in EDITABLE if name in form.cleaned_data
            }
            made = draft_ruling(form.cleaned_data["claim"], by=person(request), **words)
        elif words := {name: form.cleaned_data[name] for name in WORDED & set(form.changed_data)}:
            made = edit_ruling(
                obj, revision=obj.revision, by=person(request), reason=form.given_reason, **words
            )
        else:
            return
        obj.__dict__.update(made.__dict__)

    def get_urls(self) -> list[URLPattern]:
        """Add the page as readers will see it."""
        return [self.row_url("preview", self.preview_view), *super().get_urls()]

    def preview_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Show the page exactly as readers will see it, with the approval of exactly that."""
        ruling = self.get_object(request, pk)
        if ruling is None:
            return gone(self, request, pk)
        if not self.has_view_permission(request, ruling):
            raise PermissionDenied
        words = words_of(ruling)
        shown = preview_of(ruling, words, by=person(request))
        offered = offers([APPROVE, RETURN], request, ruling)
        for offer in offered:  # what is approved is what this page shows, and nothing later
            offer.form.initial["words"] = digest_of_words(words)
        context = {
            **self.admin_site.each_context(request),
            **shown,
            "offers": offered,
            "wrote": person(request).pk in ruling.writer_ids(),
            "since": looked_back(ruling) if ruling.is_in_hand else [],
            "original_changed": original_changed(ruling) if follows(ruling) else None,
            "unnamed": None if ruling.is_public else unnamed(words["override"], shown["page"]),
            "back": address(ruling, "change"),
            "spoken": spoken_around(shown["page"]["language"]),
        }
        return TemplateResponse(request, "admin/claims/preview.html", context)

    def next_pages(self, row: Any) -> dict[str, str]:
        """Add the page as readers will see it."""
        return {**super().next_pages(row), "preview": address(row, "preview")}

    def panel(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """Show where the version stands, what the gate says, and the evidence to cite."""
        panel = super().panel(request, object_id)
        ruling = panel.get("row")
        if ruling is None:
            return panel
        panel["offers"] = [offer for offer in panel["offers"] if offer.deed is not APPROVE]
        return {
            **panel,
            "checks": gate.check(ruling.claim, ruling) if ruling.is_in_hand else [],
            "blind": gate.hides_agreement(person(request), ruling.claim),
            "evidence": ruling.claim.evidence.live().select_related("source"),
            "returned": last_return(ruling),
            "may_approve": policy.may_approve(person(request), ruling),
            "readers": policy.second_readers(ruling) if waits(ruling) else None,
            "wrote": person(request).pk in ruling.writer_ids(),
            "outdated": is_outdated(ruling),
            **panel_of(ruling),
            "withheld": withheld(ruling),
            "concerns": told_of(ruling.claim),
            "texts": address(ruling.claim.article, "texts"),
            "is_read_in_public": ruling.is_public and not ruling.claim.article.confidential,
            "aside": gate.sentences(ruling.overridden_rules),
            "scale": other_scale(ruling),
            "rules": newer_rules(ruling),
        }

    @admin.display(description=_("stage"), ordering="stage")
    def standing(self, ruling: Ruling) -> str:
        """Show the stage, or that the version was discarded on its way."""
        if ruling.is_retracted:
            return str(_("discarded"))
        return with_anchor(with_time(ruling), ruling.claim)

    @admin.display(description=_("claim"), ordering="claim__text")
    def claim_text(self, ruling: Ruling) -> str:
        """Show the claim that is ruled, and into what language it is translated."""
        about = is_about(ruling.claim)
        return f"{about} [{ruling.edition}]" if ruling.edition else about


def other_scale(ruling: Ruling) -> int | None:
    """Return the version of the scale in force, if a ruling in hand has a rating of another."""
    now = Scale.objects.version_in_force()
    return now if ruling.is_in_hand and ruling.rating.scale != now else None


def newer_rules(ruling: Ruling) -> RuleSet | None:
    """Return the publication rules in force, if they came after the approval of this version."""
    if ruling.stage != Ruling.Stage.APPROVED or ruling.is_retracted:
        return None
    rules = RuleSet.objects.in_force()
    approved_at = ruling.history.latest().history_date  # whatever came after it would void it
    return rules if rules.in_force_since and rules.in_force_since > approved_at else None


def last_return(ruling: Ruling) -> Any:
    """Return the history row with which a draft came back to its writer, if it did."""
    if ruling.stage != Ruling.Stage.DRAFT:
        return None
    rows = list(ruling.history.select_related("history_user").order_by("-history_id"))
    for row, before in pairwise(rows):
        if row.stage == Ruling.Stage.DRAFT and before.stage != Ruling.Stage.DRAFT:
            return row
    return None


def withheld(ruling: Ruling) -> str | None:
    """Return why machines are not told of a public ruling as ClaimReview, if they are not."""
    if not ruling.is_public:
        return None
    newest = ruling.newest_original()
    return withheld_because(
        ruling.page,
        stage=ruling.stage,
        confidential=ruling.claim.article.confidential,
        original_stands=newest is None or newest.stage == Ruling.Stage.PUBLISHED,
    )


def is_outdated(ruling: Ruling) -> bool:
    """Whether the desk's rows say something else by now than a page that is in force."""
    rests_on_rows = not ruling.edition
    return (
        rests_on_rows and ruling.stage == Ruling.Stage.PUBLISHED and differs_from_published(ruling)
    )


def unnamed(words: FrozenOverride | None, page: FrozenPage) -> FrozenOverride | None:
    """Return what is set aside and not told to readers while it is met; its approver reads it."""
    if words is None:
        return None
    named = page["override"]["rules"] if page["override"] else []
    rules = [rule for rule in words["rules"] if rule not in named]
    return FrozenOverride(rules=rules, reason=words["reason"], by=words["by"]) if rules else None


def preview_of(ruling: Ruling, words: FrozenWords, *, by: User) -> dict[str, Any]:
    """Return what the public page's template takes, for a version that may not be public yet."""
    blind = gate.hides_agreement(by, ruling.claim)
    page = ruling.page if ruling.is_public else page_of(ruling, words, blind=blind)
    correction = page["correction"]
    editions = ruling.claim.rulings.published().of_edition(ruling.edition)
    older = editions.filter(version__lt=ruling.version)
    pages = [page, *(version.page for version in older.order_by("-version"))]
    return {
        "section": "rulings",
        "page": page,
        "is_withdrawn": bool(correction and correction["kind"] == Correction.Kind.RETRACTION),
        "others": [],
        "lag": "",
        "numbers": number_citations(page["body"], page["not_known"]),
        "corrections": [p for p in pages if p["correction"] and p["correction"]["kind"] != "minor"],
        "history": pages,
        "version_url": settings.SITE_URL + addresses.version_address(page),
    }


@admin.register(Correction)
class CorrectionAdmin(ViewOnly):
    """The public notes, which are made with their versions."""

    list_display = ["claim_text", "kind", "__str__", "created_at"]
    list_filter = ["kind"]
    list_select_related = ["after__claim", "before"]
    search_fields = ["note", "after__claim__text"]

    @admin.display(description=_("claim"))
    def claim_text(self, correction: Correction) -> str:
        """Show the claim whose ruling was corrected."""
        return is_about(correction.after.claim)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Load both versions."""
        return super().get_queryset(request).select_related("after__claim", "before")
