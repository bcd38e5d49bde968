"""
Let a claim have a ruling in each language, joined to the desk's own.

Going back is refused once a ruling was saved: sealed history names the columns.
"""

import claims.models.fields
from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if a sealed history row holds a column that would go."""
    history = apps.get_model("claims", "HistoricalRuling")._base_manager
    if history.filter(journal_fields__contains="rating_word").exists():
        message = (
            "The sealed history tells by now which rulings are translations: "
            "this desk cannot go back to before there were any."
        )
        raise RuntimeError(message)


def count_anew(apps, schema_editor):
    """Have SQLite count what is in tables that it made anew: lists took nine times as long."""
    if schema_editor.connection.vendor == "sqlite":
        for table in ("claims_ruling", "claims_historicalruling"):
            schema_editor.execute(f"ANALYZE {table}")


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0046_bound_quotations_and_reasons'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='ruling',
            name='ruling_one_published_version',
        ),
        migrations.RemoveConstraint(
            model_name='ruling',
            name='ruling_one_version_in_hand',
        ),
        migrations.RemoveConstraint(
            model_name='ruling',
            name='ruling_version_is_unique',
        ),
        migrations.AddField(
            model_name='historicalruling',
            name='edition',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=20, verbose_name='translation into'),
        ),
        migrations.AddField(
            model_name='historicalruling',
            name='machine',
            field=models.CharField(blank=True, db_default='', default='', help_text='Its name, if the words began as a program’s; readers are told. Leave it empty only if a person translated all of it.', max_length=100, verbose_name='translated first by a program'),
        ),
        migrations.AddField(
            model_name='historicalruling',
            name='notes',
            field=models.JSONField(blank=True, null=True, verbose_name='public notes in this language'),
        ),
        migrations.AddField(
            model_name='historicalruling',
            name='rating_word',
            field=models.CharField(blank=True, db_default='', default='', help_text='The same rating as the original’s, in the words that readers know it by.', max_length=60, verbose_name='the rating in this language'),
        ),
        migrations.AddField(
            model_name='historicalruling',
            name='translates',
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='translates version'),
        ),
        migrations.AddField(
            model_name='historicalruling',
            name='wording',
            field=claims.models.fields.ProseField(blank=True, db_default='', default='', help_text='What the rating judges. The words as they were said stay beside it.', max_length=1000, verbose_name='the claim in this language'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='edition',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=20, verbose_name='translation into'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='machine',
            field=models.CharField(blank=True, db_default='', default='', help_text='Its name, if the words began as a program’s; readers are told. Leave it empty only if a person translated all of it.', max_length=100, verbose_name='translated first by a program'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='notes',
            field=models.JSONField(blank=True, null=True, verbose_name='public notes in this language'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='rating_word',
            field=models.CharField(blank=True, db_default='', default='', help_text='The same rating as the original’s, in the words that readers know it by.', max_length=60, verbose_name='the rating in this language'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='translates',
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='translates version'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='wording',
            field=claims.models.fields.ProseField(blank=True, db_default='', default='', help_text='What the rating judges. The words as they were said stay beside it.', max_length=1000, verbose_name='the claim in this language'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.UniqueConstraint(models.F('claim'), models.F('edition'), models.F('version'), condition=models.Q(('retracted_at', None)), name='ruling_version_is_unique', violation_error_message='This version was discarded, and its number went to another one.'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.UniqueConstraint(models.F('claim'), models.F('edition'), condition=models.Q(('stage__in', ['published', 'retracted'])), name='ruling_one_published_version', violation_error_message='This claim has a published ruling: correct that one.'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.UniqueConstraint(models.F('claim'), models.F('edition'), condition=models.Q(('retracted_at', None), ('stage__in', ['draft', 'in_review', 'approved'])), name='ruling_one_version_in_hand', violation_error_message='Somebody is working on a ruling of this claim already.'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.UniqueConstraint(models.F('claim'), models.F('language'), condition=models.Q(('stage__in', ['published', 'retracted'])), name='ruling_one_public_in_a_language', violation_error_message='This ruling is there in this language already.'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.UniqueConstraint(models.F('claim'), models.F('language'), condition=models.Q(('retracted_at', None), ('stage__in', ['draft', 'in_review', 'approved'])), name='ruling_one_in_hand_in_a_language', violation_error_message='Somebody is working on it in this language already.'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('edition', ''), ('machine', ''), ('rating_word', ''), ('translates', None), ('wording', ''), ('notes__isnull', True)), models.Q(('edition', models.F('language')), ('translates__gte', 1), models.Q(('edition', ''), _negated=True), models.Q(('wording', ''), _negated=True), models.Q(('rating_word', ''), _negated=True)), _connector='OR'), name='ruling_translation_is_whole', violation_error_code='translation', violation_error_message='A translation says in its language what the claim and its rating are, and which version it translates.'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(('edition', ''), ('overridden_by', None), _connector='OR'), name='ruling_translation_sets_nothing_aside', violation_error_code='override', violation_error_message='What is asked of a translation cannot be set aside.'),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
        migrations.RunPython(count_anew, migrations.RunPython.noop),
    ]
