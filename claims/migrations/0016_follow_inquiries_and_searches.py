"""
Keep what became of an inquiry, and which searches readers see.

Going back is refused once one was saved: sealed history names the columns.
"""

from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if a sealed history row holds a column that would go."""
    history = apps.get_model("claims", "HistoricalInquiry")._base_manager
    if history.filter(journal_fields__contains="outcome").exists():
        message = (
            "The sealed history tells by now what became of inquiries: "
            "this desk cannot go back to before that was possible."
        )
        raise RuntimeError(message)


def require_no_early_deadlines(apps, schema_editor):
    """Raise RuntimeError that names the inquiries to mend first, where an answer was due early."""
    inquiries = apps.get_model("claims", "Inquiry")._base_manager
    early = inquiries.filter(due_on__lt=models.F("asked_on")).values_list("pk", flat=True)
    if early:
        message = (
            "These inquiries expect an answer before they were asked: mend their dates at the "
            f"desk, then migrate again: {', '.join(map(str, early))}."
        )
        raise RuntimeError(message)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0015_version_rules_and_scale"),
    ]

    operations = [
        migrations.RunPython(require_no_early_deadlines, migrations.RunPython.noop),
        migrations.AddField(
            model_name="historicalinquiry",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "waiting for an answer"),
                    ("answered", "answered"),
                    ("declined", "declined to answer"),
                    ("silent", "no answer came"),
                    ("withdrawn", "withdrawn by the desk"),
                ],
                default="",
                max_length=10,
                verbose_name="outcome",
            ),
        ),
        migrations.AddField(
            model_name="historicalsearch",
            name="public",
            field=models.BooleanField(
                default=False,
                help_text="The ruling page tells of it, with what was found or not: readers can look again. “No evidence found” rests on searches that readers see.",
                verbose_name="public",
            ),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "waiting for an answer"),
                    ("answered", "answered"),
                    ("declined", "declined to answer"),
                    ("silent", "no answer came"),
                    ("withdrawn", "withdrawn by the desk"),
                ],
                default="",
                max_length=10,
                verbose_name="outcome",
            ),
        ),
        migrations.AddField(
            model_name="search",
            name="public",
            field=models.BooleanField(
                default=False,
                help_text="The ruling page tells of it, with what was found or not: readers can look again. “No evidence found” rests on searches that readers see.",
                verbose_name="public",
            ),
        ),
        migrations.AlterField(
            model_name="historicalinquiry",
            name="due_on",
            field=models.DateField(
                blank=True,
                help_text="The deadline that you gave; readers see it.",
                null=True,
                verbose_name="answer expected by",
            ),
        ),
        migrations.AlterField(
            model_name="inquiry",
            name="due_on",
            field=models.DateField(
                blank=True,
                help_text="The deadline that you gave; readers see it.",
                null=True,
                verbose_name="answer expected by",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["", "answered", "declined", "silent", "withdrawn"])
                ),
                name="inquiry_outcome_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on", None), ("due_on__gte", models.F("asked_on")), _connector="OR"
                ),
                name="inquiry_due_after_asked",
                violation_error_code="dates",
                violation_error_message="An answer cannot be expected before the question.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["", "declined"]),
                    models.Q(("outcome", "answered"), models.Q(("answer", ""), _negated=True)),
                    models.Q(
                        ("answer", ""),
                        ("answered_on", None),
                        ("outcome__in", ("silent", "withdrawn")),
                    ),
                    _connector="OR",
                ),
                name="inquiry_outcome_fits_the_answer",
                violation_error_code="outcome",
                violation_error_message="“Answered” needs what came back; where no answer came or the question was withdrawn there is none.",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
