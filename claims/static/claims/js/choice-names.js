// Names each choice by search as its label does, and what is chosen after it: the widget takes
// what is chosen for its whole name, and gives the box that one searches in none.
// A page without this script loses the names for screen readers, and nothing else.

const NAMED = "aria-labelledby";
const SEARCHED = "body > .select2-container--open [role=searchbox]";

function nameChoices() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = select.labels?.[0];
    const widget = select.nextElementSibling;
    const shown = widget?.querySelector(".select2-selection__rendered");
    if (!label || !shown) continue;
    label.id ||= `${select.id}_label`;
    shown.setAttribute(NAMED, label.id);
    widget.querySelector("[role=combobox]").setAttribute(NAMED, `${label.id} ${shown.id}`);
    const isOpen = widget.classList.contains("select2-container--open");
    if (isOpen) document.querySelector(SEARCHED)?.setAttribute(NAMED, label.id);
  }
}

// The widget comes when it comes: with the page, with each row that is added, and when it opens.
new MutationObserver(nameChoices).observe(document.body, { childList: true, subtree: true });
nameChoices();
