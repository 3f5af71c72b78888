// The site in one file, taken away from the site: it asks for nothing, leads nowhere that is not there, and reads.

import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Site } from "../lib/site.mjs";
import { survey } from "../lib/survey.mjs";
import { accessible } from "./accessible.mjs";
import { dates } from "./dates.mjs";
import { narrow } from "./narrow.mjs";
import { print } from "./print.mjs";

export async function single(browser, site) {
  if (!site.has("single.html")) return ["there is no single.html"];
  const root = mkdtempSync(join(tmpdir(), "dateline-single-"));
  try {
    copyFileSync(site.path("single.html"), join(root, "single.html"));
    const alone = new Site("single", root, "");
    alone.pages = ["single.html"];
    const base = pathToFileURL(root).href + "/";
    const { ids, refs, requests, complaints, main } = (await survey(browser, alone, base)).get("single.html");
    const problems = complaints;
    if (requests.length > 1) problems.push(`asks for ${requests[1]}`);
    if (main < 50) problems.push("says nothing in <main>");
    const there = new Set(ids);
    if (there.size < ids.length) problems.push("an id stands more than once");
    for (const { raw } of refs) {
      if (/^(https?|mailto):/.test(raw)) continue;
      if (!raw.startsWith("#")) problems.push(`"${raw}" leads out of the file`);
      else if (!there.has(decodeURIComponent(raw.slice(1)))) problems.push(`"${raw}" leads to no element`);
    }
    for (const check of [narrow, print, dates, accessible]) problems.push(...(await check(browser, alone, base)));
    return problems;
  } finally {
    rmSync(root, { recursive: true });
  }
}
