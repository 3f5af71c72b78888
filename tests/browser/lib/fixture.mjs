// A site of two pages with nothing wrong, in a temporary folder; a test breaks one thing and sees that it is found.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Site } from "./site.mjs";

const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'";
const SOURCE = "The ferry is late.\nIt left the 𝒩orth quay at noon, the harbour office says.\n";
const CITED = "It left the 𝒩orth quay at noon, the harbour office says.";
const START = [...SOURCE.slice(0, SOURCE.indexOf(CITED))].length;

const STYLE = `body { color: #111; background: #fff; }
.space { height: 150vh; }
.timex { color: #111; }
.timex::after { position: absolute; background: #fff; }
.timex:focus-visible::after { content: attr(data-card); }
@media (hover: hover) { .timex:hover::after { content: attr(data-card); } }
#closed { position: fixed; top: 0; }
#only-direct:target ~ div .kind:not(.direct) { display: none; }
#only-indirect:target ~ div .kind:not(.indirect) { display: none; }
@media (hover: none) {
  ol:has(:target) { padding-bottom: 60vh; }
  li:has(:target) { position: fixed; bottom: 0; background: #fff; }
  li:has(:target) .close { display: inline-block; padding: 1rem; }
}
`;

const DATES = `<p>It sails again on <a id="when-1" class="timex" href="#why-1" aria-describedby="why-1"
data-card="2 May: the first Monday"><time datetime="2022-05-02">Monday</time></a>.</p>
<ol><li><a href="#when-1">Monday</a> <span id="why-1">2 May: the first Monday</span>
<a class="close" href="#closed" hidden>Close</a></li></ol>
<span id="closed"></span>`;

const STATEMENTS = `<span id="only-direct"></span><span id="only-indirect"></span>
<nav class="filters"><p><a href="#only-direct">Quoted</a> <span class="count">1</span></p>
<p><a href="#only-indirect">Reported</a> <span class="count">1</span></p></nav>
<div><div class="kind direct"><p class="item" id="q1">“Late.”</p></div>
<div class="kind indirect"><p class="item" id="q2">That it sails.</p></div></div>`;

const page = (title, up, body) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${title}</title>
<link rel="stylesheet" href="${up}style.css">
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;

const FILES = () => ({
  "seeds/ferry.txt": SOURCE,
  "public/style.css": STYLE,
  "public/index.html": page(
    "The ferry",
    "",
    '<p id="top">When it left: <a href="articles/ferry.html#s1">the harbour office</a>, <a href="#top">again</a>.</p>' + STATEMENTS,
  ),
  "public/articles/ferry.html": page(
    "The ferry is late",
    "../",
    `<div class="space"></div>\n<p><span id="s1">${CITED}</span></p>\n<div class="space"></div>\n${DATES}\n<p><a href="../index.html">Front page</a></p>`,
  ),
  "public/data/story.json": JSON.stringify({
    sources: [{ id: "ferry", path: "seeds/ferry.txt" }],
    events: [
      {
        citations: [
          {
            source: "ferry",
            sentence: "s1",
            start: START,
            end: START + [...CITED].length,
            text: CITED,
            href: "articles/ferry.html#s1",
          },
        ],
      },
    ],
  }),
});

/** Writes the site, with each `[file, from, to]` of `faults` replaced in it, and removes it after `use`. */
export async function withFixture(faults, use) {
  const root = mkdtempSync(join(tmpdir(), "dateline-fixture-"));
  try {
    const files = FILES();
    for (const [file, from, to] of faults) {
      if (!files[file]?.includes(from)) throw new Error(`${file} does not hold ${from}`);
      files[file] = files[file].replace(from, () => to);
    }
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    return await use(new Site("fixture", root));
  } finally {
    rmSync(root, { recursive: true });
  }
}
