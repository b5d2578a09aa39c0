// Runs before the first paint, so that a chosen theme never flashes another one.
(() => {
  try {
    const chosen = localStorage.getItem("teamspace.theme");
    if (["light", "dark", "contrast"].includes(chosen)) document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage may be forbidden: the system's preference then decides.
  }
})();
