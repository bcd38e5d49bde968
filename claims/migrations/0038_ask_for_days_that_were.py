"""Show a search to readers unless somebody says otherwise; refuse days that are still to come."""

import claims.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0037_index_what_lists_ask_for'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalinquiry',
            name='answered_on',
            field=models.DateField(blank=True, null=True, validators=[claims.models.fields.validate_past], verbose_name='answered on'),
        ),
        migrations.AlterField(
            model_name='historicalinquiry',
            name='asked_on',
            field=models.DateField(validators=[claims.models.fields.validate_past], verbose_name='asked on'),
        ),
        migrations.AlterField(
            model_name='historicalsearch',
            name='public',
            field=models.BooleanField(default=True, help_text='The ruling page tells of it, with what was found or not: readers can look again. “No evidence found” rests on searches that readers see.', verbose_name='public'),
        ),
        migrations.AlterField(
            model_name='historicalsearch',
            name='searched_on',
            field=models.DateField(validators=[claims.models.fields.validate_past], verbose_name='searched on'),
        ),
        migrations.AlterField(
            model_name='historicalsource',
            name='accessed_on',
            field=models.DateField(blank=True, null=True, validators=[claims.models.fields.validate_past], verbose_name='accessed on'),
        ),
        migrations.AlterField(
            model_name='inquiry',
            name='answered_on',
            field=models.DateField(blank=True, null=True, validators=[claims.models.fields.validate_past], verbose_name='answered on'),
        ),
        migrations.AlterField(
            model_name='inquiry',
            name='asked_on',
            field=models.DateField(validators=[claims.models.fields.validate_past], verbose_name='asked on'),
        ),
        migrations.AlterField(
            model_name='search',
            name='public',
            field=models.BooleanField(default=True, help_text='The ruling page tells of it, with what was found or not: readers can look again. “No evidence found” rests on searches that readers see.', verbose_name='public'),
        ),
        migrations.AlterField(
            model_name='search',
            name='searched_on',
            field=models.DateField(validators=[claims.models.fields.validate_past], verbose_name='searched on'),
        ),
        migrations.AlterField(
            model_name='source',
            name='accessed_on',
            field=models.DateField(blank=True, null=True, validators=[claims.models.fields.validate_past], verbose_name='accessed on'),
        ),
    ]
