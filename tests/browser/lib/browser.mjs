// The system's Chromium, with a fresh profile and no talk of its own to the network.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { goOn } from "./findings.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC = ["/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
export const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Whatever asks for another host gets no answer, and is told of by its failure.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/** Where the browser is: `CHROMIUM`, else the first of the usual names in `PATH`. */
export function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const inPath = (process.env.PATH ?? "").split(delimiter).flatMap((dir) => NAMES.map((name) => join(dir, name)));
  const found = [...inPath, ...MAC].find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!found) throw new Error(`no Chromium: none of ${NAMES.join(", ")} in PATH; name one in CHROMIUM`);
  return found;
}

export function launch(more = []) {
  return chromium.launch({ executablePath: executable(), headless: true, args: [...ARGS, ...more] });
}

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 740 };

/** A page of its own context; closed after `use`, whatever happens. */
export async function withPage(browser, options, use) {
  goOn();
  const context = await browser.newContext({ viewport: DESKTOP, reducedMotion: "reduce", ...options });
  try {
    return await use(await context.newPage(), context);
  } finally {
    await context.close();
  }
}
