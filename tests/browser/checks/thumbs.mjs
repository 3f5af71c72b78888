// On a phone whatever is touched is high enough for a thumb: 44 px, but for links that stand within a sentence.

import { PHONE, withPage } from "../lib/browser.mjs";
import { findings } from "../lib/findings.mjs";

const HIGH = 44;

export async function thumbs(browser, site, base) {
  const problems = findings();
  await withPage(browser, { viewport: PHONE, hasTouch: true, isMobile: true }, async (page) => {
    for (const file of site.sample("thumbs")) {
      await page.goto(base + encodeURI(file), { waitUntil: "load" });
      for (const low of await page.evaluate(measure, HIGH)) problems.push(`${file}: ${low}`);
    }
  });
  return problems;
}

/** Runs in the page, everything unfolded. */
function measure(least) {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const found = [];
  for (const control of document.querySelectorAll("a[href], button, summary, input, select, label")) {
    const isNamed = control.matches("label") && !/checkbox|radio/.test(control.control?.type); // the field is what is touched
    const isWithin = control.matches("label input") || (!(control instanceof SVGElement) && getComputedStyle(control).display === "inline");
    if (isNamed || isWithin || !control.checkVisibility()) continue;
    const { width, height } = control.getBoundingClientRect();
    if (width > 0 && height < least - 0.5) found.push(`${Math.round(height)} px: ${control.outerHTML.slice(0, 90)}`);
  }
  return found;
}
