"""
Index the rulings that readers find by article, so that each article's newest is known at once.

As the indexes before it, PostgreSQL builds it while people go on writing; one that a broken run
left half built is dropped and built anew.
"""

from importlib import import_module

from django.db import migrations, models

earlier = import_module("claims.migrations.0037_index_what_lists_ask_for")


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('claims', '0051_keep_rendered_pages'),
    ]

    operations = [
        earlier.AddIndexWhileWorking(
            model_name='listing',
            index=models.Index(fields=['article', 'id'], name='listing_newest_of_article'),
        ),
    ]
