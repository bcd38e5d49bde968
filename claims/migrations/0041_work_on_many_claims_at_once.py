"""Follow work on many claims: which were chosen, who confirmed it, what became of each."""

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0040_tell_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='BulkJob',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked at')),
                ('state', models.CharField(choices=[('queued', 'waiting'), ('running', 'at work'), ('done', 'done'), ('failed', 'failed'), ('cancelled', 'stopped by a person'), ('lost', 'stopped without a word')], default='queued', max_length=10, verbose_name='state')),
                ('heard_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last heard of at')),
                ('error', models.TextField(blank=True, verbose_name='why it failed')),
                ('kind', models.CharField(choices=[('assign', 'assign'), ('drop', 'drop'), ('tag', 'add topics'), ('untag', 'take topics off'), ('accept', 'accept'), ('export', 'export')], max_length=10, verbose_name='what is done')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='claims dealt with')),
                ('total', models.PositiveIntegerField(verbose_name='claims')),
                ('asks', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='what was asked')),
                ('language', models.CharField(max_length=10, verbose_name='language of its messages')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='stopped by')),
                ('undoes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='claims.bulkjob', verbose_name='takes back')),
            ],
            options={
                'verbose_name': 'work on many claims',
                'verbose_name_plural': 'work on many claims',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='BulkLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(verbose_name='revision when it was chosen')),
                ('outcome', models.CharField(choices=[('waiting', 'waiting'), ('done', 'done'), ('same', 'was so already'), ('refused', 'refused')], default='waiting', max_length=10, verbose_name='what became of it')),
                ('told', models.TextField(blank=True, verbose_name='why it was refused')),
                ('after', models.PositiveIntegerField(blank=True, null=True, verbose_name='revision after it')),
                ('before', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='what leads back')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim', verbose_name='claim')),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='claims.bulkjob', verbose_name='work on many claims')),
            ],
            options={
                'verbose_name': 'claim of a work on many',
                'verbose_name_plural': 'claims of a work on many',
                'ordering': ['pk'],
            },
        ),
        migrations.AddIndex(
            model_name='bulkjob',
            index=models.Index(fields=['asked_by', '-asked_at', '-id'], name='bulkjob_newest_of'),
        ),
        migrations.AddConstraint(
            model_name='bulkjob',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['cancelled', 'done', 'failed', 'lost', 'queued', 'running'])), name='bulkjob_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='bulkjob',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['accept', 'assign', 'drop', 'export', 'tag', 'untag'])), name='bulkjob_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='bulkjob',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), models.Q(('error', ''), _negated=True)), models.Q(models.Q(('state', 'failed'), _negated=True), ('error', '')), _connector='OR'), name='bulkjob_failed_with_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='bulkjob',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_by__isnull', False), ('state__in', ['cancelled', 'lost'])), models.Q(models.Q(('state__in', ['cancelled', 'lost']), _negated=True), ('ended_by', None)), _connector='OR'), name='bulkjob_stopped_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='bulkjob',
            constraint=models.CheckConstraint(condition=models.Q(('done__lte', models.F('total'))), name='bulkjob_does_no_more_than_all'),
        ),
        migrations.AddConstraint(
            model_name='bulkjob',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done', 0), ('state', 'queued')), ('confirmed_at__isnull', False), _connector='OR'), name='bulkjob_begun_when_confirmed'),
        ),
        migrations.AddConstraint(
            model_name='bulkjob',
            constraint=models.CheckConstraint(condition=models.Q(('undoes', None), models.Q(('undoes', models.F('id')), _negated=True), _connector='OR'), name='bulkjob_undoes_another'),
        ),
        migrations.AddIndex(
            model_name='bulkline',
            index=models.Index(fields=['job', 'outcome', 'id'], name='bulkline_by_outcome'),
        ),
        migrations.AddConstraint(
            model_name='bulkline',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['done', 'refused', 'same', 'waiting'])), name='bulkline_outcome_is_known'),
        ),
        migrations.AddConstraint(
            model_name='bulkline',
            constraint=models.UniqueConstraint(models.F('job'), models.F('claim'), name='bulkline_claim_once'),
        ),
        migrations.AddConstraint(
            model_name='bulkline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'refused'), models.Q(('told', ''), _negated=True)), models.Q(models.Q(('outcome', 'refused'), _negated=True), ('told', '')), _connector='OR'), name='bulkline_refused_with_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='bulkline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('after__isnull', False), ('outcome', 'done')), models.Q(('outcome', 'done'), _negated=True), _connector='OR'), name='bulkline_done_at_a_revision'),
        ),
    ]
