// The workbench's keys: j and k walk the claims, the others are listed in the dialog that ? opens.
// No key acts while somebody types, and all can be turned off there (WCAG 2.1.4).

const OFF = "claims-keys-off";
const dialog = document.getElementById("keys");
const told = document.querySelector("[data-told]");
const place = document.querySelector("[data-place]")?.content.textContent ?? "";
const lines = () => [...document.querySelectorAll(".bench-claims > li > a")];
const line = () => document.activeElement?.closest(".bench-claims > li");

function walk(step) {
  const all = lines();
  const open = document.querySelector("[data-opened]")?.closest("li");
  const now = all.indexOf((line() ?? open)?.querySelector(":scope > a"));
  const next = Math.max(0, Math.min(all.length - 1, now < 0 && step < 0 ? 0 : now + step));
  if (!all[next]) return;
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
  const words = place.replace("{n}", next + 1).replace("{all}", all.length);
  told.textContent = `${words}: ${all[next].nextElementSibling.querySelector("b").textContent}`;
  const mark = document.getElementById(`m${all[next].parentElement.id.slice(1)}`);
  mark?.scrollIntoView({ block: "nearest" });
}

const keys = {
  j: () => walk(1),
  k: () => walk(-1),
  t: () => document.getElementById(`m${line()?.id.slice(1)}`)?.focus(),
  a: () => document.querySelector("[data-add]")?.click(),
  "/": () => document.getElementById("id_filter_q")?.focus(),
  "?": () => dialog.showModal(),
};

function press(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (localStorage.getItem(OFF) || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
}

if (dialog) {
  document.addEventListener("keydown", press);
  const opener = document.querySelector("[data-opens='keys']");
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
  const on = dialog.querySelector("[data-keys-on]");
  on.checked = !localStorage.getItem(OFF);
  on.addEventListener("change", () =>
    on.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"),
  );
}
