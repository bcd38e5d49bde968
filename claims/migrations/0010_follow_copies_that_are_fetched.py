"""Follow the copies that were asked for: who wants one, how each attempt stands and ended."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0009_say_what_a_copy_is'),
    ]

    operations = [
        migrations.CreateModel(
            name='SnapshotRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked at')),
                ('past_robots', models.BooleanField(default=False, verbose_name='fetched although robots.txt asks programs not to')),
                ('state', models.CharField(choices=[('queued', 'waiting'), ('running', 'being fetched'), ('done', 'fetched'), ('failed', 'failed'), ('lost', 'stopped without a word')], default='queued', max_length=10, verbose_name='state')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='next attempt')),
                ('heard_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last heard of at')),
                ('error', models.TextField(blank=True, verbose_name='why the last attempt failed')),
            ],
            options={
                'verbose_name': 'copy asked for',
                'verbose_name_plural': 'copies asked for',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='snapshotrequest',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by'),
        ),
        migrations.AddField(
            model_name='snapshotrequest',
            name='snapshot',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='request', to='claims.snapshot', verbose_name='what came of it'),
        ),
        migrations.AddField(
            model_name='snapshotrequest',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshot_requests', to='claims.source', verbose_name='source'),
        ),
        migrations.AddConstraint(
            model_name='snapshotrequest',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['done', 'failed', 'lost', 'queued', 'running'])), name='snapshotrequest_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='snapshotrequest',
            constraint=models.UniqueConstraint(models.F('source'), condition=models.Q(('state__in', ['queued', 'running'])), name='snapshotrequest_one_under_way', violation_error_code='under_way', violation_error_message='A copy of this source is being fetched already.'),
        ),
        migrations.AddConstraint(
            model_name='snapshotrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('snapshot__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('snapshot', None)), _connector='OR'), name='snapshotrequest_done_with_its_copy'),
        ),
        migrations.AddConstraint(
            model_name='snapshotrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('error', ''), _negated=True), _connector='OR'), name='snapshotrequest_failed_with_its_reason'),
        ),
    ]
