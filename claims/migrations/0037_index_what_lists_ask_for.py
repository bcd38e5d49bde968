"""
Index what the desk's lists are filtered and ordered by.

PostgreSQL builds each index while people go on writing; SQLite holds writers up for some seconds
at a million rows. An index that a broken run left half built is dropped and built anew.
"""

from django.conf import settings
from django.db import migrations, models


class AddIndexWhileWorking(migrations.AddIndex):
    """Add an index without keeping writers out, where the database can."""

    atomic = False

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.execute(f'DROP INDEX CONCURRENTLY IF EXISTS "{self.index.name}"')
        schema_editor.add_index(model, self.index, concurrently=True)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
            return
        model = from_state.apps.get_model(app_label, self.model_name)
        schema_editor.remove_index(model, self.index, concurrently=True)


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('claims', '0036_index_words_for_search'),
    ]

    operations = [
        AddIndexWhileWorking(
            model_name='article',
            index=models.Index(condition=models.Q(('confidential', True)), fields=['id'], name='article_confidential'),
        ),
        AddIndexWhileWorking(
            model_name='claim',
            index=models.Index(fields=['state', '-created_at', '-id'], name='claim_newest_of_state'),
        ),
        AddIndexWhileWorking(
            model_name='claim',
            index=models.Index(fields=['kind', '-created_at', '-id'], name='claim_newest_of_kind'),
        ),
        AddIndexWhileWorking(
            model_name='claim',
            index=models.Index(fields=['assignee', '-created_at', '-id'], name='claim_newest_of_assignee'),
        ),
        AddIndexWhileWorking(
            model_name='claim',
            index=models.Index(condition=models.Q(('anchor__in', ['changed', 'orphaned'])), fields=['-created_at', '-id'], name='claim_newest_adrift'),
        ),
        AddIndexWhileWorking(
            model_name='claim',
            index=models.Index(condition=models.Q(('retracted_at__isnull', False)), fields=['-created_at', '-id'], name='claim_newest_retracted'),
        ),
        AddIndexWhileWorking(
            model_name='claimant',
            index=models.Index(fields=['name'], name='claimant_by_name'),
        ),
        AddIndexWhileWorking(
            model_name='ruling',
            index=models.Index(fields=['stage', '-published_at', '-id'], name='ruling_newest_of_stage'),
        ),
        AddIndexWhileWorking(
            model_name='source',
            index=models.Index(fields=['publisher'], name='source_by_publisher'),
        ),
    ]
