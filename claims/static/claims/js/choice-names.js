// Gives each choice by search the name that its label has: the widget leaves it without one.
// A page without this script loses the name for screen readers, and nothing else.

function nameChoices() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const shown = select.nextElementSibling?.querySelector(".select2-selection__rendered");
    const label = select.labels?.[0]?.textContent.trim();
    if (shown && label) shown.setAttribute("aria-label", label);
  }
}

// The widget comes when it comes: with the page, and with each row that is added.
new MutationObserver(nameChoices).observe(document.body, { childList: true, subtree: true });
nameChoices();
