"""Check quotations against stored copies, all of them or an article's."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import CommandError

from claims.actions.check_quotations import check_quotations
from claims.management.desk_command import DeskCommand
from claims.models import Article, Evidence, User


class Command(DeskCommand):
    """Look every quoted passage up again, for example after an upgrade."""

    help = "Look quoted passages up in the stored copies of their sources."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the article, if only one is meant."""
        parser.add_argument("--article", metavar="ID", help="its public id; all if absent")

    def handle(self, **options: Any) -> None:
        """Check, and tell how many stand how."""
        evidence = Evidence.objects.quoting()
        if options["article"]:
            article = Article.objects.live().filter(public_id=options["article"]).first()
            if article is None:
                message = f"There is no article {options['article']!r}."
                raise CommandError(message)
            evidence = evidence.filter(claim__article=article)
        changed = check_quotations(evidence.iterator(100), by=User.objects.machine())
        if options["verbosity"]:
            states = Counter(evidence.values_list("found", flat=True))
            told = ", ".join(f"{states[state]} {state}" for state in Evidence.Found.values)
            self.stdout.write(f"{sum(states.values())} quotations: {told}; {changed} changed.")
