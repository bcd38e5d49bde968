// Keeps on this computer what is typed and not saved, for a closed tab or a crash. It is offered,
// never put back by itself, and goes when saved, on signing out, when somebody else opens a form,
// and after twelve hours. Pages of confidential articles carry no mark: nothing of them is kept.

const PREFIX = "typed-words:";
const SENT = "typed-words-sent"; // in this tab: the key of what the page before this one sent
const HELD = 12 * 60 * 60 * 1000;
const mark = document.querySelector("input[data-typed-words]");
const form = mark?.form;
const offer = document.querySelector("[data-typed-offer]");
const refused = document.querySelector(".errornote, .errorlist") !== null; // typed words are shown
const user = mark?.dataset.typedWords ?? "";
const key = `${PREFIX}${user}:${location.pathname}`;
const read = (name) => JSON.parse(localStorage.getItem(name));
const write = (name, kept) => localStorage.setItem(name, JSON.stringify(kept));
const keys = () => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
const forget = (names) => names.forEach((name) => localStorage.removeItem(name));
const fields = () => [...form.elements].filter((el) => el.name && !el.name.startsWith("_")
  && el.name !== "csrfmiddlewaretoken" && !["hidden", "password", "file", "submit"].includes(el.type));
const valueOf = (el) => (["checkbox", "radio"].includes(el.type) ? el.checked : el.value);
const revision = () => form.elements.revision_read?.value ?? "";

// What was sent from this tab, and led to no page that says it is saved, is still to be saved.
const saved = document.querySelector(":is(.messagelist, .desk-bar) .success") !== null;
const sent = sessionStorage.getItem(SENT);
sessionStorage.removeItem(SENT);
if (sent && !saved && read(sent)) write(sent, { ...read(sent), sent: false });

// What is too old, another person's, or saved by now.
forget(keys().filter((name) => {
  const others = user && !name.startsWith(`${PREFIX}${user}:`);
  return others || Date.now() - read(name).at > HELD || (saved && read(name).sent);
}));
document.querySelector("#logout-form")?.addEventListener("submit", () => forget(keys()));

function watch() {
  const atFirst = new Map(fields().map((el) => [el, valueOf(el)]));
  const keep = (sent = false) => {
    const typed = fields().filter((el) => refused || valueOf(el) !== (atFirst.get(el) ?? ""));
    const words = typed.map((el) => [el.name, el.type === "radio" ? el.value : "", valueOf(el)]);
    const kept = { at: Date.now(), revision: revision(), words, sent };
    if (words.length) write(key, kept);
    if (sent) sessionStorage.setItem(SENT, key);
  };
  form.addEventListener("input", () => keep());
  form.addEventListener("submit", () => keep(true));
}

function putBack(kept) {
  for (const [name, which, value] of kept.words) {
    const el = fields().find((one) => one.name === name && (!which || one.value === which));
    if (el) el[typeof value === "boolean" ? "checked" : "value"] = value;
  }
  // On saving, older words are compared with what others saved since.
  if (kept.revision) form.elements.revision_read.value = kept.revision;
  form.dispatchEvent(new Event("input"));
}

const kept = form && read(key);
if (form) watch();
if (kept && offer && !refused) {
  offer.hidden = false;
  offer.addEventListener("click", ({ target }) => {
    if (target.closest("[data-put-back]")) putBack(kept);
    else if (target.closest("[data-forget]")) forget([key]);
    offer.hidden = target.closest("button") !== null;
  });
}
