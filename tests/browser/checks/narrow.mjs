// On the narrowest phone nothing needs scrolling sideways, nor where columns are only just beside each other, and nothing
// is cut off instead. The same on a phone whose reader has set letters of twice the size.

import { launch, PHONE, withPage } from "../lib/browser.mjs";
import { findings } from "../lib/findings.mjs";

const WIDTHS = [320, 960, 1024, 1152];

export async function narrow(browser, site, base) {
  const problems = findings();
  await withPage(browser, {}, async (page) => {
    for (const file of site.pages) {
      await page.goto(base + encodeURI(file), { waitUntil: "load" });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 640 });
        const wide = await page.evaluate(measure);
        if (wide) problems.push(`${file} at ${width} px: ${wide}`);
      }
    }
  });
  const large = await launch(["--blink-settings=defaultFontSize=32"]);
  try {
    await withPage(large, { viewport: PHONE }, async (page) => {
      for (const file of site.sample("large letters")) {
        await page.goto(base + encodeURI(file), { waitUntil: "load" });
        const wide = await page.evaluate(measure);
        if (wide) problems.push(`${file} at ${PHONE.width} px in large letters: ${wide}`);
      }
    });
  } finally {
    await large.close();
  }
  return problems;
}

/** Runs in the page. */
function measure() {
  const root = document.documentElement;
  for (const element of [root, document.body]) {
    if (["hidden", "clip"].includes(getComputedStyle(element).overflowX)) {
      return `<${element.localName}> cuts off what is too wide`;
    }
  }
  if (root.scrollWidth <= root.clientWidth) return null;
  const culprit = [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5)
    .pop();
  return `${root.scrollWidth} px wide; ${culprit?.outerHTML.slice(0, 120)}`;
}
