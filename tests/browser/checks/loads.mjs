// A page loads nothing from outside the site, and neither scripts nor the content policy complain.

import { within } from "../lib/transport.mjs";

export function loads(_, pages, base) {
  const problems = [];
  for (const [file, { refs, requests, complaints }] of pages) {
    for (const ref of refs) {
      if (ref.load && !ref.raw.startsWith("#") && within(base, ref.resolved) === null) {
        problems.push(`${file}: ${ref.attribute}="${ref.raw}" loads from outside`);
      }
    }
    for (const address of requests) {
      if (within(base, address) === null) problems.push(`${file}: asked for ${address}`);
    }
    for (const complaint of complaints) problems.push(`${file}: ${complaint}`);
  }
  return problems;
}
