// Every check on each of some built sites.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "./browser.mjs";
import { closeOthers } from "./others.mjs";
import { CHECKS } from "./run.mjs";

export function checkAll(sites) {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => Promise.all([browser?.close(), closeOthers()]));

  for (const site of sites) {
    describe(site.name, () => {
      test("has pages", () => assert.ok(site.pages.includes("index.html") && site.pages.length > 1));
      for (const { holds, check, only, missing } of Object.values(CHECKS)) {
        if (only && !only.includes(site.name)) continue;
        test(holds, { skip: missing?.() ?? false }, async () => report(await check(browser, site)));
      }
    });
  }
}

function report(problems) {
  const shown = problems.slice(0, 20).join("\n");
  assert.equal(problems.length, 0, `${problems.length} problems in all\n${shown}`);
}
