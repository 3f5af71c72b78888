// What the filters of the timeline do beyond what the style sheet does with them: several at once, and those for which it
// has no place. Of one group any that is chosen shows an event, of several groups each must. What is chosen stands in the
// address by its key, `#only-source.herald+announced`: that stays what it is when sources are added, so that it can be
// kept and sent to others.
"use strict";

(() => {
  const nav = document.getElementById("all");
  const links = [...nav.querySelectorAll('a[href^="#only-"]')];
  const name = (link) => link.hash.slice("#only-".length);
  const events = [...document.querySelectorAll(".event")];
  const holders = [...document.querySelectorAll("main > section, .period")];

  const status = document.createElement("p");
  status.className = "hint";
  status.setAttribute("role", "status");
  nav.querySelector("ul").after(status);
  for (const item of nav.querySelectorAll(".scripted")) item.hidden = false;
  for (const note of nav.querySelectorAll(".unscripted")) note.hidden = true;

  /** The links that the address names, by their keys or as the page itself writes them. */
  function chosen() {
    let names = [];
    try {
      names = (/^#only-(.+)$/.exec(decodeURIComponent(location.hash))?.[1] ?? "").split("+");
    } catch {
      // An address that is none asks for nothing.
    }
    return links.filter((link) => names.includes(link.dataset.key) || names.includes(name(link)));
  }

  function show() {
    const asked = chosen();
    const groups = [...new Set(asked.map((link) => name(link)[0]))].map((group) => asked.map(name).filter((one) => one[0] === group));
    const fits = (event) => groups.every((group) => group.some((one) => event.classList.contains(one)));
    const before = events.filter((event) => event.hidden).length;
    for (const event of events) event.hidden = !fits(event);
    for (const holder of holders) holder.hidden = !holder.querySelector(".event:not([hidden])");
    for (const link of links) {
      link.ariaCurrent = asked.includes(link) ? "true" : null;
      if (asked.includes(link) && link.closest("details")) link.closest("details").open = true;
    }
    const shown = events.filter((event) => !event.hidden).length;
    nav.parentElement.classList.toggle("narrowed", asked.length > 0);
    status.textContent = asked.length > 0 ? `${shown} of ${events.length} events shown` : "";
    // The browser has looked for the place before it was shown.
    if (asked.length === 0 && before > 0 && location.hash !== "#all") document.querySelector(":target")?.scrollIntoView();
  }

  nav.addEventListener("click", (click) => {
    const link = click.target.closest("a");
    if (!links.includes(link) || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    const asked = new Set(chosen());
    if (!asked.delete(link)) asked.add(link);
    location.hash = asked.size > 0 ? `only-${[...asked].map((one) => one.dataset.key).join("+")}` : "all";
    link.focus();
  });
  addEventListener("hashchange", show);
  show();
})();
