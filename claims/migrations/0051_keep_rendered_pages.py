"""
Keep pages of rulings as they were rendered.

The rows are derived: `manage.py keep_pages` makes those of rulings that are public already. Going
back loses nothing that is not made anew.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0050_find_two_wrong_letters'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptPage',
            fields=[
                ('name', models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name='digest of what it is made from')),
                ('packed', models.BinaryField(verbose_name='what readers get, packed')),
                ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim', verbose_name='claim')),
            ],
            options={
                'verbose_name': 'kept page',
                'verbose_name_plural': 'kept pages',
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='keptpage_has_a_name')],
            },
        ),
    ]
