// Follows work in a worker: how far it is, and that it has ended.
// Reads data-progress, the address to ask; without this script "Look again" loads the page anew.

const region = document.querySelector("[data-progress]");
const PAUSE = 2000; // milliseconds; a worker tells each second

function show({ done, total, told, ended }) {
  const bar = region.querySelector("progress");
  bar.max = total;
  bar.value = done;
  region.querySelector("[data-told]").textContent = ended ? "" : told;
  if (!ended) return;
  region.querySelector("[data-under-way]").hidden = true;
  region.querySelector("[data-ended]").textContent = told; // said aloud once, at the end
  document.querySelector("[data-stale]")?.setAttribute("hidden", ""); // tells of what was before
}

async function ask() {
  try {
    const answer = await fetch(region.dataset.progress, { redirect: "error" });
    if (!answer.ok) return; // signed out, or not theirs to see any more
    const job = await answer.json();
    show(job);
    if (job.ended) return;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // the network: ask again
  }
  setTimeout(ask, PAUSE);
}

if (region) setTimeout(ask, PAUSE);
