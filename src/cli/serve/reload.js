// Reloads the page when the site has changed, and shows what is wrong while it cannot be built.
// Only `dateline serve` adds this script to a page; no site that is published has it.
(function () {
  "use strict";
  const news = document.currentScript.dataset.news;
  let known = null;

  function show(problems) {
    const old = document.getElementById("dateline-problems");
    if (old) old.remove();
    if (!problems) return;
    const box = document.createElement("pre");
    box.id = "dateline-problems";
    box.setAttribute("role", "alert");
    box.textContent = "Not built: this is the last good site.\n\n" + problems;
    for (const [name, value] of Object.entries({
      position: "fixed", inset: "auto 0 0 0", maxHeight: "50vh", overflow: "auto", margin: "0", padding: "1rem",
      background: "#7a1f1f", color: "#fff", font: "14px/1.5 ui-monospace, monospace", whiteSpace: "pre-wrap", zIndex: "9",
    })) box.style[name] = value;
    document.body.append(box);
  }

  async function listen() {
    for (;;) {
      try {
        const answer = await fetch(news + (known === null ? "" : "?after=" + known), { cache: "no-store" });
        const now = await answer.json();
        if (known !== null && now.version !== known && !now.problems) {
          location.reload();
          return;
        }
        if (now.version !== known) show(now.problems);
        known = now.version;
      } catch {
        // The server is gone, or starts anew.
        await new Promise((resume) => setTimeout(resume, 1000));
      }
    }
  }

  listen();
})();
