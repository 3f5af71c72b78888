// A link that shows some statements or events only shows those, as many as it says, under no empty heading; who comes to see
// one of them sees them all.

import { withPage } from "../lib/browser.mjs";
import { findings } from "../lib/findings.mjs";

export async function filters(browser, site, base) {
  const problems = findings();
  await withPage(browser, { javaScriptEnabled: false }, async (page) => {
    for (const file of site.pagesWith("#only-")) {
      const at = base + encodeURI(file);
      await page.goto(at, { waitUntil: "load" });
      const { links, first } = await page.evaluate(choices);
      for (const { hash, count } of links) {
        await page.goto(at + hash);
        const { shown, others, empty } = await page.evaluate(visible, hash.replace("#only-", ""));
        if (empty) problems.push(`${file}${hash}: shows nothing under "${empty}"`);
        if (shown !== count) problems.push(`${file}${hash}: shows ${shown}, not ${count}`);
        if (others > 0) problems.push(`${file}${hash}: shows ${others} of another kind`);
      }
      if (links.length === 0 || !first) continue;
      await page.goto(`${at}#${first}`);
      const { others, all } = await page.evaluate(visible, "none");
      if (others !== all) problems.push(`${file}#${first}: shows ${others} of ${all}`);
    }
  });
  return problems;
}

/** Runs in the page: the filters with the number that each promises, and the first statement or event. */
function choices() {
  const links = [...document.querySelectorAll('.filters a[href^="#only-"]')].map((link) => ({
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
