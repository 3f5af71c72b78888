// One visit to every page of a site: what the page refers to, what it loads, what it complains of.

import { withPage } from "./browser.mjs";

/**
 * Visits `files`, else every page, of `site` at `base`. Gives for each page, by its file: `ids`; `refs`, every address in its markup as
 * `{attribute, raw, resolved, load}`; `main`, the length of what it says; `text`, that itself; `requests`, every address asked for; `complaints`.
 */
export async function survey(browser, site, base, files = site.pages) {
  const pages = new Map();
  await withPage(browser, {}, async (page, context) => {
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    let seen = null;
    page.on("request", (request) => seen.requests.push(request.url()));
    page.on("requestfailed", (request) => {
      // What the step to the next page cuts short is no failure; a blocked or missing file fails otherwise.
      const why = request.failure()?.errorText;
      if (why !== "net::ERR_ABORTED") seen.complaints.push(`${request.url()} failed: ${why}`);
    });
    page.on("response", (r) => r.status() >= 400 && seen.complaints.push(`${r.url()} answered ${r.status()}`));
    page.on("console", (m) => ["error", "warning"].includes(m.type()) && seen.complaints.push(`console: ${m.text()}`));
    page.on("pageerror", (error) => seen.complaints.push(`script: ${error.message}`));
    page.on("dialog", (dialog) => {
      seen.complaints.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    for (const file of files) {
      seen = { requests: [], complaints: [] };
      await page.goto(base + encodeURI(file), { waitUntil: "load" });
      pages.set(file, { ...(await page.evaluate(inspect)), ...seen });
    }
  });
  return pages;
}

/** Runs in the page. */
function inspect() {
  const LOADS = "img script iframe frame embed object audio video source track input use image";
  const refs = [];
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    for (const { name: attribute, value } of element.attributes) {
      const raw = value.trim();
      if (["href", "xlink:href", "src", "action", "formaction", "poster", "data", "cite"].includes(attribute)) {
        const rel = element.getAttribute("rel") ?? "";
        const load = LOADS.split(" ").includes(name) || (name === "link" && /stylesheet|icon|preload|manifest/.test(rel));
        refs.push({ attribute: `${name} ${attribute}`, raw, resolved: resolve(raw), load });
      } else if (attribute === "srcset") {
        for (const part of raw.split(",")) {
          const address = part.trim().split(/\s+/)[0];
          refs.push({ attribute: `${name} srcset`, raw: address, resolved: resolve(address), load: true });
        }
      }
    }
  }
  const text = document.querySelector("main")?.innerText ?? "";
  return { main: text.length, text, ids: [...document.querySelectorAll("[id]")].map((element) => element.id), refs };

  function resolve(raw) {
    try {
      return new URL(raw, document.baseURI).href;
    } catch {
      return null;
    }
  }
}
