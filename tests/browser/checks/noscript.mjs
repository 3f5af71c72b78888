// Without scripts the page says the same.

import { withPage } from "../lib/browser.mjs";
import { findings } from "../lib/findings.mjs";

const SHARE = 0.98;

/** `pages` is what a visit with scripts found. */
export async function noscript(browser, site, pages, base) {
  const without = await texts(browser, site, base);
  const problems = findings();
  for (const file of site.pages) {
    const wanted = words(pages.get(file).text);
    if (wanted.length === 0) problems.push(`${file}: says nothing in <main>`);
    const left = new Map();
    for (const word of words(without.get(file))) left.set(word, (left.get(word) ?? 0) + 1);
    const missing = wanted.filter((word) => {
      const n = left.get(word) ?? 0;
      left.set(word, n - 1);
      return n <= 0;
    });
    if (missing.length > wanted.length * (1 - SHARE)) {
      problems.push(`${file}: ${missing.length} of ${wanted.length} words need a script, "${missing[0]}" first`);
    }
  }
  return problems;
}

function words(text) {
  return text.split(/\s+/).filter(Boolean);
}

/** The visible text of each page's `<main>` without scripts. */
async function texts(browser, site, base) {
  return withPage(browser, { javaScriptEnabled: false }, async (page) => {
    const found = new Map();
    for (const file of site.pages) {
      await page.goto(base + encodeURI(file), { waitUntil: "load" });
      found.set(file, await page.evaluate(() => document.querySelector("main")?.innerText ?? ""));
    }
    return found;
  });
}
