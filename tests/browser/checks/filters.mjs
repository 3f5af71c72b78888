// A link that shows some statements only shows those, as many as it says; who comes to see one statement sees them all.

import { withPage } from "../lib/browser.mjs";

export async function filters(browser, site, base) {
  const problems = [];
  await withPage(browser, { javaScriptEnabled: false }, async (page) => {
    for (const file of site.pages) {
      const at = base + encodeURI(file);
      await page.goto(at, { waitUntil: "load" });
      const { links, first, all } = await page.evaluate(choices);
      for (const { hash, count } of links) {
        await page.goto(at + hash);
        const { shown, others } = await page.evaluate(visible, hash.replace("#only-", ""));
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
  const items = document.querySelectorAll(".kind .item");
  return { links, first: items[0]?.id, all: items.length };
}

/** Runs in the page: how many statements of a kind can be seen, and of others. */
function visible(kind) {
  const seen = [...document.querySelectorAll(".kind .item")].filter((item) => item.checkVisibility());
  const shown = seen.filter((item) => item.closest(".kind").classList.contains(kind)).length;
  return { shown, others: seen.length - shown };
}
