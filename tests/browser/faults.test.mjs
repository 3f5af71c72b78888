// Each check finds nothing on a sound site, and finds the one fault that is put there.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "./lib/browser.mjs";
import { until } from "./lib/findings.mjs";
import { withFixture } from "./lib/fixture.mjs";
import { closeOthers } from "./lib/others.mjs";
import { CHECKS } from "./lib/run.mjs";

const index = (from, to) => ["public/index.html", from, to];
const article = (from, to) => ["public/articles/ferry.html", from, to];
const style = (rule) => ["public/style.css", "body {", `${rule}\nbody {`];
const story = (from, to) => ["public/data/story.json", from, to];
const shard = (name, from, to) => [`public/search/${name}.js`, from, to];
const script = (from, to) => ["public/search.js", from, to];
const timeline = (from, to) => ["public/timeline.js", from, to];
const feed = (from, to) => ["public/feed.xml", from, to];
const link = (to) => [index('href="#top"', `href="${to}"`)];
const append = (html) => index("</main>", `${html}</main>`);
const front = (...categories) => ({ categories, files: ["index.html"] });
const INLINE = index("script-src 'self' file:", "script-src 'unsafe-inline'");

// For each check: what is wrong, the edits that make it so, what the check says of it, and how much is to be looked at for
// that where the check can look at less than all.
const FAULTS = {
  links: [
    ["a link to no file", link("gone.html"), /leads to no file/],
    ["a link to a folder", link("articles/"), /leads to no file/],
    ["a link that leaves out .html", link("articles/ferry"), /leads to no file/],
    ["a fragment of no element", [index("ferry.html#s1", "ferry.html#s2")], /leads to no element/],
    ["a fragment of no element on the same page", link("#bottom"), /leads to no element/],
    ["a root-absolute link", [article('"../index.html"', '"/index.html"')], /is not relative/],
    ["a link that takes the host's scheme", link("//host.invalid/"), /is not relative/],
    ["a link out of the site's folder", [article('"../index.html"', '"../../x.txt"')], /leaves the site/],
    ["a link that runs", link("javascript:alert(1)"), /carries code/],
    ["an id twice", [index("<h1>", '<h1 id="top">')], /more than once/],
  ],
  loads: [
    ["a picture of another host", [append('<img src="http://host.invalid/a.png" alt="">')], /from outside/],
    ["a style of another host", [style('@import "http://host.invalid/a.css";')], /asked for http:\/\/host|policy/],
    ["a style that is not there", [index("style.css", "stile.css")], /failed|answered 404/],
    ["a script that the policy forbids", [append("<script>document.title</script>")], /policy violation/],
    ["a script that fails", [INLINE, append("<script>null.length</script>")], /script: /],
    ["a script that complains", [INLINE, append("<script>console.error('late')</script>")], /console: late/],
    ["a script that asks for attention", [INLINE, append("<script>alert(1)</script>")], /dialog: 1/],
  ],
  noscript: [
    ["words that a script writes", [INLINE, append("<script>document.write('<p>Ahoy</p>')</script>")], /"Ahoy" first/],
    ["a page without a main part", [index("<main>", "<div>"), index("</main>", "</div>")], /says nothing/],
  ],
  narrow: [
    ["a long word", [index("The ferry</h1>", `${"ferry".repeat(30)}</h1>`)], /px wide/],
    ["a column that does not give way to large letters", [style("h1 { min-width: 16rem }")], /360 px in large letters: \d+ px wide/],
    ["what is too wide cut off", [style("body { overflow-x: hidden }")], /cuts off/],
  ],
  thumbs: [
    ["a line to be pressed that is low", [style("summary { padding: 0 !important }")], /\d+ px: <summary>/],
    ["a link of its own that is low", [style("#top a { display: inline-block }")], /\d+ px: <a href/],
  ],
  accessible: [
    ["a picture without words for it", [append('<img src="a.png">')], /image-alt/],
    ["pale words in the dark", [style("@media (prefers-color-scheme: dark) { h1 { color: #ddd } }")], /dark: color-contrast/],
    ["pale words on a phone", [style("@media (max-width: 500px) { h1 { color: #ddd } }")], /360 px, light: color-contrast/],
    ["pale words on a desk", [style("@media (min-width: 500px) { h1 { color: #ddd } }")], /1440 px, light: color-contrast/],
    ["pale words on a tablet", [style("@media (min-width: 700px) and (max-width: 800px) { h1 { color: #ddd } }")], /768 px, light: color-contrast/],
    ["words of middling contrast", [style("p { color: #6e6e6e }")], /color-contrast-enhanced/],
  ],
  valid: [
    ["an element that is none", [append("<paragraph>x</paragraph>")], /index.html:\d+: .*paragraph/],
    ["a property that is none", [style("p { colour: red }")], /style.css:\d+: /],
  ],
  exact: [
    ["other words", [story('"text":"It left', '"text":"It quit')], /cited as/],
    ["an end in other units", [story('"end":75', '"end":76')], /cited as/],
    ["an unknown source", [story('"source":"ferry"', '"source":"boat"')], /unknown source/],
    ["no citation", [story('"href"', '"link"')], /cites nothing/],
  ],
  landing: [
    ["another page", [story("articles/ferry.html#s1", "articles/boat.html#s1")], /no such page/],
    ["another element", [story("ferry.html#s1", "ferry.html#s2")], /no such element/],
    ["no fragment", [story("ferry.html#s1", "ferry.html")], /no fragment/],
    ["other words", [article("at noon", "at dusk")], /holds/],
    ["words that are not shown", [style("#s1 { display: none }")], /not rendered/],
    ["words that cannot be seen", [style("#s1 { opacity: 0 }")], /not rendered/],
    ["words out of view", [style("#s1 { scroll-margin-top: 1000px }")], /out of view/],
    ["words behind something", [style("h1 { position: fixed; inset: 0; margin: 0; background: #fff }")], /covered/],
  ],
  dates: [
    ["no card for a pointer", [style(".timex:hover::after { content: none !important }")], /pointer: "Monday" shows nothing/],
    ["no card for the keyboard", [style(".timex:focus::after { content: none !important }")], /keyboard: .* shows nothing/],
    ["a card of other words", [article('data-card="2 May', 'data-card="9 May')], /another meaning/],
    ["a card that moves the text", [style(".timex::after { position: static !important; display: block }")], /moves the page/],
    ["a card that is too wide", [style(".timex::after { width: 200vw }")], /widens the page/],
    ["a tap that leads away", [style("li { position: static !important }")], /finger: .* leaves the line/],
    ["a meaning that cannot be closed", [style(".close { display: none !important }")], /cannot be closed/],
    ["a list that is not printed", [style("@media print { ol { display: none } }")], /paper: .* not listed/],
    ["an expression without a description", [article(' aria-describedby="why-1"', "")], /not described/],
    ["a meaning with no way back", [article('href="#when-1"', 'href="#why-1"')], /no way back/],
  ],
  filters: [
    ["a filter that leaves others", [style(".kind { display: block !important }")], /only-direct: shows 1 of another kind/],
    ["a filter that says another number", [index('class="count">1', 'class="count">3')], /only-direct: shows 1, not 3/],
    ["a filter that shows nothing", [style(":target ~ div { display: none }")], /only-direct: shows 0, not 1/],
    ["a filter that leaves other events", [style("section li { display: list-item !important }")], /only-n1: shows 2 of another kind/],
    ["a day with nothing under it", [style(".period { display: list-item !important }")], /shows nothing under "1 May"/],
    ["filters that show what either finds", [timeline("groups.every", "groups.some")], /k1 and n1 show 2 events, not 1/],
    ["a number of events that is another", [timeline("`${shown} of", "`${events.length} of")], /are told as "3 of 3 events shown"/],
    ["filters that stay", [timeline("!asked.delete(link)", "true")], /taken back, the filters leave 1 of 3/],
    ["a day with nothing under it with the script", [style(".period { display: list-item !important }")], /under "1 May" with the script/],
    ["a statement that a link does not find", [style("#q2 { display: none }")], /#q1: shows 1 of 2/],
  ],
  print: [
    ["a menu on paper", [style("@media print { nav { display: block !important } }")], /is printed/],
    ["pale words on paper", [style("@media print { p { color: #777 !important } }")], /contrast of/],
    ["a statement that may break", [style("@media print { .item { break-inside: auto !important } }")], /may break/],
    ["words folded away", [style("@media print { details::details-content { content-visibility: hidden !important } }")], /stays folded/],
    ["an address that nobody can type", [style("@media print { a::after { content: none !important } }")], /has no address/],
    ["a dark paper", [style("@media print { body { background: #111 !important } }")], /paper is dark/],
  ],
  feeds: [
    ["a feed that is no XML", [feed("</entry>", "")], /feed.xml: /],
    ["an entry without an id", [feed("<id>urn:ferry</id>", "")], /one id/],
    ["a day for a moment", [feed("T00:00:00Z</updated></entry>", "</updated></entry>")], /is updated at/],
    ["no author", [feed("<author><name>Desk</name></author>", "")], /no author/],
    ["another entry in JSON", [["public/feed.json", '"id":"urn:ferry"', '"id":"urn:boat"']], /other entries/],
  ],
  small: [
    ["a style sheet of great size", [style(Array.from({ length: 9000 }, (_, n) => `.x${(n * 7919) % 65521} { order: ${(n * 104729) % 99991} }`).join("\n"))], /first visit takes/],
  ],
  single: [
    ["a single file without a main part", [["public/single.html", "<main>", "<div>"], ["public/single.html", "</main>", "</div>"]], /says nothing/],
    ["a style sheet beside the file", [["public/single.html", "<style>", '<link rel="stylesheet" href="style.css"><style>']], /asks for|failed|leads out/],
    ["a link to a page that stayed behind", [["public/single.html", 'href="#ferry"', 'href="index.html"']], /leads out of the file/],
    ["a fragment of no element in the file", [["public/single.html", 'href="#ferry"', 'href="#boat"']], /leads to no element/],
    ["a single file of long words", [["public/single.html", "The ferry</h1>", `${"ferry".repeat(30)}</h1>`]], /px wide/],
  ],
  firefox: [
    ["a script that the policy forbids in Firefox", [append("<script>document.title</script>")], /policy violation/],
    ["an index that cannot be read", [shard("index", "datelineShard", "console.log")], /does not work/],
    ["a script that Firefox cannot read", [script("use strict", "use strict\"; ) \"")], /script: /],
  ],
  lighthouse: [
    ["a page that says nothing to a search engine", [index('<meta name="description" content="When the ferry left.">', "")], /seo \d+, not 100/, front("seo")],
    ["a picture without words", [append('<img src="icon.svg" width="9" height="9">')], /accessibility \d+, not 100/, front("accessibility")],
    ["what is missing", [append('<img src="gone.png" alt="" width="9" height="9">')], /best-practices \d+, not 100/, front("best-practices")],
  ],
  search: [
    ["a word that is not in the index", [shard("words-0", "quay\\t1\\n", "quai\\t1\\n")], /does not find articles\/ferry.html#s1/],
    ["words out of their places", [script("begins.push(now - place)", "begins.push(now)")], /does not find articles\/ferry.html#s1/],
    ["a hit that leads to another sentence", [shard("text-0", "s1\\t", "s2\\t")], /leads nowhere/],
    ["a hit that shows other words", [shard("text-0", "left the", "left for the")], /no bold words|does not find|does not hold/],
    ["a missing part of the index", [shard("text-0", "datelineShard", "console.log")], /is never answered/],
    ["scripts that the policy forbids", [["public/search.html", "script-src 'self' file:", "script-src 'none'"]], /policy violation/],
    ["capitals that are not folded", [script(".toLowerCase()", "")], /does not find articles\/ferry.html#s1/],
    ["an answer that nobody hears", [["public/search.html", ' role="status"', ""]], /is never answered/],
    ["other answers from a host", [script('(name, text) => arrived', '(name, text) => location.protocol !== "file:" && name === "text-0" ? 0 : arrived')], /http.*another answer/],
    ["what stands nowhere found", [script('if (!open) return', 'if (word === "qqxqq") fits.set(0, 1);\n    if (!open) return')], /what stands nowhere/],
    ["a filter that hides what it names", [script("source === Number(option.source)", "source !== Number(option.source)")], /hides what it names/],
    ["hits that the keyboard does not reach", [script("ArrowDown: 1", "Down: 1")], /arrow down/],
    ["a front page without a search", [index('class="find"', "")], /no search on the front page/],
    ["no words on what to do without a script", [["public/search.html", "<noscript>", "<noscript hidden>"]], /no link to the sources/],
  ],
};

// What is looked at on the sound site, where that is less than all.
const SOUND = { lighthouse: front("accessibility", "best-practices", "seo") };

let browser;
before(async () => {
  browser = await launch();
});
after(() => Promise.all([browser?.close(), closeOthers()]));

test("every check has its faults", () => assert.deepEqual(Object.keys(FAULTS), Object.keys(CHECKS)));

for (const [name, faults] of Object.entries(FAULTS)) {
  const { check, missing } = CHECKS[name];
  describe(name, { skip: missing?.() ?? false }, () => {
    test("finds nothing on a sound site", () =>
      withFixture([], async (site) => assert.deepEqual([...(await check(browser, site, SOUND[name]))], [])));
    for (const [wrong, edits, says, what] of faults) {
      test(`finds ${wrong}`, () =>
        withFixture(edits, async (site) => {
          const problems = await until(says, browser, () => check(browser, site, what));
          assert.ok(problems.some((problem) => says.test(problem)), `found only: ${problems.join("\n")}`);
        }));
    }
  });
}
