"""Index the claims that are due, which are asked for each day; nobody waits for it on PostgreSQL."""

from importlib import import_module

from django.db import migrations, models

lists = import_module('claims.migrations.0037_index_what_lists_ask_for')


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('claims', '0040_tell_people'),
    ]

    operations = [
        lists.AddIndexWhileWorking(
            model_name='claim',
            index=models.Index(condition=models.Q(('assignee__isnull', False), ('due_on__isnull', False)), fields=['due_on'], name='claim_due'),
        ),
    ]
