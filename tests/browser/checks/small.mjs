// The first visit is small: the front page with its style sheets and scripts, as a host sends them.

import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";

const MOST = 30 * 1024;

export function small(site) {
  const page = site.read("index.html");
  const named = [...page.matchAll(/<(?:link[^>]* rel="stylesheet"|script)[^>]*>/g)].flatMap(([tag]) => tag.match(/(?:href|src)="([^"]+)"/)?.[1] ?? []);
  const sizes = ["index.html", ...named].map((file) => [file, gzipSync(readFileSync(site.path(file))).length]);
  const all = sizes.reduce((sum, [, size]) => sum + size, 0);
  console.log(`first visit, ${site.name}: ${all} bytes with gzip`);
  return all > MOST ? [`the first visit takes ${all} bytes, not ${MOST}: ${JSON.stringify(sizes)}`] : [];
}
