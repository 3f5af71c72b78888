// Firefox shows the front page and finds what is searched for, from disk, and neither a script nor the policy complains.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { other } from "../lib/others.mjs";

/** Where Firefox is: `FIREFOX`, else the first of the usual names in `PATH`; `null` where there is none. */
export function firefoxPath() {
  if (process.env.FIREFOX) return process.env.FIREFOX;
  const dirs = (process.env.PATH ?? "").split(delimiter);
  const paths = dirs.flatMap((dir) => ["firefox-esr", "firefox"].map((name) => join(dir, name)));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }) ?? null;
}

export async function firefox(_, site, base) {
  // A file is a stranger to every other file, as it is to a reader's Firefox.
  const extraPrefsFirefox = { "security.fileuri.strict_origin_policy": true };
  const browser = await other("firefox", { browser: "firefox", executablePath: firefoxPath(), extraPrefsFirefox });
  const page = await browser.newPage();
  try {
    const problems = [];
    let at = "";
    page.on("console", (message) => ["error", "warn"].includes(message.type()) && problems.push(`${at}: console: ${message.text()}`));
    page.on("pageerror", (error) => problems.push(`${at}: script: ${error.message}`));
    await page.evaluateOnNewDocument(() => {
      globalThis.blocked = [];
      addEventListener("securitypolicyviolation", (e) => globalThis.blocked.push(`${e.violatedDirective} ${e.blockedURI}`));
    });
    const looked = async (file, address) => {
      at = file;
      await page.goto(address, { waitUntil: "load" });
      const { blocked, unstyled } = await page.evaluate(() => ({
        blocked: globalThis.blocked,
        unstyled: [...document.querySelectorAll('link[rel="stylesheet"]')].filter((link) => link.sheet === null).length,
      }));
      problems.push(...blocked.map((what) => `${file}: policy violation: ${what}`));
      if (unstyled > 0) problems.push(`${file}: a style sheet is not read`);
    };
    await looked("index.html", `${base}index.html`);
    const word = await page.evaluate(() => document.querySelector("h1").textContent.match(/\p{L}{4,}/u)?.[0] ?? "the");
    if (site.has("search.html")) {
      await looked("search.html", `${base}search.html?q=${encodeURIComponent(word)}`);
      const answer = page.waitForFunction(() => document.getElementById("found")?.textContent, { timeout: 5000 });
      await answer.catch(() => problems.push(`search.html: "${word}" is never answered`));
      const told = await page.evaluate(() => document.getElementById("found").textContent);
      if (/does not work/.test(told)) problems.push(`search.html: ${told}`);
    }
    return problems;
  } finally {
    await page.close();
  }
}
