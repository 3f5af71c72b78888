// On paper, from a screen in the dark: light, nothing to press, an event whole on its page, nothing folded away, and the
// addresses of what lies outside in words.

import { withPage } from "../lib/browser.mjs";
import { findings } from "../lib/findings.mjs";

export async function print(browser, site, base) {
  const problems = findings();
  await withPage(browser, { colorScheme: "dark" }, async (page) => {
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const file of site.sample("print")) {
      await page.goto(base + encodeURI(file), { waitUntil: "load" });
      problems.push(...(await page.evaluate(look)).map((problem) => `${file}, printed: ${problem}`));
    }
  });
  return problems;
}

/** Runs in the page. */
function look() {
  const problems = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const short = (element) => element.outerHTML.slice(0, 120);
  for (const element of document.querySelectorAll("nav, form, button")) {
    if (shown(element)) problems.push(`${short(element)} is printed`);
  }
  for (const element of document.querySelectorAll("main :is(.event, .item, .block)")) {
    if (getComputedStyle(element).breakInside !== "avoid") problems.push(`${short(element)} may break`);
  }
  for (const element of document.querySelectorAll("main details > :not(summary)")) {
    if (!shown(element) && !element.closest("nav")) problems.push(`${short(element)} stays folded`);
  }
  for (const link of document.querySelectorAll('main a[href^="http"]')) {
    const beside = getComputedStyle(link, "::after").content;
    if (shown(link) && !beside.includes(link.getAttribute("href"))) problems.push(`${short(link)} has no address`);
  }
  const paper = backOf(document.body);
  if (light(paper) < 0.9) problems.push(`the paper is dark: ${paper}`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const pale = new Set();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.textContent.trim() === "" || pale.has(element) || !shown(element)) continue;
    const style = getComputedStyle(element);
    const ink = channels(element instanceof SVGElement ? style.fill : style.color);
    // Many printers leave backgrounds out: what is read on a tint must be read on white too.
    const worst = Math.min(contrast(ink, backOf(element)), contrast(ink, [255, 255, 255]));
    if (worst < 7) {
      pale.add(element);
      problems.push(`${short(element)} has a contrast of ${worst.toFixed(2)}`);
    }
  }
  return problems;

  function channels(colour) {
    return (colour.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
  }
  function backOf(element) {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = channels(getComputedStyle(at).backgroundColor);
      if (alpha > 0) return [r, g, b];
    }
    return [255, 255, 255];
  }
  function light([r, g, b]) {
    const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  }
  function contrast(a, b) {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  }
}
