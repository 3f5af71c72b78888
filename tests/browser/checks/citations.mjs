// Every citation of the data export is exact in its source, lands on an element that holds its words, and the reader who
// follows it sees them.

import { DESKTOP, PHONE, withPage } from "../lib/browser.mjs";
import { findings } from "../lib/findings.mjs";

/** Every object of the export that cites, wherever it stands. */
export function citationsOf(value) {
  if (Array.isArray(value)) return value.flatMap(citationsOf);
  if (value === null || typeof value !== "object") return [];
  const own = "href" in value && "start" in value && "end" in value ? [value] : [];
  return [...own, ...Object.values(value).flatMap(citationsOf)];
}

/** `text` is what stands at `start..end`, counted in scalar values. */
export function exact(site) {
  const story = site.story();
  if (story === null) return ["no data/story.json"];
  const paths = new Map(story.sources.map(({ id, path }) => [id, path]));
  const texts = new Map();
  const citations = citationsOf(story);
  const problems = citations.length === 0 ? ["data/story.json cites nothing"] : [];
  for (const { source, start, end, text } of citations) {
    if (!paths.has(source)) {
      problems.push(`unknown source ${JSON.stringify(source)}`);
      continue;
    }
    if (!texts.has(source)) texts.set(source, site.source(paths.get(source)));
    const there = texts.get(source).slice(start, end).join("");
    if (there !== text) problems.push(`${source} ${start}..${end}: says "${there}", cited as "${text}"`);
  }
  return problems;
}

/** `href` names an element whose text holds the words, and which shows when a reader goes there. */
export async function landing(browser, site, base) {
  const story = site.story();
  if (story === null) return ["no data/story.json"];
  const byPage = new Map();
  const sample = new Set(site.sample("citations"));
  for (const { href, text } of citationsOf(story)) {
    const [file, fragment] = href.split("#");
    if (!fragment) return [`${href} has no fragment`];
    if (site.has(file) && !sample.has(file)) continue;
    const page = byPage.get(file) ?? byPage.set(file, new Map()).get(file);
    const texts = page.get(fragment) ?? page.set(fragment, new Set()).get(fragment);
    texts.add(text);
  }
  const problems = findings();
  await withPage(browser, {}, async (page) => {
    for (const [file, targets] of byPage) {
      if (!site.has(file)) {
        problems.push(`${file}: no such page`);
        continue;
      }
      const wanted = [...targets].map(([id, texts]) => ({ id: decodeURIComponent(id), texts: [...texts] }));
      for (const viewport of [DESKTOP, PHONE]) {
        await page.setViewportSize(viewport);
        await page.goto(base + encodeURI(file), { waitUntil: "load" });
        const found = await page.evaluate(visit, wanted);
        problems.push(...found.map((problem) => `${file} at ${viewport.width} px ${problem}`));
      }
    }
  });
  return problems;
}

/** Runs in the page: goes to each target as a reader would, and looks. */
async function visit(targets) {
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const problems = [];
  for (const { id, texts } of targets) {
    const element = document.getElementById(id);
    if (element === null) {
      problems.push(`#${id}: no such element`);
      continue;
    }
    for (const text of texts) {
      if (!plain(element.textContent).includes(plain(text))) {
        problems.push(`#${id}: holds "${plain(element.textContent)}", not "${plain(text)}"`);
      }
    }
    location.hash = `#${encodeURIComponent(id)}`;
    await frame();
    const hidden = unseen(element);
    if (hidden) problems.push(`#${id}: ${hidden}`);
  }
  return problems;

  function unseen(element) {
    if (document.querySelector(":target") !== element) return "is not the target";
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return "is not rendered";
    const box = element.getClientRects()[0];
    if (!box || box.width < 1 || box.height < 1) return "has no size";
    if (box.top < -1 || box.top >= innerHeight) return `is out of view, ${Math.round(box.top)} px from the top`;
    const on = document.elementFromPoint(box.left + Math.min(3, box.width / 2), box.top + box.height / 2);
    return on && (element.contains(on) || on.contains(element)) ? null : `is covered by ${on?.outerHTML.slice(0, 80)}`;
  }
}
