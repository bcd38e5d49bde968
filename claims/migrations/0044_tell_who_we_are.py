"""Policies in versions, and an address for each person that readers can be told of."""

import claims.models.fields
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


def name_people(apps, schema_editor):
    """Give everybody a public id of their own: adding the column gave all the same one."""
    user = apps.get_model('claims', 'User')  # its manager refuses what leaves no history
    people = models.QuerySet(user, using=schema_editor.connection.alias)
    for pk in people.values_list('pk', flat=True):
        people.filter(pk=pk).update(public_id=claims.models.fields.new_public_id())


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0043_list_published_rulings'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalPolicy',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('journal_position', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='position')),
                ('journal_fields', models.TextField(editable=False, verbose_name='sealed columns')),
                ('journal_digest', models.CharField(editable=False, max_length=64, verbose_name='digest')),
                ('journal_seal', models.CharField(editable=False, max_length=64, verbose_name='seal')),
                ('journal_salt', models.TextField(editable=False, null=True, verbose_name='salt')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('retracted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retracted at')),
                ('retraction_reason', models.CharField(blank=True, editable=False, max_length=500, verbose_name='reason of the retraction')),
                ('kind', models.CharField(choices=[('method', 'How we check'), ('corrections', 'Corrections'), ('funding', 'Ownership and funding'), ('ethics', 'Independence and non-partisanship'), ('sources', 'Sources'), ('complaints', 'Complaints'), ('privacy', 'Privacy')], max_length=20, verbose_name='policy')),
                ('version', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='version')),
                ('language', models.CharField(default='en', help_text='The language that it is written in, as a tag: en, es, pt-BR.', max_length=20, verbose_name='language')),
                ('body', claims.models.fields.ProseField(help_text='Markdown. Headings begin with #.', max_length=20000, verbose_name='text')),
                ('why', models.CharField(help_text='Readers see it beside the version. Of a first version: why there is one.', max_length=500, verbose_name='what changes, and why')),
                ('stage', models.CharField(choices=[('proposed', 'proposed'), ('in_force', 'in force'), ('superseded', 'superseded')], default='proposed', editable=False, max_length=10, verbose_name='stage')),
                ('in_force_since', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='in force since')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('in_force_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='put in force by')),
                ('retracted_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retracted by')),
                ('written_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'historical policy',
                'verbose_name_plural': 'historical policies',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revision')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('retracted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retracted at')),
                ('retraction_reason', models.CharField(blank=True, editable=False, max_length=500, verbose_name='reason of the retraction')),
                ('kind', models.CharField(choices=[('method', 'How we check'), ('corrections', 'Corrections'), ('funding', 'Ownership and funding'), ('ethics', 'Independence and non-partisanship'), ('sources', 'Sources'), ('complaints', 'Complaints'), ('privacy', 'Privacy')], max_length=20, verbose_name='policy')),
                ('version', models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='version')),
                ('language', models.CharField(default='en', help_text='The language that it is written in, as a tag: en, es, pt-BR.', max_length=20, verbose_name='language')),
                ('body', claims.models.fields.ProseField(help_text='Markdown. Headings begin with #.', max_length=20000, verbose_name='text')),
                ('why', models.CharField(help_text='Readers see it beside the version. Of a first version: why there is one.', max_length=500, verbose_name='what changes, and why')),
                ('stage', models.CharField(choices=[('proposed', 'proposed'), ('in_force', 'in force'), ('superseded', 'superseded')], default='proposed', editable=False, max_length=10, verbose_name='stage')),
                ('in_force_since', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='in force since')),
                ('in_force_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='policies_put_in_force', to=settings.AUTH_USER_MODEL, verbose_name='put in force by')),
                ('retracted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retracted by')),
                ('written_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='policies_written', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'policy',
                'verbose_name_plural': 'policies',
                'ordering': ['kind', '-version', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('retracted_at', None), ('retracted_by', None), ('retraction_reason', '')), models.Q(('retracted_at__isnull', False), ('retracted_by__isnull', False), models.Q(('retraction_reason', ''), _negated=True)), _connector='OR'), name='policy_retraction_is_whole', violation_error_code='retraction', violation_error_message='A retraction needs a reason.'), models.CheckConstraint(condition=models.Q(('kind__in', ['complaints', 'corrections', 'ethics', 'funding', 'method', 'privacy', 'sources'])), name='policy_kind_is_known'), models.CheckConstraint(condition=models.Q(('stage__in', ['in_force', 'proposed', 'superseded'])), name='policy_stage_is_known'), models.CheckConstraint(condition=models.Q(('body', ''), _negated=True), name='policy_body_is_filled', violation_error_code='required', violation_error_message='The policy is empty.'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='policy_why_is_filled', violation_error_code='required', violation_error_message='Say what changes, and why.'), models.UniqueConstraint(models.F('kind'), models.F('version'), condition=models.Q(('retracted_at', None)), name='policy_version_is_unique', violation_error_message='This version was withdrawn, and its number went to another one.'), models.UniqueConstraint(models.F('kind'), condition=models.Q(('stage', 'in_force')), name='policy_one_in_force', violation_error_message='Another version of this policy is in force.'), models.CheckConstraint(condition=models.Q(('in_force_by', models.F('written_by')), _negated=True), name='policy_four_eyes', violation_error_code='four_eyes', violation_error_message='Somebody else must put your policy in force.'), models.CheckConstraint(condition=models.Q(models.Q(('in_force_by', None), ('in_force_since', None), ('stage', 'proposed')), models.Q(('in_force_by__isnull', False), ('in_force_since__isnull', False), ('retracted_at', None), ('stage__in', ['in_force', 'superseded'])), _connector='OR'), name='policy_is_put_in_force_by_somebody', violation_error_code='in_force', violation_error_message='What is in force names who put it there, and stays.')],
            },
        ),
        migrations.AddField(
            model_name='user',
            name='public_id',
            field=models.CharField(default=claims.models.fields.new_public_id, editable=False, max_length=8, null=True, verbose_name='public id'),
        ),
        migrations.RunPython(name_people, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='user',
            name='public_id',
            field=models.CharField(default=claims.models.fields.new_public_id, editable=False, max_length=8, unique=True, verbose_name='public id'),
        ),
    ]
