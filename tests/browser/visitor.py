"""Somebody at a browser, who notes whatever the browser complains about."""

from tests.factories import PASSWORD

TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


class Visitor:
    """One browser window with its own cookies."""

    def __init__(self, context):
        self.complaints = []
        context.set_default_timeout(60_000)  # a busy machine is no fault of the page
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", self.note_console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page = context.new_page()

    def note_console(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def sign_in(self, person):
        self.page.goto("/admin/login/")
        self.page.get_by_label("Username").fill(person.username)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.press("Log in")
        assert "/login/" not in self.page.url

    def go(self, address):
        response = self.page.goto(address)
        return response.status

    def press(self, name):
        """Press a button, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name, *, exact=False):
        """Follow a link by its words, or by the first of them."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=exact).first.click()

    @property
    def words(self):
        """The text that the page shows, in one line."""
        return " ".join(self.page.locator("body").inner_text().split())
