// Without scripts the page says the same.

import { withPage } from "../lib/browser.mjs";
import { findings } from "../lib/findings.mjs";

const SHARE = 0.98;
const RUNS = /<(script(?![^>]*ld\+json")|noscript|template|iframe|object|embed)\b|<[^>]*\son\w+\s*=|javascript:/i;

/** `pages` is what a visit with scripts found. */
export async function noscript(browser, site, pages, base) {
  // Where a page has nothing that could run, it says the same: of a large site a sample of these is enough.
  const visited = new Set([...site.sample("without scripts, of pages that have none"), ...site.pages.filter((file) => RUNS.test(site.read(file)))]);
  const without = await texts(browser, site, base, visited);
  const problems = findings();
  for (const file of site.pages) {
    const wanted = words(pages.get(file).text);
    if (wanted.length === 0) problems.push(`${file}: says nothing in <main>`);
    const left = new Map();
    for (const word of words(without.get(file) ?? pages.get(file).text)) left.set(word, (left.get(word) ?? 0) + 1);
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

/** The visible text of the `<main>` of each of `files` without scripts. */
async function texts(browser, site, base, files) {
  return withPage(browser, { javaScriptEnabled: false }, async (page) => {
    const found = new Map();
    for (const file of files) {
      await page.goto(base + encodeURI(file), { waitUntil: "load" });
      found.set(file, await page.evaluate(() => document.querySelector("main")?.innerText ?? ""));
    }
    return found;
  });
}
