// Lighthouse, as on a phone, gives a page of each sort everything; how fast it is is judged beside a bare page, since the
// machine has a part in that.

import { createServer } from "node:http";
import lighthouse from "lighthouse";
import { ARGS, executable } from "../lib/browser.mjs";
import { other } from "../lib/others.mjs";

const SLACK = 2; // points of performance that two runs of one page differ by
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const BARE = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bare</title><p>Bare.';

/** The marks of the front page, of an article and of the timeline; of `files` in `categories` where a test names them. */
export async function fullMarks(site, base, { categories = CATEGORIES, files = pagesOfEachSort(site) } = {}) {
  const browser = await other("lighthouse", { executablePath: executable(), args: ARGS });
  const problems = [];
  const reference = categories.includes("performance") ? await bareMarks(browser) : null;
  for (const file of files) {
    const found = await scores(browser, base + encodeURI(file), categories);
    const least = reference - SLACK;
    if (reference !== null && found.performance < least) await again(browser, base + encodeURI(file), found);
    console.log(`Lighthouse, ${site.name}, ${file}: ${JSON.stringify(found)}${reference === null ? "" : `; a bare page: ${reference}`}`);
    for (const category of categories) {
      const wanted = category === "performance" ? least : 100;
      if (found[category] < wanted) problems.push(`${file}: ${category} ${found[category]}, not ${wanted} (${found.failed.join(", ")})`);
    }
  }
  return problems;
}

function pagesOfEachSort(site) {
  const article = site.pages.find((file) => file.startsWith("articles/"));
  return ["index.html", article, "timeline.html"].filter((file) => site.has(file));
}

/** A slow moment of the machine is not the page's: what is slow twice is. */
async function again(browser, address, found) {
  const { performance } = await scores(browser, address, ["performance"]);
  found.performance = Math.max(performance, found.performance);
}

async function bareMarks(browser) {
  const bare = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(BARE));
  await new Promise((done) => bare.listen(0, "127.0.0.1", done));
  try {
    return (await scores(browser, `http://127.0.0.1:${bare.address().port}/`, ["performance"])).performance;
  } finally {
    bare.close();
  }
}

async function scores(browser, address, onlyCategories) {
  const page = await browser.newPage();
  try {
    const { lhr } = await lighthouse(address, { onlyCategories, logLevel: "silent" }, undefined, page);
    const marks = Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(score * 100)]);
    const weighed = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
    const failed = weighed.map(({ id }) => id).filter((id) => lhr.audits[id].score !== null && lhr.audits[id].score < 0.9);
    return Object.fromEntries([...marks, ["failed", failed]]);
  } finally {
    await page.close();
  }
}
