"""Keep what readers report through a form, and who at the desk looks at it."""

import claims.models.fields
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0044_tell_who_we_are'),
    ]

    operations = [

        migrations.AddField(
            model_name='historicalreport',
            name='name',
            field=claims.models.fields.NameField(blank=True, max_length=150, verbose_name='name of the reader'),
        ),
        migrations.AddField(
            model_name='historicalreport',
            name='page',
            field=models.CharField(blank=True, max_length=500, verbose_name='the page that is meant'),
        ),
        migrations.AddField(
            model_name='historicalreport',
            name='passage',
            field=claims.models.fields.ProseField(blank=True, max_length=2000, verbose_name='the passage that is meant'),
        ),
        migrations.AddField(
            model_name='historicalreport',
            name='sources',
            field=claims.models.fields.ProseField(blank=True, max_length=3000, verbose_name='sources that the reader names'),
        ),
        migrations.AddField(
            model_name='historicalreport',
            name='taken_up_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken up by'),
        ),
        migrations.AddField(
            model_name='report',
            name='name',
            field=claims.models.fields.NameField(blank=True, max_length=150, verbose_name='name of the reader'),
        ),
        migrations.AddField(
            model_name='report',
            name='page',
            field=models.CharField(blank=True, max_length=500, verbose_name='the page that is meant'),
        ),
        migrations.AddField(
            model_name='report',
            name='passage',
            field=claims.models.fields.ProseField(blank=True, max_length=2000, verbose_name='the passage that is meant'),
        ),
        migrations.AddField(
            model_name='report',
            name='sources',
            field=claims.models.fields.ProseField(blank=True, max_length=3000, verbose_name='sources that the reader names'),
        ),
        migrations.AddField(
            model_name='report',
            name='taken_up_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_taken_up', to=settings.AUTH_USER_MODEL, verbose_name='taken up by'),
        ),
        migrations.AlterField(
            model_name='historicalreport',
            name='answer',
            field=claims.models.fields.ProseField(blank=True, help_text='Whoever has the receipt number reads it: name nobody, quote nothing private.', max_length=10000, verbose_name='what the desk answered'),
        ),
        migrations.AlterField(
            model_name='historicalreport',
            name='outcome',
            field=models.CharField(choices=[('open', 'open'), ('corrected', 'led to a correction'), ('declined', 'nothing was changed')], default='open', max_length=10, verbose_name='outcome'),
        ),
        migrations.AlterField(
            model_name='report',
            name='answer',
            field=claims.models.fields.ProseField(blank=True, help_text='Whoever has the receipt number reads it: name nobody, quote nothing private.', max_length=10000, verbose_name='what the desk answered'),
        ),
        migrations.AlterField(
            model_name='report',
            name='outcome',
            field=models.CharField(choices=[('open', 'open'), ('corrected', 'led to a correction'), ('declined', 'nothing was changed')], default='open', max_length=10, verbose_name='outcome'),
        ),
    ]
