"""
Keep the place in a source as data, its picture, and why later evidence counts.

Going back is refused once one was saved: sealed history names the columns.
"""

import claims.models.fields
import django.db.models.deletion
from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if a sealed history row holds a column that would go."""
    history = apps.get_model("claims", "HistoricalEvidence")._base_manager
    if history.filter(journal_fields__contains="time_code").exists():
        message = (
            "The sealed history tells by now where in a source evidence stands: "
            "this desk cannot go back to before that was possible."
        )
        raise RuntimeError(message)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0017_keep_attached_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="later_because",
            field=models.CharField(
                blank=True,
                help_text="Only for evidence from after the claim was made: why it counts, although nobody could know it then. Readers see this.",
                max_length=300,
                verbose_name="counts although from later, because",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="pages",
            field=claims.models.fields.PagesField(
                blank=True,
                help_text="As printed: 12, 12-14, xii.",
                max_length=30,
                verbose_name="pages",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="picture_alt",
            field=models.CharField(
                blank=True,
                help_text="In words, for those who cannot see it; a picture is not kept without.",
                max_length=1000,
                verbose_name="what the picture shows",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="picture_credit",
            field=models.CharField(
                blank=True,
                help_text="And by what right we show it; readers see this.",
                max_length=300,
                verbose_name="whose picture it is",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="picture_shown",
            field=models.BooleanField(
                default=False,
                help_text="Only if we may publish it. It is shown without its hidden data.",
                verbose_name="readers see the picture",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="time_code",
            field=claims.models.fields.TimeCodeField(
                blank=True,
                help_text="From the start: 1:02, 1:02:03, 1:02-1:30.",
                max_length=30,
                verbose_name="time code",
            ),
        ),
        migrations.AddField(
            model_name="historicalevidence",
            name="later_because",
            field=models.CharField(
                blank=True,
                help_text="Only for evidence from after the claim was made: why it counts, although nobody could know it then. Readers see this.",
                max_length=300,
                verbose_name="counts although from later, because",
            ),
        ),
        migrations.AddField(
            model_name="historicalevidence",
            name="pages",
            field=claims.models.fields.PagesField(
                blank=True,
                help_text="As printed: 12, 12-14, xii.",
                max_length=30,
                verbose_name="pages",
            ),
        ),
        migrations.AddField(
            model_name="historicalevidence",
            name="picture_alt",
            field=models.CharField(
                blank=True,
                help_text="In words, for those who cannot see it; a picture is not kept without.",
                max_length=1000,
                verbose_name="what the picture shows",
            ),
        ),
        migrations.AddField(
            model_name="historicalevidence",
            name="picture_credit",
            field=models.CharField(
                blank=True,
                help_text="And by what right we show it; readers see this.",
                max_length=300,
                verbose_name="whose picture it is",
            ),
        ),
        migrations.AddField(
            model_name="historicalevidence",
            name="picture_shown",
            field=models.BooleanField(
                default=False,
                help_text="Only if we may publish it. It is shown without its hidden data.",
                verbose_name="readers see the picture",
            ),
        ),
        migrations.AddField(
            model_name="historicalevidence",
            name="time_code",
            field=claims.models.fields.TimeCodeField(
                blank=True,
                help_text="From the start: 1:02, 1:02:03, 1:02-1:30.",
                max_length=30,
                verbose_name="time code",
            ),
        ),
        migrations.AlterField(
            model_name="evidence",
            name="where",
            field=models.CharField(
                blank=True,
                help_text="What no number says: a paragraph, a section, a table.",
                max_length=200,
                verbose_name="where in the source",
            ),
        ),
        migrations.AlterField(
            model_name="historicalevidence",
            name="where",
            field=models.CharField(
                blank=True,
                help_text="What no number says: a paragraph, a section, a table.",
                max_length=200,
                verbose_name="where in the source",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="picture",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="claims.attachment",
                verbose_name="picture",
            ),
        ),
        migrations.AddField(
            model_name="historicalevidence",
            name="picture",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="claims.attachment",
                verbose_name="picture",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("picture", None), models.Q(("picture_alt", ""), _negated=True), _connector="OR"
                ),
                name="evidence_picture_is_described",
                violation_error_code="alternative",
                violation_error_message="Say in words what the picture shows.",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("picture_shown", False),
                    models.Q(
                        ("picture__isnull", False), models.Q(("picture_credit", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="evidence_picture_is_shown_with_its_owner",
                violation_error_code="credit",
                violation_error_message="Before readers see a picture, attach it and say whose it is.",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
