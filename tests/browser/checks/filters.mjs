// A link that shows some statements or events only shows those, as many as it says, under no empty heading; who comes to see
// one of them sees them all. With the timeline's script several links show what all of them find, and the number of it.

import { withPage } from "../lib/browser.mjs";
import { findings } from "../lib/findings.mjs";

export async function filters(browser, site, base) {
  const problems = findings();
  await withPage(browser, { javaScriptEnabled: false }, async (page) => {
    for (const file of site.pagesWith("#only-")) {
      const at = base + encodeURI(file);
      await page.goto(at, { waitUntil: "load" });
      const { links, first } = await page.evaluate(choices);
      await each(page, at, links, (what) => problems.push(`${file}${what}`));
      if (links.length === 0 || !first) continue;
      await page.goto(`${at}#${first}`);
      const { others, all } = await page.evaluate(visible, "none");
      if (others !== all) problems.push(`${file}#${first}: shows ${others} of ${all}`);
    }
  });
  await withPage(browser, {}, async (page) => {
    for (const file of site.pagesWith("timeline.js")) {
      const at = base + encodeURI(file);
      await page.goto(at, { waitUntil: "load" });
      const { links } = await page.evaluate(choices);
      await each(page, at, links, (what) => problems.push(`${file}${what} with the script`));
      await several(page, at, links, (what) => problems.push(`${file}: ${what}`));
    }
  });
  return problems;
}

/** Each filter by its address. */
async function each(page, at, links, say) {
  for (const { hash, count } of links) {
    await page.goto(at + hash);
    const { shown, others, empty } = await page.evaluate(visible, hash.replace("#only-", ""));
    if (empty) say(`${hash}: shows nothing under "${empty}"`);
    if (shown !== count) say(`${hash}: shows ${shown}, not ${count}`);
    if (others > 0) say(`${hash}: shows ${others} of another kind`);
  }
}

/** Two filters of different groups one after the other, and taken back. */
async function several(page, at, links, say) {
  const name = ({ hash }) => hash.replace("#only-", "");
  const one = links[0];
  const other = links.find((link) => one && name(link)[0] !== name(one)[0]);
  if (!other) return;
  await page.goto(`${at}#all`);
  const press = (link) => page.evaluate((hash) => document.querySelector(`.filters a[href="${hash}"]`).click(), link.hash);
  const events = (selector) => page.evaluate((s) => [...document.querySelectorAll(s)].filter((e) => e.checkVisibility()).length, selector);
  const both = [one, other].map((link) => `.${name(link)}`).join("");
  const all = await page.evaluate(() => document.querySelectorAll(".event").length);
  const wanted = await page.evaluate((s) => document.querySelectorAll(s).length, `.event${both}`);
  for (const link of [one, other]) await press(link);
  const shown = await events(".event");
  if (shown !== wanted || (await events(`.event${both}`)) !== wanted) say(`${name(one)} and ${name(other)} show ${shown} events, not ${wanted}`);
  const told = await page.evaluate(() => document.querySelector(".filters [role=status]")?.textContent ?? "");
  if (told !== `${wanted} of ${all} events shown`) say(`${name(one)} and ${name(other)} are told as "${told}"`);
  const kept = page.url();
  for (const link of [other, one]) await press(link);
  const back = await events(".event");
  if (back !== all) say(`taken back, the filters leave ${back} of ${all} events`);
  await page.goto("about:blank");
  await page.goto(kept);
  if ((await events(".event")) !== wanted) say(`${new URL(kept).hash} shows other events when it is opened again`);
  const unmarked = await page.evaluate(unlike, [one, other].map((link) => link.hash));
  if (unmarked.length > 0) say(`${unmarked[0]} is chosen, and cannot be seen to be`);
  // From events that are hidden to one of them: it is shown, and in view.
  const last = await page.evaluate(() => [...document.querySelectorAll(".event[id]")].filter((e) => !e.checkVisibility()).at(-1)?.id);
  if (!last) return;
  await page.evaluate((id) => (location.hash = id), last);
  await page.waitForTimeout(100);
  const inView = await page.evaluate((id) => {
    const { top } = document.getElementById(id).getBoundingClientRect();
    return top >= 0 && top < innerHeight;
  }, last);
  if (!inView) say(`#${last} is out of view for those who had hidden it`);
}

/** Runs in the page: those of the links that nobody can see to be chosen. */
function unlike(hashes) {
  const link = (hash) => document.querySelector(`.filters a[href="${hash}"]`);
  const isSeen = (element) => element.checkVisibility({ contentVisibilityAuto: true }) && element.ariaCurrent === "true";
  return hashes.filter((hash) => !isSeen(link(hash)));
}

/** Runs in the page: the filters with the number that each promises, and the first statement or event. */
function choices() {
  const offered = [...document.querySelectorAll('.filters a[href^="#only-"]')].filter((link) => !link.closest("[hidden]"));
  const links = offered.map((link) => ({
    hash: link.hash,
    count: Number(link.parentElement.querySelector(".count")?.textContent),
  }));
  return { links, first: document.querySelector(".kind .item, .event")?.id };
}

/** Runs in the page: how many statements or events of a kind can be seen, and of others; a heading with nothing under it. */
function visible(kind) {
  const isSeen = (element) => element.checkVisibility();
  const items = [...document.querySelectorAll(".kind .item, .event")];
  const seen = items.filter(isSeen);
  // An item is one statement, and one more for each place in it that has a fragment; a copy of a text says nothing of its own.
  const isCopy = (place) => place.matches(".cites") && place.textContent.startsWith("same text");
  const places = (item) => (item.matches(".event") ? [] : [...item.querySelectorAll("[id]")]).filter((p) => !isCopy(p));
  const told = (some) => some.reduce((sum, item) => sum + 1 + places(item).length, 0);
  const isOf = (item) => (item.closest(".kind") ?? item).classList.contains(kind);
  const parts = [...document.querySelectorAll(".period, section:has(.kind .item, .event)")].filter(isSeen);
  const empty = parts.find((part) => !seen.some((item) => part.contains(item)))?.querySelector("h2, h3, h4")?.textContent;
  return { shown: told(seen.filter(isOf)), others: told(seen.filter((item) => !isOf(item))), all: told(items), empty };
}
