// Shows, at the workbench, the claims of a mark that is pointed at or focused, and the other way
// round. Reads data-c, the claims' numbers, and ids; without this script the links between them remain.

const shown = (selector) => document.querySelectorAll(`.bench ${selector}`);

function show(event) {
  const at = event.target.closest?.(".bench :is(mark, .bench-claims > li)");
  if (!at) return;
  for (const el of shown(".is-shown")) el.classList.remove("is-shown");
  const one = event.target.closest("mark a, .bench-claims > li");
  for (const number of one ? [one.id.slice(1)] : at.dataset.c.split(" ")) {
    for (const el of shown(`:is(mark[data-c~="${number}"], #c${number})`)) {
      el.classList.add("is-shown");
    }
  }
}

document.addEventListener("pointerover", show);
document.addEventListener("focusin", show);
