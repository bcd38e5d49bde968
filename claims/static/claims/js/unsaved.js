// Asks before a page is left with words on it that were typed and not saved.
// A page without this script loses the question; the buttons beside the form save first anyway.

const form = document.querySelector("#content-main form[id$='_form'], form.deed");
const asked = () => JSON.stringify([...new FormData(form)].map(([name, v]) => [name, v.name ?? v]));

let atFirst = null;
if (form) {
  // A form that was refused holds words that are nowhere else.
  const refused = form.querySelector(".errornote, .errorlist") !== null;
  atFirst = refused ? "" : asked();
  form.addEventListener("submit", () => { atFirst = null; });
}

window.addEventListener("beforeunload", (event) => {
  if (atFirst !== null && asked() !== atFirst) event.preventDefault();
});
