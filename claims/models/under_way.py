"""What rows of work under way share: they move from state to state, and never twice."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q

SILENCE = timedelta(minutes=3)  # longer than a block is read, a page fetched, all of it stored


class UnderWay(models.Model):
    """
    A piece of work that a worker does, and that must survive a worker that is killed.

    It is working state, not a desk row: it changes while it runs, and what comes of it has the
    history. A move names the states that it starts from, so that of two workers one makes it.
    """

    class Meta:
        abstract = True

    state: "models.CharField[str, str]"

    def _move(self, *states: str, **fields: Any) -> bool:
        """Change the stored row if it stands in one of these states; return whether it did."""
        rows = type(self)._base_manager.filter(Q(state__in=states), pk=self.pk)
        moved = rows.update(**fields) == 1
        if moved:
            for name, value in fields.items():
                setattr(self, name, value)
        return moved
