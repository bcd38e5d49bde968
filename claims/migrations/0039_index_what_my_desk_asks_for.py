"""
Index what a person's own page asks for: due dates, reports without an answer, pages in trouble.

Each index holds the few rows that wait. As the indexes before it, PostgreSQL builds each while
people go on writing; one that a broken run left half built is dropped and built anew.
"""

from importlib import import_module

from django.db import migrations, models

earlier = import_module("claims.migrations.0037_index_what_lists_ask_for")


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('claims', '0038_ask_for_days_that_were'),
    ]

    operations = [
        earlier.AddIndexWhileWorking(
            model_name='claim',
            index=models.Index(condition=models.Q(('due_on__isnull', False)), fields=['due_on', 'id'], name='claim_by_due_date'),
        ),
        earlier.AddIndexWhileWorking(
            model_name='claim',
            index=models.Index(condition=models.Q(('due_on__isnull', False)), fields=['assignee', 'due_on', 'id'], name='claim_due_of_assignee'),
        ),
        earlier.AddIndexWhileWorking(
            model_name='inquiry',
            index=models.Index(condition=models.Q(('answered_on', None), ('due_on__isnull', False), ('outcome', '')), fields=['due_on', 'id'], name='inquiry_waiting_by_due_date'),
        ),
        earlier.AddIndexWhileWorking(
            model_name='report',
            index=models.Index(condition=models.Q(('outcome', 'open')), fields=['received_on', 'id'], name='report_unanswered'),
        ),
        earlier.AddIndexWhileWorking(
            model_name='visit',
            index=models.Index(condition=models.Q(('outcome__in', ['changed', 'gone', 'unreachable'])), fields=['outcome', 'url_digest'], name='visit_of_trouble'),
        ),
    ]
