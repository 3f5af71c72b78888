// The search finds every sentence asked of it, in any script, from disk as from a host, by keyboard alone; what it shows
// leads to the words it shows.

import { withPage } from "../lib/browser.mjs";
import { findings } from "../lib/findings.mjs";
import { within } from "../lib/transport.mjs";

const FOREIGN = /[\p{L}--\p{Script=Latin}]/v;

/** `ways` are the transports of the site: from disk, at the root of a host, below a path of it. */
export async function search(browser, site, [fromDisk, , fromHost]) {
  if (!site.has("search.html")) return ["there is no search.html"];
  const disk = fromDisk.base;
  const sentences = await sample(browser, site, disk);
  if (sentences.length === 0) return ["there is no sentence to search for"];
  const problems = findings();
  let told = null;
  for (const { name, base } of [fromDisk, fromHost]) {
    const say = (problem) => problems.push(`${name}: ${problem}`);
    const answers = await ask(browser, base, sentences, say);
    await byKeyboard(browser, base, sentences[0], say);
    if (told === null) problems.push(...(await dead(browser, base, answers)));
    told ??= answers;
    for (const [query, answer] of Object.entries(answers)) {
      if (JSON.stringify(answer) !== JSON.stringify(told[query])) say(`${query} has another answer than from disk`);
    }
  }
  await withoutScript(browser, disk, (problem) => problems.push(`without scripts: ${problem}`));
  return problems;
}

/** The first sentence of the articles in Latin letters and the first in others: `{page, id, text}`. */
async function sample(browser, site, base) {
  let latin, foreign;
  await withPage(browser, {}, async (page) => {
    for (const file of site.pages.filter((file) => file.startsWith("articles/"))) {
      await page.goto(base + encodeURI(file), { waitUntil: "load" });
      const sentences = await page.evaluate((file) => {
        const sentences = [...document.querySelectorAll(".s[id]")].map(({ id, textContent }) => ({ page: file, id, text: textContent }));
        return sentences.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
      }, file);
      latin ??= sentences.find(({ text }) => !FOREIGN.test(text));
      foreign ??= sentences.find(({ text }) => FOREIGN.test(text));
      if (latin && foreign) break;
    }
  });
  return [latin, foreign].filter(Boolean);
}

/** The words of a text as someone would type them, without what would end a phrase. */
function typed(text) {
  return text.replace(/["“”„«»]+/gu, " ").split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).slice(0, 12).join(" ");
}

/** What a reader may type of a word: an Arabic or Hebrew one without its article, the first syllable of a Korean one. */
function parts(text) {
  const without = /(?<!\p{L})(?:ال(?<word>\p{Script=Arabic}{3,})|ה(?<name>\p{Script=Hebrew}{3,})|(?<syllable>\p{Script=Hangul}))/u.exec(text);
  return without ? Object.values(without.groups).filter(Boolean) : [];
}

async function ask(browser, base, sentences, say) {
  const answers = {};
  await withPage(browser, {}, async (page, context) => {
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => console.error(`policy violation: ${event.violatedDirective}`));
    });
    page.on("console", (message) => {
      const isIcon = message.location().url.endsWith("/favicon.ico"); // asked for by the browser itself
      if (message.type() === "error" && !isIcon) say(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => say(`script: ${error.message}`));
    page.on("request", (request) => within(base, request.url()) === null && say(`asked for ${request.url()}`));
    let silent = false;
    const put = async (fields) => {
      if (silent) return { told: null, hits: [] };
      const query = new URLSearchParams(fields);
      await page.goto(`${base}search.html?${query}`, { waitUntil: "load" });
      const told = await settled(page);
      if (told === null) {
        if (!silent) say(`${query} is never answered`);
        silent = true;
      }
      const answer = { told, hits: await page.evaluate(hits) };
      return (answers[`${query}`] = answer);
    };
    for (const { page: file, id, text } of sentences) {
      const phrase = `"${typed(text)}"`;
      const found = await put({ q: phrase });
      const own = found.hits.find(({ href }) => href === `${file}#${id}`);
      const same = found.hits.some(({ words }) => plain(words) === plain(text));
      const inTitle = found.hits.some(({ href, bold }) => href === file && bold.length > 0);
      if (!own && !same && !inTitle) say(`${phrase} does not find ${file}#${id}`);
      if (own && own.bold.length === 0) say(`${phrase} has no bold words`);
      const bare = phrase.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toUpperCase();
      const folded = await put({ q: bare });
      if (JSON.stringify(folded.hits) !== JSON.stringify(found.hits)) say(`${bare} finds other than ${phrase}`);
      const words = await put({ q: typed(text).split(" ").reverse().join(" ") });
      if (!words.hits.some(({ href }) => href.startsWith(file))) say(`the words of ${phrase} do not find ${file}`);
      for (const part of parts(text)) {
        const { hits } = await put({ q: part });
        if (!hits.some(({ bold }) => bold.some((words) => plain(words).includes(plain(part))))) say(`${part} finds no word with it`);
      }
    }
    const nothing = await put({ q: "qqxqq" });
    if (nothing.hits.length > 0 || !nothing.told) say("what stands nowhere is found, or nothing is said");
    await filtered(page, put, sentences[0], say);
  });
  return answers;
}

/** A filter shows what it names and no other. */
async function filtered(page, put, { text }, say) {
  const q = typed(text).split(" ")[0];
  const all = await put({ q });
  const sources = await page.locator("#source option[data-source]").evaluateAll((options) => options.map(({ value }) => value));
  for (const source of sources.slice(0, 3)) {
    const { hits } = await put({ q, source });
    const wanted = all.hits.filter(({ href }) => href.startsWith(`articles/${source.slice(5)}.html`));
    const others = hits.filter(({ href }) => !href.startsWith(`articles/${source.slice(5)}.html`));
    if (others.length > 0) say(`the filter ${source} shows ${others[0].href}`);
    if (wanted.length > 0 && hits.length === 0) say(`the filter ${source} hides what it names`);
  }
  if ((await page.locator("#from").count()) === 0) return;
  if ((await put({ q, from: "9998-01-01" })).hits.length > 0) say("a day that no source has shows some");
}

/** Links to what is not there, or does not hold the words that were shown in bold. */
async function dead(browser, base, answers) {
  const wanted = new Map();
  for (const { href, bold } of Object.values(answers).flatMap(({ hits }) => hits)) {
    wanted.set(href, [...(wanted.get(href) ?? []), ...bold]);
  }
  const problems = [];
  await withPage(browser, {}, async (page) => {
    for (const [href, bold] of [...wanted].slice(0, 20)) {
      const [file, id] = href.split("#");
      await page.goto(base + href, { waitUntil: "load" }).catch(() => null);
      const words = await page.evaluate((id) => (id ? document.getElementById(id) : document.querySelector("h1"))?.textContent, id);
      if (words === undefined) problems.push(`${file}#${id ?? ""} leads nowhere`);
      else if (id && !bold.every((bold) => plain(words).includes(plain(bold)))) problems.push(`${href} does not hold "${bold.join(" … ")}"`);
    }
  });
  return problems;
}

/** From the front page to the sentence without a pointer. */
async function byKeyboard(browser, base, { text }, say) {
  await withPage(browser, {}, async (page) => {
    await page.goto(`${base}index.html`, { waitUntil: "load" });
    const field = page.locator(".find input");
    if ((await field.count()) === 0) return say("there is no search on the front page");
    await field.focus();
    await page.keyboard.type(typed(text).split(" ")[0]);
    await Promise.all([page.waitForURL(/search\.html\?q=/), page.keyboard.press("Enter")]);
    await settled(page);
    await page.locator("#q").focus();
    await page.keyboard.press("ArrowDown");
    const href = await page.evaluate(() => document.activeElement.closest("#hits") && document.activeElement.href);
    if (!href) return say("the arrow down does not lead to the first hit");
    await page.keyboard.press("ArrowUp");
    if ((await page.evaluate(() => document.activeElement.id)) !== "q") say("the arrow up does not lead back to the field");
    await page.keyboard.press("ArrowDown");
    await Promise.all([page.waitForURL(href), page.keyboard.press("Enter")]).catch(() => say("Enter does not follow a hit"));
  });
}

async function withoutScript(browser, base, say) {
  await withPage(browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(`${base}search.html?q=x`, { waitUntil: "load" });
    const seen = await page.locator('main a[href="sources.html"], main .sources a, main noscript a').evaluateAll((links) => links.filter((link) => link.checkVisibility()).length);
    if (seen === 0) say("no link to the sources");
  });
}

/** Waits for an answer in the live region, and gives it; `null` where none comes. */
async function settled(page) {
  const live = '#found[role="status"], #found[aria-live]';
  try {
    await page.waitForFunction((live) => document.querySelector(live)?.textContent, live, { timeout: 2000 });
    // The hits of the answer follow its words.
    await page.waitForFunction(() => /^(Nothing|There is no)/.test(document.getElementById("found").textContent) || document.querySelector("#hits a"), null, { timeout: 2000 });
  } catch {
    return null;
  }
  return page.locator("#found").textContent();
}

const plain = (text) => text.replace(/[\s…]+/gu, " ").trim();

/** Runs in the page: every link of a hit with the words beside it and those in bold. */
function hits() {
  return [...document.querySelectorAll("#hits a")].map((link) => {
    const words = link.closest("li li")?.querySelector(".words") ?? link;
    return { href: link.getAttribute("href"), words: words.textContent, bold: [...words.querySelectorAll("b")].map((b) => b.textContent) };
  });
}
