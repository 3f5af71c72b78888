// Lighthouse, as on a phone, gives a page of each sort everything; how fast it is is judged beside a bare page, since the
// machine has a part in that.

import { createServer } from "node:http";
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";
import { ARGS, executable } from "../lib/browser.mjs";

const SLACK = 2; // points of performance that two runs of one page differ by
const BARE = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bare</title><p>Bare.';

export async function fullMarks(_, site, base) {
  const browser = await puppeteer.launch({ executablePath: executable(), headless: true, args: ARGS });
  const bare = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(BARE));
  await new Promise((done) => bare.listen(0, "127.0.0.1", done));
  try {
    const reference = await scores(browser, `http://127.0.0.1:${bare.address().port}/`, ["performance"]);
    const problems = [];
    const article = site.pages.find((file) => file.startsWith("articles/"));
    for (const file of ["index.html", article, "timeline.html"].filter((file) => site.has(file))) {
      const found = await scores(browser, base + encodeURI(file));
      console.log(`Lighthouse, ${site.name}, ${file}: ${JSON.stringify(found)}; a bare page: ${reference.performance}`);
      for (const [category, score] of Object.entries(found).filter(([name]) => name !== "failed")) {
        const wanted = category === "performance" ? reference.performance - SLACK : 100;
        if (score < wanted) problems.push(`${file}: ${category} ${score}, not ${wanted} (${found.failed.join(", ")})`);
      }
    }
    return problems;
  } finally {
    bare.close();
    await browser.close();
  }
}

async function scores(browser, address, onlyCategories = ["performance", "accessibility", "best-practices", "seo"]) {
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
