// All checks: each says what holds, and takes a browser and a site to give the list of what is wrong.

import { accessible } from "../checks/accessible.mjs";
import { exact, landing } from "../checks/citations.mjs";
import { dates } from "../checks/dates.mjs";
import { feeds } from "../checks/feeds.mjs";
import { filters } from "../checks/filters.mjs";
import { firefox, firefoxPath } from "../checks/firefox.mjs";
import { fullMarks } from "../checks/lighthouse.mjs";
import { links } from "../checks/links.mjs";
import { loads } from "../checks/loads.mjs";
import { narrow } from "../checks/narrow.mjs";
import { noscript } from "../checks/noscript.mjs";
import { print } from "../checks/print.mjs";
import { search } from "../checks/search.mjs";
import { single } from "../checks/single.mjs";
import { small } from "../checks/small.mjs";
import { thumbs } from "../checks/thumbs.mjs";
import { valid } from "../checks/valid.mjs";
import { findings } from "./findings.mjs";
import { survey } from "./survey.mjs";
import { withTransports } from "./transport.mjs";

export const CHECKS = {
  links: { holds: "links and fragments lead somewhere, from disk, at a root and below a path", check: everyWay(links) },
  loads: { holds: "nothing is loaded from outside and nothing complains", check: everyWay(loads) },
  noscript: { holds: "pages read without scripts", check: visited(noscript) },
  narrow: { holds: "nothing scrolls sideways, on a phone or where columns begin", check: fromDisk(narrow) },
  thumbs: { holds: "on a phone what is touched is high enough for a thumb", check: fromDisk(thumbs) },
  accessible: { holds: "axe finds nothing at 360, 768 and 1440 px, light and dark", check: fromDisk(accessible) },
  valid: { holds: "the Nu HTML checker finds no error", check: async (_, site) => valid(site) },
  exact: { holds: "citations are exact in their sources", check: async (_, site) => exact(site) },
  landing: { holds: "citations land on their words, in view", check: fromDisk(landing) },
  dates: { holds: "the meaning of a date shows in every way of reading and moves nothing", check: fromDisk(dates) },
  filters: { holds: "filters of statements show what they say, and hide nothing from a link", check: fromDisk(filters) },
  print: { holds: "on paper it is light, whole and unfolded", check: fromDisk(print) },
  feeds: { holds: "feeds are valid and tell the same", check: feeds },
  small: { holds: "the first visit is small", check: async (_, site) => small(site) },
  single: { holds: "the site in one file stands alone", check: single, only: ["own", "hostile"] },
  firefox: {
    holds: "Firefox shows and searches it from disk",
    check: fromDisk(firefox),
    only: ["own"],
    missing: () => (firefoxPath() ? null : "there is no Firefox here"),
  },
  lighthouse: {
    holds: "Lighthouse gives full marks",
    check: (_, site, what) => withTransports(site, ([, root]) => fullMarks(site, root.base, what)),
    only: ["own"],
  },
  search: {
    holds: "the search finds what is there, from disk and from a host alike, by keyboard too",
    check: (browser, site) => withTransports(site, (ways) => search(browser, site, ways)),
  },
};

function everyWay(check) {
  return (browser, site) => withTransports(site, async (ways) => {
    const problems = findings();
    for (const way of ways) {
      const { base, pages } = await visit(browser, site, way, way === ways[0] ? null : ways[0]);
      problems.push(...check(site, pages, base).map((problem) => `${way.name}: ${problem}`));
    }
    return problems;
  });
}

const VISITS = new WeakMap();

/** Each site is visited once in each way, whatever number of checks look at the visit. `disk` is the first of the ways. */
async function visit(browser, site, { name, base }, disk) {
  const visits = VISITS.get(site) ?? VISITS.set(site, new Map()).get(site);
  if (!visits.has(name)) {
    const pages = disk ? await fromHost(browser, site, { name, base }, disk) : await survey(browser, site, base);
    visits.set(name, { base, pages });
  }
  return visits.get(name);
}

/** A host sends the bytes that the disk has: of a large site a sample is visited, and of the rest it is worked out where they lead. */
async function fromHost(browser, site, { name, base }, disk) {
  const pages = await survey(browser, site, base, site.sample(`visits by ${name}`));
  const others = (await visit(browser, site, disk)).pages;
  for (const [file, { refs, ids }] of others) {
    if (pages.has(file)) continue;
    const here = base + encodeURI(file);
    const resolved = (raw) => (URL.canParse(raw, here) ? new URL(raw, here).href : null);
    pages.set(file, { ids, refs: refs.map((ref) => ({ ...ref, resolved: resolved(ref.raw) })), requests: [], complaints: [] });
  }
  return pages;
}

/** A check that needs what a visit from disk found. */
function visited(check) {
  return (browser, site) => withTransports(site, async ([disk]) => {
    const { pages } = await visit(browser, site, disk);
    return check(browser, site, pages, disk.base);
  });
}

function fromDisk(check) {
  return (browser, site) => withTransports(site, ([disk]) => check(browser, site, disk.base));
}
