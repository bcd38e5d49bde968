"""Articles under check, and the immutable versions of their text."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.base import (
    DeskQuerySet,
    Recorded,
    Tracked,
    is_filled,
    is_known,
    retraction_is_whole,
)
from claims.models.digests import digest_of_file, digest_of_json
from claims.models.fields import (
    LanguageField,
    NameField,
    PartialDateField,
    WebField,
    public_id_field,
    slug_of,
)
from claims.models.journal import sealed_history
from claims.models.listing import Listing
from claims.splitting import Granularity

if TYPE_CHECKING:
    from claims.models.user import User

GRAINS = [(str(grain), grain.label) for grain in Granularity]


class ArticleQuerySet(DeskQuerySet["Article"]):
    """Questions about articles."""

    def hidden_from(self, user: "User") -> "ArticleQuerySet":
        """Return the confidential articles that this person neither added nor works on."""
        claims = self.model._meta.apps.get_model("claims", "Claim").objects.live()
        at_work = claims.filter(assignee=user, state__in=["proposed", "accepted"])
        hidden = self.filter(confidential=True).exclude(added_by=user)
        return hidden.exclude(pk__in=at_work.values("article"))

    def with_text(self, sha256: str) -> "ArticleQuerySet":
        """Return the articles that have a body with this digest."""
        return self.filter(bodies__sha256=sha256).distinct()


class Article(Tracked):
    """A text under check."""

    ARTICLE = "pk"
    WORDS = (
        *("title", "url", "publisher", "byline", "published_on", "language", "origin"),
        "medium",
    )

    class Origin(models.TextChoices):
        """Whose text it is."""

        EXTERNAL = "external", _("published elsewhere")
        OWN = "own", _("our own, checked before we publish it")

    class Shown(models.TextChoices):
        """What readers may see of the text."""

        FULL = "full", _("the full text")
        PASSAGES = "passages", _("the passages around ruled claims")
        LINK = "link", _("only a link")

    class Medium(models.TextChoices):
        """What was published, of which the text is the words."""

        TEXT = "text", _("a text")
        PICTURE = "picture", _("a picture: the text describes it")
        AUDIO = "audio", _("a recording of sound: the text is its transcript")
        VIDEO = "video", _("a video: the text is its transcript")

    public_id = public_id_field()
    title = NameField(_("title"))
    url = WebField(_("address"), help_text=_("Where the article was published."))
    publisher = NameField(_("publisher"), blank=True)
    byline = NameField(_("byline"), blank=True, help_text=_("Who wrote it, as printed."))
    published_on = PartialDateField(_("published on"))
    language = LanguageField(
        _("language"),
        help_text=_("As a language tag: en, es, pt-BR. “und” if it is not known."),
    )
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.EXTERNAL)
    medium = models.CharField(
        _("medium"),
        max_length=10,
        choices=Medium,
        default=Medium.TEXT,
        help_text=_("A claim in a picture or a recording is checked on its words, typed out."),
    )
    shown = models.CharField(
        _("what readers see"),
        max_length=10,
        choices=Shown,
        default=Shown.PASSAGES,
        help_text=_(
            "A text that others own is best shown as passages: enough to see each claim in "
            "its context. Show the full text only if you may publish it."
        ),
    )
    confidential = models.BooleanField(
        _("confidential"),
        default=False,
        help_text=_("Only editors and the people assigned to it see it; nothing of it is public."),
    )
    granularity = models.CharField(
        _("how much one claim may say"),
        max_length=10,
        choices=GRAINS,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text=_("Chosen when claims are looked for; empty: as the splitter is configured."),
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="articles_added",
        editable=False,
        verbose_name=_("added by"),
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="article_newest"),
            models.Index(
                fields=["id"], condition=Q(confidential=True), name="article_confidential"
            ),
        ]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("see_confidential", "Can see every confidential article"),
            ("export_claims", "Can export what they may see"),
        ]
        constraints = [
            retraction_is_whole("article"),
            is_filled("article", "title", _("An article needs a title.")),
            is_filled("article", "language", _("Name the language, or write “und”.")),
            is_known("article", "origin", ["external", "own"]),
            is_known("article", "medium", ["text", "picture", "audio", "video"]),
            is_known("article", "shown", ["full", "passages", "link"]),
            is_known("article", "granularity", ["", *Granularity]),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it through the door; while it is confidential, readers find nothing of it."""
        known = not self._state.adding  # a new one has no rulings that readers could find
        super().save(*args, **kwargs)
        if known:
            Listing.follow_article(self)

    def begin(self, by: "User") -> None:
        """Remember who added it: a confidential article stays visible to them."""
        self.added_by = by

    def get_absolute_url(self) -> str:
        """Return the address of the public page."""
        return reverse("claims:article", args=[self.public_id, self.slug])

    @property
    def slug(self) -> str:
        """The title as an address shows it; it may change, old ones redirect."""
        return slug_of(self.title, "article")

    @property
    def body(self) -> "Body":
        """The newest version of the text. Raises Body.DoesNotExist if there is none."""
        return self.bodies.latest("version")


class BodyQuerySet(DeskQuerySet["Body"]):
    """Questions about bodies."""


def original_path(body: "Body", _name: str) -> str:
    """Return where the original is kept: under its text's digest, with no name from outside."""
    return f"originals/{body.sha256[:2]}/{body.sha256}-{body.article.public_id}"


class Body(Recorded):
    """One immutable version of an article's text; the database refuses every change to it."""

    ARTICLE = "article"

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="bodies", verbose_name=_("article")
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    text = models.TextField(_("text"))
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, db_index=True)
    blocks = models.JSONField(
        _("blocks"), default=list, help_text=_("Kind, start, end and level of each block.")
    )
    blocks_sha256 = models.CharField(_("SHA-256 of the blocks"), max_length=64, editable=False)
    original = models.FileField(_("original file"), upload_to=original_path, blank=True)
    original_sha256 = models.CharField(
        _("SHA-256 of the original file"), max_length=64, blank=True, editable=False
    )
    original_name = models.CharField(_("name of the original"), max_length=255, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, default="text/plain")

    objects = BodyQuerySet.as_manager()
    history = sealed_history(excluded_fields=["text", "blocks"])

    class Meta:
        ordering = ["article", "-version"]
        verbose_name = _("version of a text")
        verbose_name_plural = _("versions of texts")
        constraints = [
            models.UniqueConstraint("article", "version", name="body_version_is_unique"),
            is_filled("body", "text", _("The text is empty.")),
            models.CheckConstraint(
                name="body_digest_is_whole", condition=Exact(Length("sha256"), 64)
            ),
            models.CheckConstraint(
                name="body_blocks_digest_is_whole", condition=Exact(Length("blocks_sha256"), 64)
            ),
            models.CheckConstraint(
                name="body_original_has_its_digest",
                condition=Q(original="", original_sha256="")
                | Q(~Q(original=""), Exact(Length("original_sha256"), 64)),
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(article)s, version %(version)s")) % {
            "article": self.article,
            "version": self.version,
        }

    def derive(self) -> None:
        """Take the digests that history seals in place of the blocks and the original file."""
        if self._state.adding:
            self.blocks_sha256 = digest_of_json(self.blocks)
            self.original_sha256 = digest_of_file(self.original) if self.original else ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new body; refuse to change one."""
        if not self._state.adding:
            message = _("A stored text is never changed: a changed article is a new version.")
            raise ValidationError(message, code="immutable")
        super().save(*args, **kwargs)


class SplitRunQuerySet(DeskQuerySet["SplitRun"]):
    """Questions about splits."""

    def last_of(self, article: "Article") -> "SplitRun | None":
        """Return the newest split of the article's newest text that was not taken back."""
        body = article.bodies.order_by("-version").first()
        return self.live().filter(body=body).first() if body is not None else None


class SplitRun(Tracked):
    """One run of a splitter over a body: what made the claims, and which sentences gave none."""

    ARTICLE = "body__article"

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="split_runs", verbose_name=_("text")
    )
    splitter = models.CharField(_("splitter"), max_length=50)
    version = models.CharField(_("version of the splitter"), max_length=50)
    granularity = models.CharField(
        _("how much one claim may say"),
        max_length=10,
        choices=GRAINS,
        blank=True,
        default="",
        db_default="",
        help_text=_("Empty where the splitter has no grain to choose."),
    )
    decomposed = models.BooleanField(
        _("decomposed"),
        default=True,
        help_text=_("No: the splitter does not know the language, each claim is a sentence."),
    )
    proposed = models.PositiveIntegerField(_("claims proposed"), default=0)
    skipped = models.JSONField(
        _("sentences without a claim"),
        default=list,
        blank=True,
        help_text=_("Start, end and reason of each sentence that gave no claim."),
    )

    objects = SplitRunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("split")
        verbose_name_plural = _("splits")
        constraints = [
            retraction_is_whole("splitrun"),
            is_filled("splitrun", "splitter", _("A split names its splitter.")),
            is_known("splitrun", "granularity", ["", *Granularity]),
        ]

    def __str__(self) -> str:
        return f"{self.splitter} {self.version}"
