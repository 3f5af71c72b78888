// A first visit is small, whatever page it comes to: the page with its style sheets and scripts, as a host sends them.

import { posix } from "node:path";
import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";

const MOST = 30 * 1024;

export function small(site) {
  const sizes = new Map();
  const size = (file) => sizes.get(file) ?? sizes.set(file, gzipSync(readFileSync(site.path(file))).length).get(file);
  const visits = site.pages.map((file) => {
    const tags = site.read(file).match(/<(?:link[^>]* rel="stylesheet"|script)[^>]*>/g) ?? [];
    const named = tags.flatMap((tag) => tag.match(/(?:href|src)="([^"]+)"/)?.[1] ?? []);
    const loaded = [file, ...named.map((name) => posix.join(posix.dirname(file), name))];
    return { file, all: loaded.reduce((sum, name) => sum + size(name), 0) };
  });
  const most = visits.reduce((most, visit) => (visit.all > most.all ? visit : most));
  console.log(`first visit, ${site.name}: ${visits.find(({ file }) => file === "index.html")?.all} bytes with gzip, at most ${most.all} (${most.file})`);
  return visits.filter(({ all }) => all > MOST).map(({ file, all }) => `${file}: the first visit takes ${all} bytes, not ${MOST}`);
}
