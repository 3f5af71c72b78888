// What the filters of the timeline do beyond what the style sheet does with them: several at once, and those for which it
// has no place. Of one group any that is chosen shows an event, of several groups each must. What is chosen stands in the
// address, `#only-s1+k4`, so that it can be sent to others and taken back.
"use strict";

(() => {
  const nav = document.getElementById("all");
  const links = new Map();
  for (const link of nav.querySelectorAll('a[href^="#only-"]')) links.set(link.hash.slice("#only-".length), link);
  const events = [...document.querySelectorAll(".event")];
  const holders = [...document.querySelectorAll("main > section, .period")];

  const status = document.createElement("p");
  status.className = "hint";
  status.setAttribute("role", "status");
  nav.append(status);
  for (const item of nav.querySelectorAll(".scripted")) item.hidden = false;
  for (const note of nav.querySelectorAll(".unscripted")) note.hidden = true;

  const chosen = () => {
    const [, names] = /^#only-(.+)$/.exec(location.hash) ?? [];
    return new Set((names ?? "").split("+").filter((name) => links.has(name)));
  };

  function show() {
    const names = chosen();
    const groups = [...new Set([...names].map((name) => name[0]))].map((g) => [...names].filter((name) => name[0] === g));
    const fits = (event) => groups.every((group) => group.some((name) => event.classList.contains(name)));
    let shown = 0;
    for (const event of events) {
      event.hidden = !fits(event);
      shown += event.hidden ? 0 : 1;
    }
    for (const holder of holders) holder.hidden = !holder.querySelector(".event:not([hidden])");
    for (const [name, link] of links) link.ariaCurrent = names.has(name) ? "true" : null;
    status.textContent = names.size > 0 ? `${shown} of ${events.length} events shown` : "";
  }

  nav.addEventListener("click", (click) => {
    const link = click.target.closest("a");
    if (!link || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
    const name = link.hash.slice("#only-".length);
    if (links.get(name) !== link) return;
    const names = chosen();
    click.preventDefault();
    if (!names.delete(name)) names.add(name);
    location.hash = names.size > 0 ? `only-${[...names].join("+")}` : "all";
  });
  addEventListener("hashchange", show);
  show();
})();
