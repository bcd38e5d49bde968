// Shows, at the workbench, the claims of a mark that is pointed at or focused, and the other way
// round. Reads data-c, the claims' numbers; without this script the links between them remain.

const shown = (selector) => document.querySelectorAll(`.bench ${selector}`);

function show(event) {
  const at = event.target.closest?.(".bench [data-c]");
  if (!at) return;
  for (const el of shown(".is-shown")) el.classList.remove("is-shown");
  const link = event.target.closest("mark a");
  const numbers = link ? [link.id.slice(1)] : at.dataset.c.split(" ");
  for (const number of numbers) {
    for (const el of shown(`[data-c~="${CSS.escape(number)}"]`)) el.classList.add("is-shown");
  }
}

document.addEventListener("pointerover", show);
document.addEventListener("focusin", show);
