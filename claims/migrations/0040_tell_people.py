"""Tell people what happened that they should know of, in the ways that each of them chooses."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0039_index_what_my_desk_asks_for'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('assigned', 'A claim is assigned to me, or gets another due date'), ('unassigned', 'A claim is no longer assigned to me'), ('mentioned', 'Somebody mentions me in a note'), ('due_soon', 'A claim of mine is due soon'), ('overdue', 'A claim of mine is overdue'), ('verdict_wanted', 'My verdict does not count: the claim was reworded'), ('verdict_given', 'Somebody gives a verdict on a claim of mine'), ('submitted', 'A ruling waits that I can approve'), ('returned', 'A ruling that I wrote is returned'), ('approval_void', 'An approval is void, of what I wrote or approved'), ('published', 'A ruling that I worked on is published'), ('not_published', 'A ruling is not published at its time'), ('corrected', 'A correction or retraction of what I worked on is begun'), ('source_changed', 'A page cited by a published ruling of mine changes')], max_length=14, verbose_name='kind')),
                ('on_day', models.DateField(null=True, verbose_name='reminds on')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='created at')),
                ('at_desk', models.BooleanField(default=True, verbose_name='stands at the desk')),
                ('read_at', models.DateTimeField(null=True, verbose_name='read at')),
                ('mail', models.CharField(blank=True, choices=[('', 'not by mail'), ('at_once', 'by mail at once'), ('digest', 'in the daily mail')], default='', max_length=7, verbose_name='mail')),
                ('mailed_at', models.DateTimeField(help_text='Before it is sent: never taken up twice.', null=True, verbose_name='taken up for mail at')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
            },
        ),
        migrations.AddField(
            model_name='user',
            name='notice_wishes',
            field=models.JSONField(blank=True, db_default={}, default=dict, editable=False, help_text='By kind: whether at the desk, and how by mail. Of others: desk and digest.', verbose_name='which notices, and how'),
        ),
        migrations.AddField(
            model_name='notification',
            name='actor',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who did it'),
        ),
        migrations.AddField(
            model_name='notification',
            name='claim',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.claim', verbose_name='claim'),
        ),
        migrations.AddField(
            model_name='notification',
            name='note',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.note', verbose_name='note'),
        ),
        migrations.AddField(
            model_name='notification',
            name='recipient',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='recipient'),
        ),
        migrations.AddField(
            model_name='notification',
            name='ruling',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.ruling', verbose_name='ruling'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(fields=['recipient', '-created_at', '-id'], name='notification_newest'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(condition=models.Q(('at_desk', True), ('read_at', None)), fields=['recipient'], name='notification_unread'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(condition=models.Q(('kind', 'submitted'), ('read_at', None)), fields=['ruling'], name='notification_waits'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(condition=models.Q(('mailed_at', None), models.Q(('mail', ''), _negated=True)), fields=['mail', 'recipient'], name='notification_to_mail'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['approval_void', 'assigned', 'corrected', 'due_soon', 'mentioned', 'not_published', 'overdue', 'published', 'returned', 'source_changed', 'submitted', 'unassigned', 'verdict_given', 'verdict_wanted'])), name='notification_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('mail__in', ['', 'at_once', 'digest'])), name='notification_mail_is_known'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('recipient', models.F('actor')), _negated=True), name='notification_tells_no_news_to_its_actor'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('at_desk', True), models.Q(('mail', ''), _negated=True), _connector='OR'), name='notification_goes_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['due_soon', 'overdue']), ('on_day__isnull', False)), models.Q(models.Q(('kind__in', ['due_soon', 'overdue']), _negated=True), ('on_day', None)), _connector='OR'), name='notification_reminds_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.UniqueConstraint(models.F('recipient'), models.F('claim'), models.F('on_day'), condition=models.Q(('on_day__isnull', False)), name='notification_reminds_once_a_day'),
        ),
    ]
