"""
Keep files attached to claims, inquiries and searches.

Going back is refused once one was saved: sealed history names the columns.
"""

import claims.models.attachment
import claims.models.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if a sealed history row holds a column that would go."""
    history = apps.get_model("claims", "HistoricalAttachment")._base_manager
    if history.filter(journal_fields__contains="sha256").exists():
        message = (
            "The sealed history tells by now attached files: "
            "this desk cannot go back to before that was possible."
        )
        raise RuntimeError(message)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0016_follow_inquiries_and_searches"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalAttachment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "journal_position",
                    models.PositiveBigIntegerField(
                        editable=False, unique=True, verbose_name="position"
                    ),
                ),
                ("journal_fields", models.TextField(editable=False, verbose_name="sealed columns")),
                (
                    "journal_digest",
                    models.CharField(editable=False, max_length=64, verbose_name="digest"),
                ),
                (
                    "journal_seal",
                    models.CharField(editable=False, max_length=64, verbose_name="seal"),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="revision"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "about",
                    claims.models.fields.NameField(
                        blank=True, max_length=300, verbose_name="what it is"
                    ),
                ),
                (
                    "name",
                    claims.models.fields.NameField(max_length=120, verbose_name="name of the file"),
                ),
                ("media_type", models.CharField(max_length=100, verbose_name="media type")),
                ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                ("width", models.PositiveIntegerField(blank=True, null=True, verbose_name="width")),
                (
                    "height",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="height"),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the file")),
                (
                    "text_sha256",
                    models.CharField(
                        editable=False, max_length=64, verbose_name="SHA-256 of the text"
                    ),
                ),
                ("raw", models.TextField(max_length=100, verbose_name="file")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.search",
                        verbose_name="search",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical attached file",
                "verbose_name_plural": "historical attached files",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="revision"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "about",
                    claims.models.fields.NameField(
                        blank=True, max_length=300, verbose_name="what it is"
                    ),
                ),
                (
                    "name",
                    claims.models.fields.NameField(max_length=120, verbose_name="name of the file"),
                ),
                ("media_type", models.CharField(max_length=100, verbose_name="media type")),
                ("size", models.PositiveBigIntegerField(verbose_name="bytes")),
                ("width", models.PositiveIntegerField(blank=True, null=True, verbose_name="width")),
                (
                    "height",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="height"),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the file")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "text_sha256",
                    models.CharField(
                        editable=False, max_length=64, verbose_name="SHA-256 of the text"
                    ),
                ),
                (
                    "raw",
                    models.FileField(
                        upload_to=claims.models.attachment.attachment_path, verbose_name="file"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="claims.inquiry",
                        verbose_name="inquiry",
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="claims.search",
                        verbose_name="search",
                    ),
                ),
            ],
            options={
                "verbose_name": "attached file",
                "verbose_name_plural": "attached files",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="attachment_name_is_filled",
                        violation_error_code="required",
                        violation_error_message="The file needs a name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("inquiry", None), ("search", None), _connector="OR"),
                        name="attachment_belongs_to_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Length("sha256"), 64
                            ),
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Length("text_sha256"), 64
                            ),
                        ),
                        name="attachment_digests_are_whole",
                    ),
                ],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
