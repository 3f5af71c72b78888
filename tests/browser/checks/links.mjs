// Every address that stays in the site leads to a file and an element of it, and is written relative.

import { within } from "../lib/transport.mjs";

const RUNNABLE = /^(javascript|data|vbscript|blob):/i;

export function links(site, pages, base) {
  const problems = [];
  for (const [file, { refs, ids }] of pages) {
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    for (const id of new Set(twice)) problems.push(`${file}: id "${id}" stands more than once`);
    for (const ref of refs) {
      const problem = judge(site, pages, base, ref);
      if (problem) problems.push(`${file}: ${ref.attribute}="${ref.raw}": ${problem}`);
    }
  }
  return problems;
}

function judge(site, pages, base, { raw, resolved }) {
  if (resolved === null) return "is no address";
  if (raw.startsWith("/")) return "is not relative";
  if (RUNNABLE.test(raw)) return "is of a scheme that carries code or content";
  const target = within(base, resolved);
  if (target === null) return /^(https?|mailto):/i.test(raw) ? null : "leaves the site";
  if (!site.has(target.file)) return "leads to no file";
  if (!target.fragment) return null;
  return pages.get(target.file)?.ids.includes(target.fragment) === false ? "leads to no element" : null;
}
