// A site of three pages with nothing wrong, in a temporary folder; a test breaks one thing and sees that it is found.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Site } from "./site.mjs";

const POLICY = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file:; connect-src 'self'";
const SOURCE = "The ferry is late.\nIt left the 𝒩orth quay at noon, the harbour office says.\n";
const CITED = "It left the 𝒩orth quay at noon, the harbour office says.";
const START = [...SOURCE.slice(0, SOURCE.indexOf(CITED))].length;

const STYLE = `body { color: #111; background: #fff; }
input { max-width: 90%; }
.space { height: 150vh; }
.timex { color: #111; }
.timex::after { position: absolute; background: #fff; }
.timex:focus-visible::after { content: attr(data-card); }
@media (hover: hover) { .timex:hover::after { content: attr(data-card); } }
#closed { position: fixed; top: 0; }
#only-direct:target ~ div .kind:not(.direct) { display: none; }
#only-indirect:target ~ div .kind:not(.indirect) { display: none; }
#only-n1:target ~ section :is(.period, .event):not(.n1, :has(.n1)) { display: none; }
#only-k1:target ~ section :is(.period, .event):not(.k1, :has(.k1)) { display: none; }
@media (hover: none) {
  button, input, select { min-height: 44px; }
  summary { padding: 1rem 0; }
  ol:has(:target) { padding-bottom: 60vh; }
  li:has(:target) { position: fixed; bottom: 0; background: #fff; }
  li:has(:target) .close { display: inline-block; padding: 1rem; }
}
@media print {
  nav, form { display: none; }
  .item, .event { break-inside: avoid; }
  details::details-content { content-visibility: visible; height: auto; }
  a[href^="http"]::after { content: " (" attr(href) ")"; }
  a { color: #111; }
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

const TIMELINE = `<span id="only-k1"></span><span id="only-n1"></span>
<nav class="filters" id="all"><ul><li><a href="#only-k1" data-key="announced">Announced</a> <span class="count">2</span></li>
<li><a href="#only-n1" data-key="name.harbour-office">Harbour office</a> <span class="count">1</span></li></ul></nav>
<section><h2>Day by day</h2><ol><li class="period"><h3>1 May</h3><ol><li class="event k1" id="e1">The ferry is late.</li></ol></li>
<li class="period"><h3>2 May</h3><ol><li class="event k1 n1" id="e2">It left at noon.</li></ol></li>
<li class="period"><h3>3 May</h3><ol><li class="event" id="e3">It came back.</li></ol></li></ol></section>
<script src="../timeline.js"></script>`;

const FOLDED = `<details><summary>Why</summary><p>The harbour office says so <a href="https://harbour.invalid/">itself</a>.</p></details>`;

const FEED = `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:site</id><title>The ferry</title><updated>2022-05-02T00:00:00Z</updated>
<author><name>Desk</name></author>
<entry><id>urn:ferry</id><title>Late</title><link href="articles/ferry.html"/><updated>2022-05-02T00:00:00Z</updated></entry></feed>`;

const JSON_FEED = { version: "https://jsonfeed.org/version/1.1", title: "The ferry", items: [{ id: "urn:ferry", content_text: "Late" }] };

const FIND = `<form class="find" action="search.html"><p><label for="find">Search</label>
<input id="find" name="q" type="search"> <button>Search</button></p></form>`;

const SEARCH = `<noscript><p>The search needs a script; the <a href="articles/ferry.html">source</a> does not.</p></noscript>
<form id="search" data-version="1" role="search"><p><label for="q">Words</label> <input id="q" name="q" type="search">
<label for="source">Source</label> <select id="source" name="source"><option value="">All</option>
<option value="page:ferry" data-source="0">Ferry</option></select> <button>Search</button></p></form>
<p id="found" role="status"></p>
<ol id="hits"></ol>
<p><button type="button" id="further" hidden>More</button></p>
<script src="search.js"></script>`;

/** The index of the one source, as the program would write it, with the script that reads it. */
function searchFiles() {
  const lines = ["The ferry is late", CITED].map((line) => line.normalize("NFKD").toLowerCase().match(/\p{L}+/gu));
  const words = [...new Set(lines.flat())].sort();
  const letter = (number) => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number];
  const held = (word) => lines.flatMap((line, at) => (line.includes(word) ? [at] : []));
  const list = (word) => held(word).map((at, n, all) => letter(n > 0 ? at - all[n - 1] - 1 : at)).join("");
  const places = (word) => held(word).flatMap((at) => lines[at].flatMap((other, n) => (other === word ? [n] : [])).map((n, k, all) => letter((n - (all[k - 1] ?? 0)) * 2 + (k + 1 < all.length ? 1 : 0)))).join("");
  const fold = { drop: [[0x300, 0x36f]], letters: {}, digits: [], joined: [], longest: 40 };
  const files = {
    index: JSON.stringify({ fold, lines: "2", dates: "00", outlets: "0", texts: "1", shards: [[words[0], 1, 1]] }),
    "words-0": words.map((word) => `${word}\t${list(word)}\n`).join(""),
    "places-0": words.map((word) => `${places(word)}\n`).join(""),
    "text-0": `articles/ferry.html\tFerry\t\tundated\t\t\tauto\t\n\t\t\t\tThe ferry is late\ns1\t2\t\t\t${CITED}`,
  };
  const scripts = Object.entries(files).map(([name, text]) => [`public/search/${name}.js`, `datelineShard("${name}",${JSON.stringify(text)});\n`]);
  return Object.fromEntries(scripts);
}

/** Scripts of the program. */
const SCRIPTS = ["search.js", "timeline.js"].map((name) => [
  `public/${name}`,
  readFileSync(new URL(`../../../templates/${name}`, import.meta.url), "utf8"),
]);

const page = (title, up, body) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="description" content="When the ferry left.">
<link rel="icon" href="${up}icon.svg">
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
    '<p id="top">When it left: <a href="articles/ferry.html#s1">the harbour office</a>, <a href="#top">again</a>.</p>' + STATEMENTS + FOLDED + FIND,
  ),
  "public/single.html": page("The ferry", "", `<p id="ferry">${CITED} <a href="#ferry">Again</a>.</p>`)
    .replace('<link rel="icon" href="icon.svg">\n', "")
    .replace('<link rel="stylesheet" href="style.css">', "<style>a { color: #111; }</style>")
    .replace("style-src 'self' file:", "style-src 'unsafe-inline'"),
  "public/icon.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
  "public/feed.xml": FEED,
  "public/feed.json": JSON.stringify(JSON_FEED),
  "public/search.html": page("Search", "", SEARCH),
  ...Object.fromEntries(SCRIPTS),
  ...searchFiles(),
  "public/articles/ferry.html": page(
    "The ferry is late",
    "../",
    `<div class="space"></div>\n<p><span id="s1" class="s">${CITED}</span></p>\n<div class="space"></div>\n${DATES}\n${TIMELINE}\n<p><a href="../index.html">Front page</a></p>`,
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
