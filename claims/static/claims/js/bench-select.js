// Fills the form that adds a claim with what is selected in the workbench's text: its words, and
// where it begins and ends, in code points. Without this script the passage is pasted.

const text = document.getElementById("text");
const form = document.querySelector("[data-adds]");
const nothing = document.querySelector("[data-nothing]");
let last = null;
let filled = null;

function place(node, offset) {
  const at = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const block = at.closest("[data-at]");
  if (!block) return null;
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  return Number(block.dataset.at) + [...words(range)].length;
}

function words(range) {
  const copy = range.cloneContents();
  for (const number of copy.querySelectorAll("a")) number.remove();
  return copy.textContent;
}

function quote(range) {
  const blocks = [...text.querySelectorAll("[data-at]")].filter((el) => range.intersectsNode(el));
  const parts = blocks.map((block) => {
    const part = range.cloneRange();
    if (!block.contains(range.startContainer)) part.setStart(block, 0);
    if (!block.contains(range.endContainer)) part.setEnd(block, block.childNodes.length);
    return words(part).trim();
  });
  return parts.filter(Boolean).join("\n\n");
}

function selected() {
  const chosen = document.getSelection();
  if (!chosen?.rangeCount || chosen.isCollapsed || !text.contains(chosen.anchorNode)) return null;
  if (!text.contains(chosen.focusNode)) return null;
  const { startContainer, startOffset, endContainer, endOffset } = chosen.getRangeAt(0);
  const start = place(startContainer, startOffset);
  return { start, end: place(endContainer, endOffset), quote: quote(chosen.getRangeAt(0)) };
}

function fill(event) {
  event.preventDefault();
  const found = selected() ?? last;
  form.closest("details").open = true;
  nothing.hidden = Boolean(found?.quote);
  const where = found && `${found.start}-${found.end}`;
  for (const name of where === filled ? [] : ["quote", "start", "end"]) {
    if (found?.quote) form.elements[name].value = found[name] ?? "";
  }
  filled = where;
  form.elements[found?.quote ? "text" : "quote"].focus();
}

if (text && form) {
  document.addEventListener("selectionchange", () => (last = selected() ?? last));
  document.querySelector("[data-add]").addEventListener("click", fill);
}
