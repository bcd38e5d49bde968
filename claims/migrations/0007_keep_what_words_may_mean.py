"""
Keep what words of a proposed claim may mean.

Going back is refused once a claim was saved: sealed history names the column.
"""

from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if a sealed history row holds a column that would go."""
    for name in ("HistoricalClaim",):
        history = apps.get_model("claims", name)._base_manager
        if history.filter(journal_fields__contains="suggestions").exists():
            message = (
                "The sealed history tells by now what words of a claim may mean: "
                "this desk cannot go back to before that was possible."
            )
            raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0006_follow_long_splits'),
    ]

    operations = [
        migrations.AddField(
            model_name='claim',
            name='suggestions',
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name='what its words may mean'),
        ),
        migrations.AddField(
            model_name='historicalclaim',
            name='suggestions',
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name='what its words may mean'),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
