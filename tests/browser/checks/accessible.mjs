// axe-core finds nothing, on a phone and on a desk, in the light and in the dark.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { DESKTOP, PHONE, withPage } from "../lib/browser.mjs";
import { findings } from "../lib/findings.mjs";
import { kind } from "../lib/site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const TABLET = { width: 768, height: 1024 };

/** Pages looked at side by side. */
const SIDE_BY_SIDE = 2;

export async function accessible(browser, site, base) {
  const problems = findings();
  const files = site.sample("axe (on a phone in the light, on a desk in the dark)");
  const parts = [...Array(SIDE_BY_SIDE).keys()].map((part) => files.filter((_, at) => at % SIDE_BY_SIDE === part));
  await Promise.all(parts.map((part) => look(browser, site, base, part, problems)));
  return problems;
}

/** Adds what axe finds on some pages to `problems`. */
async function look(browser, site, base, files, problems) {
  await withPage(browser, {}, async (page) => {
    for (const file of files) {
      await page.goto(base + encodeURI(file), { waitUntil: "load" });
      await page.evaluate(AXE);
      for (const viewport of [PHONE, TABLET, DESKTOP]) {
        for (const colorScheme of ["light", "dark"]) {
          if (!isLookedAt(site, file, viewport, colorScheme)) continue;
          await page.setViewportSize(viewport);
          await page.emulateMedia({ colorScheme });
          for (const found of await page.evaluate(run, viewport !== PHONE || colorScheme === "dark")) {
            problems.push(`${file} at ${viewport.width} px, ${colorScheme}: ${found}`);
          }
        }
      }
    }
  });
}

/** Every page as the widths and schemes differ most; of pages of one kind the first in all, where a site is not large. */
function isLookedAt(site, file, viewport, colorScheme) {
  if (site.isLookedAtInFull) return true;
  const isFirst = !site.isLarge && site.pages.find((other) => kind(other) === kind(file)) === file;
  return isFirst || (viewport === PHONE && colorScheme === "light") || (viewport === DESKTOP && colorScheme === "dark");
}

/** Runs in the page. The structure is the same at every width: after the first look only what style can change is asked. */
async function run(isAgain) {
  const styled = ["color-contrast", "color-contrast-enhanced", "target-size", "scrollable-region-focusable", "link-in-text-block"];
  // Not only what is asked of every page: the contrast of text is 7 to 1.
  const rules = { "color-contrast-enhanced": { enabled: true } };
  const options = isAgain ? { runOnly: styled } : { rules };
  const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"], ...options });
  return violations.map(({ id, help, nodes }) => `${id} (${help}), ${nodes.length} times: ${nodes[0].html.slice(0, 160)}`);
}
