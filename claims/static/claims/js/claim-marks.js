// Shows, on an article's page, the twin of the claim that a reader points at: in the text or in
// the list beside it. Reads data-claim; a page without this script loses nothing else.

const twins = Map.groupBy
  ? Map.groupBy(document.querySelectorAll("[data-claim]"), (el) => el.dataset.claim)
  : new Map();

function show(event) {
  const at = event.target.closest("[data-claim], mark");
  const named = at?.matches("mark") ? [...at.querySelectorAll("[data-claim]")] : [at];
  for (const el of document.querySelectorAll(".is-shown")) el.classList.remove("is-shown");
  for (const { dataset } of named.filter(Boolean)) {
    for (const el of twins.get(dataset.claim) ?? []) {
      el.closest("mark, li").classList.add("is-shown");
    }
  }
}

document.addEventListener("pointerover", show);
document.addEventListener("focusin", show);
