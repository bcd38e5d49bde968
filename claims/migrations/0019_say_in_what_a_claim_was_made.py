"""
Keep in what a claim was made: a text, a picture, a recording.

Going back is refused once one was saved: sealed history names the columns.
"""

import claims.models.fields
from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if a sealed history row holds a column that would go."""
    history = apps.get_model("claims", "HistoricalArticle")._base_manager
    if history.filter(journal_fields__contains="medium").exists():
        message = (
            "The sealed history tells by now in what a claim was made: "
            "this desk cannot go back to before that was possible."
        )
        raise RuntimeError(message)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0018_say_where_in_a_source"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="medium",
            field=models.CharField(
                choices=[
                    ("text", "a text"),
                    ("picture", "a picture: the text describes it"),
                    ("audio", "a recording of sound: the text is its transcript"),
                    ("video", "a video: the text is its transcript"),
                ],
                default="text",
                help_text="A claim in a picture or a recording is checked on its words, typed out.",
                max_length=10,
                verbose_name="medium",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="said_at",
            field=claims.models.fields.TimeCodeField(
                blank=True,
                help_text="From the start: 1:02, 1:02:03, 1:02-1:30.",
                max_length=30,
                verbose_name="time code in the recording",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="said_medium",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "as the article"),
                    ("text", "a text"),
                    ("picture", "a picture"),
                    ("audio", "a recording of sound"),
                    ("video", "a video"),
                    ("spoken", "spoken, not recorded"),
                ],
                default="",
                max_length=10,
                verbose_name="said in",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="said_words",
            field=claims.models.fields.ProseField(
                blank=True,
                help_text="Of a recording the words around the claim, of a picture what it shows, for those who cannot hear or see it. Readers see this.",
                max_length=5000,
                verbose_name="what is said or shown there",
            ),
        ),
        migrations.AddField(
            model_name="historicalarticle",
            name="medium",
            field=models.CharField(
                choices=[
                    ("text", "a text"),
                    ("picture", "a picture: the text describes it"),
                    ("audio", "a recording of sound: the text is its transcript"),
                    ("video", "a video: the text is its transcript"),
                ],
                default="text",
                help_text="A claim in a picture or a recording is checked on its words, typed out.",
                max_length=10,
                verbose_name="medium",
            ),
        ),
        migrations.AddField(
            model_name="historicalclaim",
            name="said_at",
            field=claims.models.fields.TimeCodeField(
                blank=True,
                help_text="From the start: 1:02, 1:02:03, 1:02-1:30.",
                max_length=30,
                verbose_name="time code in the recording",
            ),
        ),
        migrations.AddField(
            model_name="historicalclaim",
            name="said_medium",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "as the article"),
                    ("text", "a text"),
                    ("picture", "a picture"),
                    ("audio", "a recording of sound"),
                    ("video", "a video"),
                    ("spoken", "spoken, not recorded"),
                ],
                default="",
                max_length=10,
                verbose_name="said in",
            ),
        ),
        migrations.AddField(
            model_name="historicalclaim",
            name="said_words",
            field=claims.models.fields.ProseField(
                blank=True,
                help_text="Of a recording the words around the claim, of a picture what it shows, for those who cannot hear or see it. Readers see this.",
                max_length=5000,
                verbose_name="what is said or shown there",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("medium__in", ["audio", "picture", "text", "video"])),
                name="article_medium_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("said_medium__in", ["", "audio", "picture", "spoken", "text", "video"])
                ),
                name="claim_said_medium_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("said_medium", "picture"), _negated=True),
                    models.Q(("said_words", ""), _negated=True),
                    _connector="OR",
                ),
                name="claim_picture_is_described",
                violation_error_code="alternative",
                violation_error_message="Say in words what the picture shows.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("said_at", ""), ("said_medium__in", ["", "audio", "video"]), _connector="OR"
                ),
                name="claim_time_code_is_in_a_recording",
                violation_error_code="time_code",
                violation_error_message="Only a recording has time codes.",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
