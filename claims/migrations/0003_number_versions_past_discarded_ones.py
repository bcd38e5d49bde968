"""
Let a discarded version leave its number to the next one.

Going back is refused where a number was given twice: the versions' numbers are in the sealed
history, so nothing is renumbered.
"""

from django.db import migrations, models
from django.db.models import Count


def require_numbers_given_once(apps, schema_editor):
    """Raise RuntimeError, in words, if the constraint of before cannot hold any more."""
    versions = apps.get_model("claims", "Ruling").objects.order_by().values("claim", "version")
    if versions.annotate(times=Count("pk")).filter(times__gt=1).exists():
        message = (
            "A discarded version of a ruling left its number to a later one: "
            "this desk cannot go back to before that was possible."
        )
        raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0002_explain_ruling_language'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='ruling',
            name='ruling_version_is_unique',
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.UniqueConstraint(models.F('claim'), models.F('version'), condition=models.Q(('retracted_at', None)), name='ruling_version_is_unique', violation_error_message='This version was discarded, and its number went to another one.'),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_numbers_given_once),
    ]
