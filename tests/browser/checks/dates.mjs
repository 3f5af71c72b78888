// What an expression of time was taken to mean shows for a pointer, the keyboard, a finger and on paper, and moves nothing.

import { DESKTOP, PHONE, withPage } from "../lib/browser.mjs";
import { findings } from "../lib/findings.mjs";

export async function dates(browser, site, base) {
  const problems = findings();
  const pages = site.pagesWith('class="timex"', site.sample("dates"));
  for (const [name, how] of Object.entries(WAYS)) {
    await withPage(browser, how.options, async (page) => {
      if (how.media) await page.emulateMedia({ media: how.media });
      for (const file of pages) {
        await page.goto(base + encodeURI(file), { waitUntil: "load" });
        const found = await how.look(page);
        problems.push(...found.map((problem) => `${file}, ${name}: ${problem}`));
      }
    });
  }
  return problems;
}

const WAYS = {
  pointer: { options: { viewport: DESKTOP }, look: (page) => cards(page, (when) => when.hover()) },
  "pointer in a narrow window": { options: { viewport: PHONE }, look: (page) => cards(page, (when) => when.hover()) },
  keyboard: { options: { viewport: DESKTOP }, look: (page) => cards(page, (when) => focus(page, when)) },
  finger: { options: { viewport: PHONE, hasTouch: true, isMobile: true }, look: taps },
  paper: { options: { viewport: DESKTOP }, media: "print", look: (page) => page.evaluate(listed) },
};

/** A key first: a focus that follows a pointer shows no ring. */
async function focus(page, when) {
  await page.keyboard.press("Shift");
  await when.focus();
}

/** Every expression's card holds its meaning, lies within the window and leaves all words where they were. */
async function cards(page, reach) {
  const problems = [];
  for (const when of await page.locator(".timex").all()) {
    await when.scrollIntoViewIfNeeded();
    const before = await page.evaluate(layout);
    await reach(when);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const wrong = await when.evaluate(card);
    if (wrong) problems.push(wrong);
    else if ((await page.evaluate(layout)) !== before) problems.push(`"${await when.innerText()}" moves the page`);
    await page.mouse.move(0, 0);
  }
  return problems;
}

/** Runs in the page: what is wrong with the card of `when`, as it is now. */
function card(when) {
  const words = when.textContent;
  const meaning = document.getElementById(when.hash.slice(1))?.textContent ?? "";
  const plain = (text) => text.replace(/\W+/g, " ").trim();
  const style = getComputedStyle(when, "::after");
  if (style.content === "none" || style.content === "normal") return `"${words}" shows nothing`;
  if (meaning === "" || plain(when.dataset.card) !== plain(meaning)) return `"${words}" shows another meaning`;
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) return `"${words}" widens the page`;
  return null;
}

/** Runs in the page: where everything in the text stands. */
function layout() {
  const boxes = [...document.querySelectorAll("main p, main h1, main h2, main li")].map((e) => e.getBoundingClientRect());
  return JSON.stringify(boxes.map(({ top, left, width, height }) => [top + scrollY, left, width, height].map(Math.round)));
}

/** A tap shows the meaning and stays at the line; closing it does too. */
async function taps(page) {
  const problems = [];
  for (const when of await page.locator(".timex").all()) {
    await when.scrollIntoViewIfNeeded();
    const at = () => page.evaluate(() => Math.round(scrollY));
    const before = await at();
    await when.dispatchEvent("click");
    const shown = await when.evaluate((link) => {
      const box = document.getElementById(link.hash.slice(1))?.getBoundingClientRect();
      return Boolean(box) && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
    });
    if (!shown) problems.push(`"${await when.innerText()}" shows nothing`);
    if ((await at()) !== before) problems.push(`"${await when.innerText()}" leaves the line`);
    const close = page.locator("a.close:visible");
    if ((await close.count()) !== 1) problems.push(`"${await when.innerText()}" cannot be closed`);
    else await close.tap();
    if ((await at()) !== before || (await close.count()) !== 0) problems.push(`"${await when.innerText()}" is not closed`);
  }
  return problems;
}

/** Runs in the page: every expression is described by what it links to, which is in view and leads back. */
function listed() {
  const problems = [];
  for (const when of document.querySelectorAll(".timex")) {
    const why = document.getElementById(when.hash.slice(1));
    const words = when.textContent;
    if (!why?.checkVisibility() || why.textContent.trim() === "") problems.push(`"${words}" is not listed`);
    else if (when.getAttribute("aria-describedby") !== why.id) problems.push(`"${words}" is not described`);
    else if (!why.closest("li").querySelector(`[href="#${when.id}"]`)) problems.push(`"${words}" has no way back`);
  }
  return problems;
}
