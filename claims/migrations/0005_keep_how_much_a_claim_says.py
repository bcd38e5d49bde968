"""
Let an article keep how much one claim may say.

Going back is refused once an article or a split was saved: sealed history names the column.
"""

from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if a sealed history row holds a column that would go."""
    for name in ("HistoricalArticle", "HistoricalSplitRun"):
        history = apps.get_model("claims", name)._base_manager
        if history.filter(journal_fields__contains="granularity").exists():
            message = (
                "The sealed history tells by now how much one claim may say: "
                "this desk cannot go back to before that was possible."
            )
            raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0004_let_claims_be_split'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='granularity',
            field=models.CharField(blank=True, choices=[('clause', 'clause'), ('medium', 'medium'), ('fine', 'fine')], db_default='', default='', editable=False, help_text='Chosen when claims are looked for; empty: as the splitter is configured.', max_length=10, verbose_name='how much one claim may say'),
        ),
        migrations.AddField(
            model_name='historicalarticle',
            name='granularity',
            field=models.CharField(blank=True, choices=[('clause', 'clause'), ('medium', 'medium'), ('fine', 'fine')], db_default='', default='', editable=False, help_text='Chosen when claims are looked for; empty: as the splitter is configured.', max_length=10, verbose_name='how much one claim may say'),
        ),
        migrations.AddField(
            model_name='historicalsplitrun',
            name='granularity',
            field=models.CharField(blank=True, choices=[('clause', 'clause'), ('medium', 'medium'), ('fine', 'fine')], db_default='', default='', help_text='Empty where the splitter has no grain to choose.', max_length=10, verbose_name='how much one claim may say'),
        ),
        migrations.AddField(
            model_name='splitrun',
            name='granularity',
            field=models.CharField(blank=True, choices=[('clause', 'clause'), ('medium', 'medium'), ('fine', 'fine')], db_default='', default='', help_text='Empty where the splitter has no grain to choose.', max_length=10, verbose_name='how much one claim may say'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('granularity__in', ['', 'clause', 'fine', 'medium'])), name='article_granularity_is_known'),
        ),
        migrations.AddConstraint(
            model_name='splitrun',
            constraint=models.CheckConstraint(condition=models.Q(('granularity__in', ['', 'clause', 'fine', 'medium'])), name='splitrun_granularity_is_known'),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
