// Escape closes the form at the workbench in which somebody types, and keeps what they typed there.

function close(event) {
  if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
  const open = event.target.closest?.(".bench-deeds details[open], .bench-add[open]");
  if (!open) return;
  event.preventDefault();
  open.open = false;
  open.querySelector("summary").focus();
}

document.addEventListener("keydown", close);
