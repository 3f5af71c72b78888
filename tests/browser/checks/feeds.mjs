// Feeds have what their formats require (RFC 4287; JSON Feed 1.1), tell the same entries, and lead to pages of the site.

import { withPage } from "../lib/browser.mjs";

export async function feeds(browser, site) {
  if (!site.has("feed.xml") && !site.has("feed.json")) return [];
  if (!site.has("feed.xml") || !site.has("feed.json")) return ["there is one feed without the other"];
  const atom = await withPage(browser, {}, (page) => page.evaluate(read, site.read("feed.xml")));
  if (atom.broken) return [`feed.xml: ${atom.broken}`];
  const problems = [...feed(atom), ...atom.entries.flatMap(entry)].map((problem) => `feed.xml: ${problem}`);
  const ids = atom.entries.map(({ id }) => id);
  if (new Set(ids).size < ids.length) problems.push("feed.xml: an id stands more than once");
  return [...problems, ...json(JSON.parse(site.read("feed.json")), ids).map((problem) => `feed.json: ${problem}`)];
}

/** Runs in a page, for its XML parser: the feed as plain values. */
function read(text) {
  const root = new DOMParser().parseFromString(text, "application/xml");
  const error = root.querySelector("parsererror");
  if (error) return { broken: error.textContent };
  const atom = "http://www.w3.org/2005/Atom";
  if (root.documentElement.localName !== "feed" || root.documentElement.namespaceURI !== atom) return { broken: "is no feed" };
  const own = (of, name) => [...of.children].filter((c) => c.localName === name && c.namespaceURI === atom);
  const value = (of) => ({
    ids: own(of, "id").map((e) => e.textContent.trim()),
    id: own(of, "id")[0]?.textContent.trim(),
    titles: own(of, "title").length,
    updated: own(of, "updated").map((e) => e.textContent.trim()),
    authors: own(of, "author").map((e) => own(e, "name")[0]?.textContent.trim() ?? ""),
    words: own(of, "content").length + own(of, "summary").length,
    links: own(of, "link").map((e) => ({ rel: e.getAttribute("rel") ?? "alternate", href: e.getAttribute("href") })),
  });
  const feed = value(root.documentElement);
  return { ...feed, entries: own(root.documentElement, "entry").map((e) => ({ ...value(e), inherits: feed.authors.length > 0 })) };
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function common({ ids, titles, updated, links }) {
  const problems = [];
  if (ids.length !== 1 || !URL.canParse(ids[0])) problems.push(`needs one id that is an address, not ${JSON.stringify(ids)}`);
  if (titles !== 1) problems.push(`${ids[0]} has ${titles} titles`);
  if (updated.length !== 1 || !MOMENT.test(updated[0])) problems.push(`${ids[0]} is updated at ${JSON.stringify(updated)}`);
  for (const { href } of links) if (!href) problems.push(`${ids[0]} has a link to nothing`);
  return problems;
}

function feed(atom) {
  return common(atom);
}

function entry(one) {
  const problems = common(one);
  if (!one.inherits && !one.authors.some(Boolean)) problems.push(`${one.id} has no author`);
  if (one.words === 0 && !one.links.some(({ rel }) => rel === "alternate")) problems.push(`${one.id} has neither words nor a link`);
  return problems;
}

function json(feed, ids) {
  const problems = [];
  if (feed.version !== "https://jsonfeed.org/version/1.1") problems.push(`is of version ${feed.version}`);
  if (!feed.title) problems.push("has no title");
  if (!Array.isArray(feed.items)) return [...problems, "has no items"];
  for (const item of feed.items) {
    if (typeof item.id !== "string" || item.id === "") problems.push("an item has no id");
    if (!item.content_text && !item.content_html) problems.push(`${item.id} has no content`);
    if (item.date_published && !MOMENT.test(item.date_published)) problems.push(`${item.id} is of ${item.date_published}`);
  }
  if (JSON.stringify(feed.items.map(({ id }) => id)) !== JSON.stringify(ids)) problems.push("tells other entries than feed.xml");
  return problems;
}
