"""
Let outsiders prove what the journal was: salted digests, and signed checkpoints of its head.

The salt's column is empty in earlier rows, which keep their seals, and comes without rewriting a
table. Going back is refused once somebody's work is sealed with salts: nobody could check it
without them.
"""

import django.utils.timezone
from django.db import migrations, models
from django.db.models.functions import Length
from django.db.models.lookups import Exact


PREPARED = {"historicalrating", "historicaluser"}  # written when a desk is made, before anybody works


def require_no_history(apps, schema_editor):
    """Raise RuntimeError, in words, if somebody's work is sealed with salts that would go."""
    for model in apps.get_app_config("claims").get_models():
        salted = any(field.name == "journal_salt" for field in model._meta.fields)
        if not salted or model._meta.model_name in PREPARED:
            continue
        if model._base_manager.filter(journal_salt__isnull=False).exists():
            message = (
                "The history is sealed with salts by now: this desk cannot go back to before "
                "that was possible."
            )
            raise RuntimeError(message)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0019_say_in_what_a_claim_was_made'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalacknowledgement',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalattachment',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalruleset',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalscale',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalsourcetie',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalvisit',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalarticle',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalattribution',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalbody',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalclaim',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalclaimant',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalcorrection',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalevidence',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalinquiry',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalmembership',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalnote',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalrating',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalreport',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalruling',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalsearch',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalsnapshot',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalsource',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalsplitrun',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicaltagging',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicaltopic',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicaluser',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='historicalverdict',
            name='journal_salt',
            field=models.TextField(editable=False, null=True, verbose_name='salt'),
        ),
        migrations.AddField(
            model_name='journal',
            name='moved_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='moved at'),
        ),
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('length', models.PositiveBigIntegerField(verbose_name='length')),
                ('seal', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64, verbose_name='seal')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made at')),
                ('key_name', models.CharField(max_length=200, verbose_name='name of the key')),
                ('public_key', models.CharField(help_text='In base64.', max_length=44, verbose_name='public key')),
                ('signature', models.CharField(help_text='In base64.', max_length=88, verbose_name='signature')),
            ],
            options={
                'verbose_name': 'checkpoint',
                'verbose_name_plural': 'checkpoints',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=Exact(Length('seal'), 64), name='checkpoint_seal_is_whole')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, require_no_history),
    ]
