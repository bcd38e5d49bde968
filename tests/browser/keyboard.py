"""Somebody at a page who has a keyboard and no mouse, and who has to see where the focus is."""

import re
from contextlib import contextmanager

STOPS = 30  # presses of Tab at most, from where somebody is on a page to what they look for
PAST_THE_HEAD = "#content-start"  # where the link to skip what each page begins with leads

# What is wrong with where the focus is, for somebody who sees the page; nothing if they see it.
UNSEEN = """(el) => {
  const box = el.getClientRects()[0];
  if (!box?.width || !box.height) return "it has no size";
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return "it is outside the window";
  const top = document.elementFromPoint(x, y);
  const labels = [...(el.labels ?? [])];
  if (![el, ...labels].some((own) => own.contains(top) || top.contains(own)))
    return `it is covered by ${top.outerHTML.slice(0, 200)}`;
  const style = getComputedStyle(el);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  return ring || style.boxShadow !== "none" ? "" : "nothing marks it";
}"""
HOLDS_FOCUS = "(wanted) => wanted.includes(document.activeElement)"
FOCUSED = "document.activeElement?.outerHTML.replace(/\\s+/g, ' ').slice(0, 140)"


class Keyboard:
    """A visitor's window, driven by keys alone; what is pressed has to be seen to have focus."""

    def __init__(self, visitor, page=None):
        self.visitor = visitor
        self.page = page or visitor.page

    def sign_in(self, person, password):
        """Sign in from the desk's address, as typed."""
        self.page.goto("/admin/")
        self.fill("Username:", person.username)
        self.fill("Password:", password)
        self.go("button", "Log in")

    def press(self, *keys):
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, role, name, *, key="Tab", within=STOPS):
        """Press Tab until the control of this role and name has the focus, and is seen."""
        wanted = self.page.get_by_role(role, name=name, exact=True).element_handles()
        self._tab_until(wanted, f"{role} “{name}”", key, within)

    def _tab_until(self, wanted, told, key, within):
        assert wanted, f"There is no {told} on the page."
        passed = []
        while not self.page.evaluate(HOLDS_FOCUS, wanted):
            if len(passed) == within:
                way = "\n".join(passed)
                raise AssertionError(f"{told} is not within {within} stops of {key}:\n{way}")
            self.press(key)
            passed.append(self.page.evaluate(FOCUSED))
        fault = self.page.evaluate(f"({UNSEEN})(document.activeElement)")
        assert not fault, f"The focus is at {told}, but {fault}."

    def skip(self):
        """Pass over what each page begins with, unless the address of the last page still does."""
        if not self.page.url.endswith(PAST_THE_HEAD):
            self.tab_to("link", "Skip to main content", within=1)
            self.press("Enter")

    def fill(self, label, words, role="textbox"):
        """Type words into a field, in the place of what is there."""
        self.tab_to(role, label)
        self.press("ControlOrMeta+A")
        self.page.keyboard.type(words)

    def choose(self, label, option):
        """Choose from a list by typing how the option begins."""
        self.tab_to("combobox", label)
        self.page.keyboard.type(option)
        assert self.page.evaluate("document.activeElement.selectedOptions[0].label") == option

    def pick(self, first, label):
        """Choose among round buttons, of which Tab reaches the first, by the arrow keys."""
        self.tab_to("radio", first)
        wanted = self.page.get_by_role("radio", name=label, exact=True)
        for _n in range(len(self.page.get_by_role("radio").all())):
            if wanted.is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError(f"No arrow leads from “{first}” to “{label}”.")

    def open(self, summary, *, key="Tab"):
        """Open what stands folded under these words."""
        folded = self.page.locator("summary", has_text=re.compile(f"^\\s*{summary}\\s*$"))
        self._tab_until(folded.element_handles(), f"“{summary}”", key, STOPS)
        self.press("Enter")

    def follow(self, name):
        """Follow a link to a place on the same page."""
        self.tab_to("link", name)
        self.press("Enter")

    def enter(self):
        """Press Enter where the focus is, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.press("Enter")

    def go(self, role, name, *, key="Tab"):
        """Press a button or follow a link, and wait for the page that it leads to."""
        self.tab_to(role, name, key=key)
        self.enter()

    @contextmanager
    def window(self, name):
        """Open a window by a link, leave it with its last button, and be where one was before."""
        self.tab_to("link", name)
        with self.page.expect_popup() as opened:
            self.press("Enter")
        beside = Keyboard(self.visitor, opened.value)
        beside.page.wait_for_load_state()
        yield beside
        with beside.page.expect_event("close"):
            beside.press("Enter")

    @property
    def words(self):
        """The text that the page shows, in one line."""
        return self.visitor.words
