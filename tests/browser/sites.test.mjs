// Every check on every site that ./test.sh built: the project's own and the made-up ones of tests/sites.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "./lib/browser.mjs";
import { closeOthers } from "./lib/others.mjs";
import { CHECKS } from "./lib/run.mjs";
import { builtSites } from "./lib/site.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => Promise.all([browser?.close(), closeOthers()]));

for (const site of builtSites()) {
  describe(site.name, () => {
    test("has pages", () => assert.ok(site.pages.includes("index.html") && site.pages.length > 1));
    for (const { holds, check, only, missing } of Object.values(CHECKS)) {
      if (only && !only.includes(site.name)) continue;
      test(holds, { skip: missing?.() ?? false }, async () => report(await check(browser, site)));
    }
  });
}

function report(problems) {
  const shown = problems.slice(0, 20).join("\n");
  assert.equal(problems.length, 0, `${problems.length} problems in all\n${shown}`);
}
