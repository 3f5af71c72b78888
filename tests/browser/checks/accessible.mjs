// axe-core finds nothing, on a phone and on a desk, in the light and in the dark.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { DESKTOP, PHONE, withPage } from "../lib/browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function accessible(browser, site, base) {
  const problems = [];
  await withPage(browser, {}, async (page) => {
    for (const file of site.pages) {
      await page.goto(base + encodeURI(file), { waitUntil: "load" });
      await page.evaluate(AXE);
      for (const viewport of [PHONE, DESKTOP]) {
        for (const colorScheme of ["light", "dark"]) {
          await page.setViewportSize(viewport);
          await page.emulateMedia({ colorScheme });
          for (const found of await page.evaluate(run)) {
            problems.push(`${file} at ${viewport.width} px, ${colorScheme}: ${found}`);
          }
        }
      }
    }
  });
  return problems;
}

/** Runs in the page. */
async function run() {
  // Not only what is asked of every page: the contrast of text is 7 to 1.
  const rules = { "color-contrast-enhanced": { enabled: true } };
  const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"], rules });
  return violations.map(({ id, help, nodes }) => `${id} (${help}), ${nodes.length} times: ${nodes[0].html.slice(0, 160)}`);
}
