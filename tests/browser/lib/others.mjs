// Browsers that puppeteer drives: Firefox, and the Chromium that Lighthouse asks for. Each starts once, for all who need it.

import puppeteer from "puppeteer-core";

const started = new Map();

/** The browser of this name, started with `options` by the first who asks. */
export function other(name, options) {
  if (!started.has(name)) started.set(name, puppeteer.launch({ headless: true, ...options }));
  return started.get(name);
}

export async function closeOthers() {
  for (const browser of started.values()) await browser.then((open) => open.close(), () => null);
}
