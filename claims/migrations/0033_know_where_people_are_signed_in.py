"""Know where people are signed in, and who is asked for a second factor."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0001_squashed_0021_let_the_law_remove_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='has_factor',
            field=models.BooleanField(default=False, editable=False, verbose_name='has a second factor'),
        ),
        migrations.AddField(
            model_name='user',
            name='language',
            field=models.CharField(blank=True, help_text='Empty: as the browser asks.', max_length=10, verbose_name='language'),
        ),
        migrations.AddField(
            model_name='user',
            name='must_confirm',
            field=models.BooleanField(default=False, editable=False, verbose_name='is asked for a second factor'),
        ),
        migrations.AddField(
            model_name='user',
            name='time_zone',
            field=models.CharField(blank=True, help_text='For example Europe/Madrid. Empty: as the desk.', max_length=50, verbose_name='time zone'),
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session_key', models.CharField(editable=False, max_length=40, unique=True, verbose_name='session')),
                ('address', models.GenericIPAddressField(blank=True, null=True, verbose_name='address')),
                ('device', models.CharField(blank=True, max_length=300, verbose_name='device')),
                ('began_at', models.DateTimeField(verbose_name='signed in at')),
                ('seen_at', models.DateTimeField(verbose_name='last seen at')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'sign-in',
                'verbose_name_plural': 'sign-ins',
                'indexes': [models.Index(fields=['user', '-seen_at'], name='sign_in_seen_last')],
                'constraints': [models.CheckConstraint(condition=models.Q(('seen_at__gte', models.F('began_at'))), name='sign_in_is_seen_after_it_began')],
            },
        ),
    ]
