"""What the house tells of itself: policies in their versions, and the rating scale in its own."""

from typing import Any, NamedTuple

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from claims.models import Policy, Rating, Scale
from claims.models.standard import OF_THE_RELEASE
from claims.text.diff import word_diff
from claims.text.sanitize import plain
from claims.views.comparison import Part
from claims.views.versions import earlier_scales

Context = dict[str, Any]
OF_THE_SOFTWARE = {  # what the release itself can say, until the newsroom says it
    Policy.Kind.METHOD: "claims/_method.html",
    Policy.Kind.CORRECTIONS: "claims/_corrections_policy.html",
}


class Listed(NamedTuple):
    """A policy as the list shows it: the version in force, or that there is none."""

    kind: str
    title: str
    policy: Policy | None
    has_default: bool


class PolicyList(TemplateView):
    """All policies, those that were not written yet too."""

    template_name = "claims/policies.html"

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add each kind with its version in force."""
        words = ("kind", "version", "stage", "in_force_since", "language")
        in_force = {policy.kind: policy for policy in Policy.objects.in_force().only(*words)}
        listed = [
            Listed(kind.value, str(kind.label), in_force.get(kind), kind in OF_THE_SOFTWARE)
            for kind in Policy.Kind
        ]
        return super().get_context_data(section="policies", policies=listed, **kwargs)


def versions_of(kind: str) -> list[Policy]:
    """Return the public versions of a policy, the newest first; raise Http404 for no policy."""
    if kind not in Policy.Kind:
        raise Http404
    people = ("written_by", "in_force_by")
    return list(Policy.objects.published().filter(kind=kind).select_related(*people))


def version_of(versions: list[Policy], number: int) -> Policy:
    """Return one of the versions; raise Http404 if it is not among them."""
    for policy in versions:
        if policy.version == number:
            return policy
    raise Http404


class PolicyPage(TemplateView):
    """The version of a policy in force, or what the software says, or that there is none."""

    template_name = "claims/policy.html"

    def chosen(self, versions: list[Policy]) -> Policy | None:
        """Return the newest version: the others are superseded."""
        return versions[0] if versions else None

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add the version and all others."""
        kind = Policy.Kind(kwargs["kind"]) if kwargs["kind"] in Policy.Kind else None
        versions = versions_of(kwargs["kind"])
        policy = self.chosen(versions)
        return super().get_context_data(
            section="policies",
            title=kind.label if kind else "",
            policy=policy,
            versions=list(zip(versions, [*versions, None][1:], strict=True)),
            default=OF_THE_SOFTWARE.get(kind) if kind else None,
            **kwargs,
        )


class PolicyVersionPage(PolicyPage):
    """One version, at its address for good."""

    def chosen(self, versions: list[Policy]) -> Policy | None:
        """Return the version that the address names."""
        return version_of(versions, self.kwargs["version"])


class PolicyChangesPage(PolicyPage):
    """What changed from one version to a later one, word by word."""

    template_name = "claims/policy_changes.html"

    def chosen(self, versions: list[Policy]) -> Policy | None:
        """Return the later version; raise Http404 unless the earlier one is."""
        if self.kwargs["before"] >= self.kwargs["after"]:
            raise Http404
        return version_of(versions, self.kwargs["after"])

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add the version before, and the words that differ."""
        context = super().get_context_data(**kwargs)
        before = version_of([one for one, _before in context["versions"]], kwargs["before"])
        words = [plain(policy.body) for policy in (before, context["policy"])]
        parts = [Part(_("Text"), word_diff(*words))] if words[0] != words[1] else []
        return {**context, "before": before, "parts": parts}


class ScalePage(TemplateView):
    """What the ratings mean, today and before."""

    template_name = "claims/scale.html"

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add the steps in force and the versions before."""
        scale = Scale.objects.kept().first() or Scale(version=OF_THE_RELEASE)
        return super().get_context_data(
            section="method",
            scale=scale,
            in_force=scale.version,
            ratings=Rating.objects.in_force(),
            earlier=earlier_scales(),
            **kwargs,
        )


class ScaleVersionPage(TemplateView):
    """One version of the scale, at its address for good: rulings link to the one they used."""

    template_name = "claims/scale.html"

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add the version with its steps; raise Http404 unless it is, or was, in force."""
        kept = {scale.version: scale for scale in Scale.objects.kept()}
        kept.setdefault(OF_THE_RELEASE, Scale(version=OF_THE_RELEASE))
        scale = kept.get(kwargs["version"])
        if scale is None:
            raise Http404
        ratings = Rating.objects.live().filter(scale=scale.version).order_by("order")
        return super().get_context_data(
            section="method", scale=scale, in_force=max(kept), ratings=ratings, **kwargs
        )
