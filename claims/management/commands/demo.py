"""The built-in demo: a desk to try, on two commands."""

import secrets
import socket
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.urls import reverse
from django_tasks_db.management.commands.db_worker import Worker

from claims.actions.add_user import add_user
from claims.actions.lay_out_demo import lay_out_demo
from claims.actions.reset_password import reset_password
from claims.management.desk_command import DeskCommand
from claims.models import Article, Ruling, User

PEOPLE = {  # the part in the demo: the name to sign in with, the byline, the role
    "reporter": ("demo-reporter", "Demo reporter", "reporter"),
    "reviewer": ("demo-reviewer", "Demo reviewer", "reviewer"),
    "editor": ("demo-editor", "Demo editor", "editor"),
    "second editor": ("demo-second-editor", "Demo second editor", "editor"),
    "administrator": ("demo-administrator", "Demo administrator", "administrator"),
    "reader": ("demo-reader", "Demo reader", "reader"),
}
HOST, PORT = "127.0.0.1", 8000


class Command(DeskCommand):
    """Prepare a database, people and an article with rulings, and serve it."""

    help = "Set up the demo and serve it. Safe to run again: it adds nothing twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to serve, and whether to make new passwords."""
        parser.add_argument("--no-serve", action="store_true", help="stop before serving")
        parser.add_argument("--reset-passwords", action="store_true", help="make new ones")
        parser.add_argument("--port", type=int, default=PORT)

    def handle(self, **options: Any) -> None:
        """Do each step, and say what it did."""
        if settings.PRODUCTION:
            message = "The demo is for trying: it is not laid out in production."
            raise CommandError(message)
        if not options["no_serve"]:
            require_free(options["port"])
        call_command("migrate", verbosity=0, interactive=False)
        self.say("The database is ready.")
        with transaction.atomic():  # no person without a printed password
            passwords = self.people(reset=options["reset_passwords"])
            article, is_new = self.lay_out()
        self.tell(article, site_on(options["port"]), is_new=is_new)
        self.tell_passwords(passwords)
        if not options["no_serve"]:
            start_worker()
            self.say("Serving; stop with Ctrl-C.\n")
            call_command("runserver", f"{HOST}:{options['port']}", use_reloader=False)

    def say(self, line: str) -> None:
        """Print a line at once."""
        self.stdout.write(line)
        self.stdout.flush()

    def people(self, *, reset: bool) -> dict[str, str]:
        """Add whoever is missing; return the passwords that were made."""
        machine, made = User.objects.machine(), {}
        for username, byline, role in PEOPLE.values():
            password = secrets.token_urlsafe(9)
            user = User.objects.filter(username=username).first()
            if user is None:
                add_user(username, password=password, roles=[role], by=machine, byline=byline)
            elif reset:
                reset_password(user, password=password, by=machine)
            else:
                continue
            made[username] = password
        return made

    def lay_out(self) -> tuple[Article, bool]:
        """Lay the article out, which takes some seconds the first time."""
        self.say("Laying out the demo article: splitting, evidence, verdicts, rulings …")
        people = {part: User.objects.get(username=names[0]) for part, names in PEOPLE.items()}
        return lay_out_demo(settings.BASE_DIR / "fixtures" / "demo", people)

    def tell(self, article: Article, site: str, *, is_new: bool) -> None:
        """Say what is there, and where to look."""
        rulings = Ruling.objects.published().standing().filter(claim__article=article)
        found = "laid out" if is_new else "there already; nothing was changed"
        claims = article.claims.live()
        self.say(
            f"“{article}” is {found}: {claims.count()} claims, {rulings.count()} published rulings."
        )
        self.say(f"\n  Readers   {site}/")
        self.say(f"  Article   {site}{article.get_absolute_url()}")
        self.say(f"  Desk      {site}{reverse('admin:index')}")
        if site != settings.SITE_URL:
            self.say(
                f"\nFeeds, exports and shared links name {settings.SITE_URL}: set "
                f"FACTCHECK_SITE_URL={site} for them to lead here."
            )

    def tell_passwords(self, passwords: dict[str, str]) -> None:
        """Print new passwords, once."""
        if not passwords:
            self.say("\nPasswords were printed before; --reset-passwords makes new ones.")
            return
        self.say("\nSign in at the desk with (printed this once):")
        for username, password in passwords.items():
            self.say(f"  {username:<20} {password}")
        self.say("")


def site_on(port: int) -> str:
    """Return where the demo is served: on the usual port as the settings say, by a proxy or not."""
    return settings.SITE_URL if port == PORT else f"http://{HOST}:{port}"


def start_worker() -> None:
    """Do long work beside the server, in its process: it ends with it, however that ends."""
    worker = Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"demo-{secrets.token_hex(4)}",
    )
    threading.Thread(target=worker.run, name="worker", daemon=True).start()


def require_free(port: int) -> None:
    """Raise CommandError if something else is serving on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OverflowError as error:
            message = f"{port} is no port: give a --port from 1 to 65535."
            raise CommandError(message) from error
        except OSError as error:
            message = f"Port {port} is in use: stop what serves there, or give another --port."
            raise CommandError(message) from error
