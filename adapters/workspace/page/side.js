// Shows the two faces, and lets the bar between them be moved by pointer and by keys.
const at = (id) => document.getElementById(id);
const [LEAST, MOST, STEP] = [20, 80, 5];
const narrow = matchMedia("(max-width: 800px)");
const bar = at("between");

const faces = await (await fetch("/side/faces")).json();
at("theirs-title").textContent = `${faces.name}, where the customer is`;
at("alone").textContent = `${faces.name} alone`;
at("alone").href = faces.theirs;
at("theirs").title = faces.name;
at("ours").title = "Slack";
at("theirs").src = faces.theirs;
at("ours").src = faces.ours;

function share(percent) {
  const held = Math.min(MOST, Math.max(LEAST, Math.round(percent)));
  at("faces").style.setProperty("--share", `${held}fr`);
  at("faces").style.setProperty("--rest", `${100 - held}fr`);
  bar.setAttribute("aria-valuenow", held);
}

function oriented() {
  bar.setAttribute("aria-orientation", narrow.matches ? "horizontal" : "vertical");
}

bar.addEventListener("pointerdown", (event) => bar.setPointerCapture(event.pointerId));
bar.addEventListener("pointermove", (event) => {
  if (!bar.hasPointerCapture(event.pointerId)) return;
  const box = at("faces").getBoundingClientRect();
  share(narrow.matches ? ((event.clientY - box.top) / box.height) * 100 : ((event.clientX - box.left) / box.width) * 100);
});
bar.addEventListener("keydown", (event) => {
  const now = Number(bar.getAttribute("aria-valuenow"));
  const to = { ArrowLeft: now - STEP, ArrowUp: now - STEP, ArrowRight: now + STEP, ArrowDown: now + STEP, Home: LEAST, End: MOST }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  share(to);
});
narrow.addEventListener("change", oriented);
oriented();
