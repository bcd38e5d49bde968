"""
Let the desk set its publication rules and its rating scale, version by version.

Going back is refused once it did: sealed history holds the versions.
"""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if the sealed history holds what would go."""
    for name in ('HistoricalRuleSet', 'HistoricalScale'):
        if apps.get_model("claims", name)._base_manager.exists():
            message = (
                "The sealed history holds versions of the rules or of the scale by now: "
                "this desk cannot go back to before there were any."
            )
            raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0014_tell_voices_apart'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalRuleSet',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('journal_position', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='position')),
                ('journal_fields', models.TextField(editable=False, verbose_name='sealed columns')),
                ('journal_digest', models.CharField(editable=False, max_length=64, verbose_name='digest')),
                ('journal_seal', models.CharField(editable=False, max_length=64, verbose_name='seal')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('retracted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retracted at')),
                ('retraction_reason', models.CharField(blank=True, editable=False, max_length=500, verbose_name='reason of the retraction')),
                ('version', models.PositiveSmallIntegerField(editable=False, verbose_name='version')),
                ('why', models.CharField(help_text='Readers see it on the page that tells how claims are checked.', max_length=500, verbose_name='what changes, and why')),
                ('in_force_since', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='in force since')),
                ('levels', models.JSONField(default=dict, verbose_name='how much each rule binds')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical version of the publication rules',
                'verbose_name_plural': 'historical publication rules',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalScale',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('journal_position', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='position')),
                ('journal_fields', models.TextField(editable=False, verbose_name='sealed columns')),
                ('journal_digest', models.CharField(editable=False, max_length=64, verbose_name='digest')),
                ('journal_seal', models.CharField(editable=False, max_length=64, verbose_name='seal')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('retracted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retracted at')),
                ('retraction_reason', models.CharField(blank=True, editable=False, max_length=500, verbose_name='reason of the retraction')),
                ('version', models.PositiveSmallIntegerField(editable=False, verbose_name='version')),
                ('why', models.CharField(help_text='Readers see it on the page that tells how claims are checked.', max_length=500, verbose_name='what changes, and why')),
                ('in_force_since', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='in force since')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical version of the rating scale',
                'verbose_name_plural': 'historical rating scale',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='RuleSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('retracted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retracted at')),
                ('retraction_reason', models.CharField(blank=True, editable=False, max_length=500, verbose_name='reason of the retraction')),
                ('version', models.PositiveSmallIntegerField(editable=False, verbose_name='version')),
                ('why', models.CharField(help_text='Readers see it on the page that tells how claims are checked.', max_length=500, verbose_name='what changes, and why')),
                ('in_force_since', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='in force since')),
                ('levels', models.JSONField(default=dict, verbose_name='how much each rule binds')),
            ],
            options={
                'verbose_name': 'version of the publication rules',
                'verbose_name_plural': 'publication rules',
                'ordering': ['-version', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Scale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('retracted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retracted at')),
                ('retraction_reason', models.CharField(blank=True, editable=False, max_length=500, verbose_name='reason of the retraction')),
                ('version', models.PositiveSmallIntegerField(editable=False, verbose_name='version')),
                ('why', models.CharField(help_text='Readers see it on the page that tells how claims are checked.', max_length=500, verbose_name='what changes, and why')),
                ('in_force_since', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='in force since')),
            ],
            options={
                'verbose_name': 'version of the rating scale',
                'verbose_name_plural': 'rating scale',
                'ordering': ['-version', '-pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='rating',
            name='rating_label_is_unique',
        ),
        migrations.RemoveConstraint(
            model_name='rating',
            name='rating_order_is_unique',
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.UniqueConstraint(models.F('scale'), models.F('label'), condition=models.Q(('retracted_at', None)), name='rating_label_is_unique', violation_error_message='The scale has a step of this name already.'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.UniqueConstraint(models.F('scale'), models.F('order'), condition=models.Q(('retracted_at', None)), name='rating_order_is_unique', violation_error_message='The scale has a step at this place already.'),
        ),
        migrations.AddField(
            model_name='historicalruleset',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalruleset',
            name='in_force_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='put in force by'),
        ),
        migrations.AddField(
            model_name='historicalruleset',
            name='retracted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retracted by'),
        ),
        migrations.AddField(
            model_name='historicalscale',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalscale',
            name='in_force_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='put in force by'),
        ),
        migrations.AddField(
            model_name='historicalscale',
            name='retracted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retracted by'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='in_force_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='put in force by'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='retracted_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retracted by'),
        ),
        migrations.AddField(
            model_name='scale',
            name='in_force_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='put in force by'),
        ),
        migrations.AddField(
            model_name='scale',
            name='retracted_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retracted by'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retracted_at', None), ('retracted_by', None), ('retraction_reason', '')), models.Q(('retracted_at__isnull', False), ('retracted_by__isnull', False), models.Q(('retraction_reason', ''), _negated=True)), _connector='OR'), name='ruleset_retraction_is_whole', violation_error_code='retraction', violation_error_message='A retraction needs a reason.'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='ruleset_why_is_filled', violation_error_code='required', violation_error_message='Say what changes, and why.'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.UniqueConstraint(models.F('version'), condition=models.Q(('retracted_at', None)), name='ruleset_version_is_unique', violation_error_message='This version was discarded, and its number went to another one.'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.CheckConstraint(condition=models.Q(('version__gt', 1)), name='ruleset_follows_that_of_the_release'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('in_force_by', None), ('in_force_since', None)), models.Q(('in_force_by__isnull', False), ('in_force_since__isnull', False), ('retracted_at', None)), _connector='OR'), name='ruleset_is_put_in_force_by_somebody', violation_error_code='in_force', violation_error_message='What is in force names who put it there, and stays.'),
        ),
        migrations.AddConstraint(
            model_name='scale',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retracted_at', None), ('retracted_by', None), ('retraction_reason', '')), models.Q(('retracted_at__isnull', False), ('retracted_by__isnull', False), models.Q(('retraction_reason', ''), _negated=True)), _connector='OR'), name='scale_retraction_is_whole', violation_error_code='retraction', violation_error_message='A retraction needs a reason.'),
        ),
        migrations.AddConstraint(
            model_name='scale',
            constraint=models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='scale_why_is_filled', violation_error_code='required', violation_error_message='Say what changes, and why.'),
        ),
        migrations.AddConstraint(
            model_name='scale',
            constraint=models.UniqueConstraint(models.F('version'), condition=models.Q(('retracted_at', None)), name='scale_version_is_unique', violation_error_message='This version was discarded, and its number went to another one.'),
        ),
        migrations.AddConstraint(
            model_name='scale',
            constraint=models.CheckConstraint(condition=models.Q(('version__gt', 1)), name='scale_follows_that_of_the_release'),
        ),
        migrations.AddConstraint(
            model_name='scale',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('in_force_by', None), ('in_force_since', None)), models.Q(('in_force_by__isnull', False), ('in_force_since__isnull', False), ('retracted_at', None)), _connector='OR'), name='scale_is_put_in_force_by_somebody', violation_error_code='in_force', violation_error_message='What is in force names who put it there, and stays.'),
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
