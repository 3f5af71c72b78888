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
      const { links, first, all } = await page.evaluate(choices);
      for (const { hash, count } of links) {
        await page.goto(at + hash);
        const { shown, others, empty } = await page.evaluate(visible, hash.replace("#only-", ""));
        if (empty) problems.push(`${file}${hash}: shows nothing under "${empty}"`);
        if (shown !== count) problems.push(`${file}${hash}: shows ${shown}, not ${count}`);
        if (others > 0) problems.push(`${file}${hash}: shows ${others} of another kind`);
      }
      if (links.length === 0 || !first) continue;
      await page.goto(`${at}#${first}`);
      const { shown, others } = await page.evaluate(visible, "none");
      if (shown + others !== all) problems.push(`${file}#${first}: shows ${shown + others} of ${all}`);
    }
  });
  return problems;
}

/** Runs in the page: the filters with the number that each promises, and the statements there are. */
function choices() {
  const links = [...document.querySelectorAll('.filters a[href^="#only-"]')].map((link) => ({
    hash: link.hash,
    count: Number(link.parentElement.querySelector(".count")?.textContent),
  }));
  const items = document.querySelectorAll(".kind .item, .event");
  return { links, first: items[0]?.id, all: items.length };
}

/** Runs in the page: how many statements or events of a kind can be seen, and of others; a heading with nothing under it. */
function visible(kind) {
  const isSeen = (element) => element.checkVisibility();
  const seen = [...document.querySelectorAll(".kind .item, .event")].filter(isSeen);
  const shown = seen.filter((item) => (item.closest(".kind") ?? item).classList.contains(kind)).length;
  const parts = [...document.querySelectorAll(".period, section:has(.kind .item, .event)")].filter(isSeen);
  const empty = parts.find((part) => !seen.some((item) => part.contains(item)))?.querySelector("h2, h3, h4")?.textContent;
  return { shown, others: seen.length - shown, empty };
}
