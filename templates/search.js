// Search without a server. The index stands in small scripts below search/, each a call of datelineShard(name, text); they
// are loaded one by one as a query needs them, which works from disk as from a host. A line is the title of a source or
// one of its sentences. What is in the files: the documentation of src/site/search.
"use strict";

(() => {
  const form = document.getElementById("search");
  const [field, found, hits, further] = ["q", "found", "hits", "further"].map((id) => document.getElementById(id));
  const filters = ["source", "from", "to"].map((name) => form.elements[name]).filter(Boolean);

  const PAGE = 10; // sources shown at a time
  const SENTENCES = 3; // shown of each
  const LONGEST = 360; // letters shown of a sentence
  const ROUNDS = 3; // times that many sources are looked at for a phrase that the index leaves open
  const SPARE = 64; // kilobytes that may be loaded for words that only begin as asked
  const PLACES = 128; // kilobytes of places that may be loaded for a phrase

  // --- Files ----------------------------------------------------------------------------------------------------------

  const arrived = new Map();
  const asked = new Map();
  window.datelineShard = (name, text) => arrived.set(name, text);

  /** The text of a file of the index. */
  function load(name) {
    if (!asked.has(name)) {
      asked.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        const fail = () => reject(new Error(`search/${name}.js cannot be loaded`));
        script.src = `search/${name}.js?${form.dataset.version}`;
        script.onload = () => (arrived.has(name) ? resolve(arrived.get(name)) : fail());
        script.onerror = fail;
        document.head.append(script);
      }));
    }
    return asked.get(name);
  }

  const remembered = (make) => {
    const known = new Map();
    return (key) => known.get(key) ?? known.set(key, make(key)).get(key);
  };

  /** Words of a shard: where each stands in it, and its list of lines. */
  const vocabulary = remembered(async (shard) => {
    const words = new Map();
    const rows = (await load(`words-${shard}`)).split("\n");
    rows.pop();
    rows.forEach((row, at) => {
      const tab = row.indexOf("\t");
      words.set(row.slice(0, tab), { shard, at, list: row.slice(tab + 1) });
    });
    return words;
  });
  const placesOf = remembered(async (shard) => (await load(`places-${shard}`)).split("\n"));
  const textsOf = remembered(async (shard) => (await load(`text-${shard}`)).split("\n\n").map(record));

  function record(text) {
    const [head, ...rows] = text.split("\n");
    const [href, label, outlet, date, mark, lang, dir] = head.split("\t");
    const lines = rows.map((row) => {
      const [id, number, lang, dir, words] = row.split("\t");
      return { id, number, lang, dir, words };
    });
    return { href, label, outlet, date, mark, lang, dir, lines };
  }

  // --- Numbers: five bits a letter, the lowest first; from 32 on another letter follows ---------------------------------

  const VALUES = new Uint8Array(128);
  [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"].forEach((letter, value) => {
    VALUES[letter.charCodeAt(0)] = value;
  });

  function numbers(text) {
    const list = [];
    for (let at = 0, value = 0, shift = 0; at < text.length; at++) {
      const bits = VALUES[text.charCodeAt(at)];
      value |= (bits & 31) << shift;
      shift += 5;
      if (bits < 32) {
        list.push(value);
        value = shift = 0;
      }
    }
    return list;
  }

  /** Rising numbers, written by their steps or as a row of bits. */
  function rising(text) {
    const list = [];
    if (text[0] === "!") {
      for (let at = 1; at < text.length; at++) {
        const bits = VALUES[text.charCodeAt(at)];
        for (let bit = 0; bit < 6; bit++) if ((bits >> bit) & 1) list.push((at - 1) * 6 + bit);
      }
      return list;
    }
    let next = 0;
    for (const step of numbers(text)) {
      list.push(next + step);
      next += step + 1;
    }
    return list;
  }

  // --- The index --------------------------------------------------------------------------------------------------------

  let index;

  /** Figures of all sources, unpacked once. */
  const opened = remembered(async () => {
    const raw = JSON.parse(await load("index"));
    const sizes = numbers(raw.lines);
    const starts = [0];
    for (const size of sizes) starts.push(starts.at(-1) + size);
    const owner = new Int32Array(starts.at(-1));
    sizes.forEach((size, source) => owner.fill(source, starts[source], starts[source] + size));
    const first = [];
    const last = [];
    const dates = numbers(raw.dates);
    for (let at = 0, day = 0; at < dates.length; at += 2) {
      if (dates[at + 1] > 0) day += dates[at] % 2 ? -(dates[at] + 1) / 2 : dates[at] / 2;
      first.push(dates[at + 1] > 0 ? day : null);
      last.push(day + dates[at + 1] - 1);
    }
    const text = [];
    numbers(raw.texts).forEach((count, shard) => {
      for (let at = 0; at < count; at++) text.push([shard, at]);
    });
    const average = owner.length / sizes.length;
    index = { ...raw, sizes, starts, owner, first, last, text, average, outlets: numbers(raw.outlets) };
  });

  // --- Words, folded as the index folds them ------------------------------------------------------------------------------

  const WORD = /[\p{Alphabetic}\p{N}\p{M}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;
  const within = (ranges, letter) => ranges.some(([from, to]) => letter >= from && letter <= to);

  function fold(word) {
    const { drop, letters, digits } = index.fold;
    const bare = (text) => [...text].filter((letter) => !within(drop, letter.codePointAt(0)));
    const plain = bare(bare(word.normalize("NFKD")).join("").toLowerCase()).map((letter) => {
      if (Object.hasOwn(letters, letter)) return letters[letter];
      const code = letter.codePointAt(0);
      const zero = digits.find((zero) => code >= zero && code < zero + 10);
      return zero === undefined ? letter : String(code - zero);
    });
    return plain.join("").normalize("NFC").replace(/[^\p{Alphabetic}\p{N}\p{M}]/gu, "");
  }

  /** The words of a text: `{word, place, from, to}`, and for a piece written without spaces its pairs of letters. */
  function wordsOf(text) {
    const list = [];
    for (const { 0: run, index: from } of text.matchAll(WORD)) {
      const folded = fold(run);
      const even = folded.length === run.length;
      let piece = [];
      const finish = () => {
        const at = from + (even ? piece.begin : 0);
        const to = even ? (length) => at + length : () => from + run.length;
        if (piece.joined) {
          let offset = 0;
          piece.forEach((letter, n) => {
            const word = letter + (piece[n + 1] ?? "");
            const start = even ? at + offset : from;
            list.push({ word, place: list.length, from: start, to: even ? start + word.length : to(), joined: piece.length, tail: n > 0 && n === piece.length - 1 });
            offset += letter.length;
          });
        } else if (piece.length > 0) {
          const word = piece.slice(0, index.fold.longest).join("");
          list.push({ word, place: list.length, from: at, to: to(piece.join("").length) });
        }
      };
      let at = 0;
      for (const letter of folded) {
        const joined = within(index.fold.joined, letter.codePointAt(0));
        if (piece.length === 0 || piece.joined !== joined) {
          finish();
          piece = Object.assign([], { joined, begin: at });
        }
        piece.push(letter);
        at += letter.length;
      }
      finish();
    }
    return list;
  }

  // What these scripts write before a word without a space, an article, a preposition, “and”: who asks for the word means it
  // with these too. What an article can be taken from is asked for without it.
  const BEFORE = [
    { of: /^\p{Script=Arabic}{3,}$/u, article: /^(?:[وفبك]?ال|لل)(?=.{3})/u, parts: ["ال", "وال", "بال", "فال", "كال", "لل", "و", "ب", "ل"] },
    { of: /^\p{Script=Hebrew}{3,}$/u, article: /^ה(?=.{3})/u, parts: ["ה", "ו", "ב", "ל", "מ", "ש", "כ", "וה", "שה"] },
  ];

  /** How a word may begin in the texts, each with how well that fits. */
  function formsOf(word) {
    const script = BEFORE.find(({ of }) => of.test(word));
    if (!script) return [[word, 1]];
    const bare = word.replace(script.article, "");
    const others = [bare, ...script.parts.map((part) => part + bare)].filter((form) => form !== word);
    return [[word, 1], ...others.map((form) => [form, 0.8])];
  }

  /** What is asked for: groups of words, each a phrase or a word that others may begin with. All of them are wanted. */
  function groupsOf(query) {
    const groups = [];
    query.split(/["“”„«»]/u).forEach((part, at) => {
      // The last letter of a piece is part of its last pair.
      const words = wordsOf(part).filter((word) => !word.tail);
      const runs = at % 2 ? [words] : words.reduce((runs, word) => {
        const goesOn = word.joined > 2 && runs.length > 0 && runs.at(-1).at(-1).joined === word.joined && runs.at(-1).at(-1).place === word.place - 1;
        if (goesOn) runs.at(-1).push(word);
        else runs.push([word]);
        return runs;
      }, []);
      for (const run of runs.filter((run) => run.length > 0)) {
        const [{ word, joined }] = run;
        const open = at % 2 === 0 && run.length === 1 && (joined ? joined === 1 : word.length > 1 || /\p{Script=Hangul}/u.test(word));
        groups.push({ open, words: run.map(({ word, place }) => ({ word, place: place - run[0].place })) });
      }
    });
    const known = new Set();
    return groups.filter((group) => {
      const key = JSON.stringify(group);
      return !known.has(key) && known.add(key);
    }).slice(0, 12);
  }

  // --- Finding ------------------------------------------------------------------------------------------------------------

  /** The shard that holds a word, if any does. */
  function shardOf(word) {
    const after = index.shards.findIndex(([first]) => first > word);
    return (after < 0 ? index.shards.length : after) - 1;
  }

  async function entryOf(word) {
    const shard = shardOf(word);
    return shard < 0 ? undefined : (await vocabulary(shard)).get(word);
  }

  /** The lines of a group, with how well each fits. */
  async function linesOf({ words, open }) {
    if (words.length > 1) return phrase(words);
    const [{ word }] = words;
    const exact = await entryOf(word);
    const lines = exact ? rising(exact.list) : [];
    if (!open) return { lines };
    const weights = new Float32Array(index.owner.length);
    for (const line of lines) weights[line] = 1;
    let spare = SPARE;
    for (const [form, worth] of formsOf(word)) {
      const mayHold = (shard) => shard < index.shards.length && (index.shards[shard][0] <= form || index.shards[shard][0].startsWith(form));
      for (let shard = Math.max(0, shardOf(form)); mayHold(shard); shard++) {
        if (!asked.has(`words-${shard}`)) spare -= index.shards[shard][1];
        if (spare < 0) return { lines, weights };
        for (const [other, entry] of await vocabulary(shard)) {
          if (other === word || !other.startsWith(form)) continue;
          const weight = 0.7 * worth * (form.length / other.length) ** 0.5;
          for (const line of rising(entry.list)) {
            if (weights[line] === 0) lines.push(line);
            weights[line] = Math.max(weights[line], weight);
          }
        }
      }
    }
    return { lines, weights };
  }

  /** The lines in which the words stand one after the other. Places are loaded for the rarest words first. */
  async function phrase(words) {
    const entries = await Promise.all(words.map(async ({ word, place }) => ({ place, ...(await entryOf(word)) })));
    if (entries.some(({ list }) => list === undefined)) return { lines: [] };
    for (const entry of entries) entry.lines = rising(entry.list);
    entries.sort((a, b) => a.lines.length - b.lines.length);
    let spare = PLACES;
    const read = entries.filter(({ shard }, at) => {
      const cost = asked.has(`places-${shard}`) ? 0 : index.shards[shard][2];
      if (at > 0 && cost > spare) return false;
      spare -= cost;
      return true;
    });
    let candidates;
    for (const entry of entries) {
      const starts = read.includes(entry) ? await startsOf(entry) : new Map(entry.lines.map((line) => [line, null]));
      candidates = candidates ? meet(candidates, starts) : starts;
    }
    return { lines: [...candidates.keys()], unsure: read.length < entries.length };
  }

  /** For each line where the phrase would begin, were this word of it there. */
  async function startsOf({ shard, at, lines, place }) {
    const starts = new Map();
    const steps = numbers((await placesOf(shard))[at]);
    let next = 0;
    for (const line of lines) {
      const begins = [];
      for (let now = 0, more = 1; more; next++) {
        more = steps[next] % 2;
        now += (steps[next] - more) / 2;
        begins.push(now - place);
      }
      starts.set(line, begins);
    }
    return starts;
  }

  function meet(some, others) {
    const both = new Map();
    for (const [line, begins] of some) {
      if (!others.has(line)) continue;
      const there = others.get(line);
      const left = there === null ? begins : begins.filter((begin) => there.includes(begin));
      if (left.length > 0) both.set(line, left);
    }
    return both;
  }

  /** The sources that may be shown by the filters. */
  function chosen() {
    const option = form.elements.source?.selectedOptions[0]?.dataset ?? {};
    const [from, to] = ["from", "to"].map((name) => Date.parse(form.elements[name]?.value) / 864e5);
    return (source) =>
      (option.outlet === undefined || index.outlets[source] === Number(option.outlet) + 1) &&
      (option.source === undefined || source === Number(option.source)) &&
      ((Number.isNaN(from) && Number.isNaN(to)) ||
        (index.first[source] !== null && !(index.last[source] < from) && !(index.first[source] > to)));
  }

  /** The sources in order of rank (BM25 over sources, a title counting three times; then the best sentence). */
  function rank(groups, may) {
    const { owner, starts, sizes, average } = index;
    const allowed = sizes.map((_, source) => source).filter(may);
    const lines = { score: new Float32Array(owner.length), groups: new Uint8Array(owner.length) };
    const sources = { score: new Float32Array(sizes.length), groups: new Uint8Array(sizes.length) };
    const held = []; // lines of any group, each once
    for (const group of groups) {
      const times = new Float32Array(sizes.length);
      for (const line of group.lines) times[owner[line]] += (starts[owner[line]] === line ? 3 : 1) * (group.weights?.[line] ?? 1);
      let holding = 0;
      for (const count of times) if (count > 0) holding++;
      const rare = Math.log(1 + (sizes.length - holding + 0.5) / (holding + 0.5));
      for (const source of allowed) {
        const count = times[source];
        if (count === 0) continue;
        sources.score[source] += (rare * count * 2.2) / (count + 1.2 * (0.4 + (0.6 * sizes[source]) / average));
        sources.groups[source]++;
      }
      for (const line of group.lines) {
        if (lines.groups[line]++ === 0) held.push(line);
        lines.score[line] += rare * (group.weights?.[line] ?? 1);
      }
    }
    const most = sources.groups.reduce((most, groups) => Math.max(most, groups), 0);
    const ranked = most === 0 ? [] : allowed.filter((source) => sources.groups[source] === most);
    const best = new Float32Array(sizes.length);
    let full = 0;
    for (const line of held) {
      const source = owner[line];
      if (most === 0 || sources.groups[source] < most) continue;
      best[source] = Math.max(best[source], lines.score[line] + lines.groups[line]);
      if (lines.groups[line] === groups.length && line > starts[source]) full++;
    }
    for (const source of ranked) sources.score[source] += best[source];
    ranked.sort((a, b) => sources.score[b] - sources.score[a] || a - b);
    return { ranked, lines, full, some: most < groups.length };
  }

  /** The sentences of a source that fit, by their lines, the best first. */
  function sentencesOf(source, { groups, score }) {
    const found = [];
    for (let line = index.starts[source] + 1; line < index.starts[source + 1]; line++) if (groups[line] > 0) found.push(line);
    return found.sort((a, b) => groups[b] - groups[a] || score[b] - score[a] || a - b);
  }

  // --- Showing --------------------------------------------------------------------------------------------------------------

  // The language's own way to write a number would cost a first query 15 ms.
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
  const count = (number, word) => `${grouped(number)} ${word}${number === 1 ? "" : "s"}`;

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
    made.append(...children.filter(Boolean));
    return made;
  }

  /** Where in a text the words asked for stand: `[from, to]`, in order. */
  function marks(text, groups) {
    const words = wordsOf(text);
    const at = [];
    for (const group of groups) {
      const beginnings = group.words.length === 1 && group.open ? formsOf(group.words[0].word).map(([form]) => form) : [];
      for (let begin = 0; begin < words.length; begin++) {
        const there = group.words.every(({ word, place }) => {
          const other = words[begin + place]?.word;
          return other === word || beginnings.some((form) => other?.startsWith(form));
        });
        if (there) at.push([words[begin].from, words[begin + group.words.at(-1).place].to]);
      }
    }
    return at.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  }

  /** The text with the words asked for in bold, and a long one cut around the first of them. */
  function shown(text, groups) {
    const at = marks(text, groups);
    let from = 0;
    let to = text.length;
    if (to > LONGEST) {
      const first = at[0]?.[0] ?? 0;
      from = first > LONGEST / 2 ? text.indexOf(" ", first - LONGEST / 3) + 1 || first : 0;
      if (from > first) from = first;
      const end = text.lastIndexOf(" ", from + LONGEST);
      to = Math.min(to, end > first ? end : from + LONGEST);
    }
    const parts = [from > 0 ? "… " : ""];
    let done = from;
    for (const [start, last] of at) {
      const end = Math.min(last, to);
      if (end <= done || start >= to) continue;
      parts.push(text.slice(done, Math.max(done, start)));
      parts.push(element("b", {}, text.slice(Math.max(done, start), end)));
      done = end;
    }
    return [...parts, text.slice(done, to), to < text.length ? " …" : ""];
  }

  /** A source with the sentences of it that fit, `best` first; they are shown in their order. */
  function hit(text, best, groups) {
    const title = text.lines[0];
    const list = (some) => element("ul", {}, ...some.sort((a, b) => a - b).map((at) => text.lines[at]).map((line) => element("li", {},
      element("span", { class: "words", lang: line.lang || text.lang, dir: line.dir || text.dir }, ...shown(line.words, groups)), " ",
      element("span", { class: "cites" }, element("a", { href: `${text.href}#${line.id}` }, text.label + (line.number ? `,\u00a0¶${line.number}` : ""))))));
    const [first, others] = [best.slice(0, SENTENCES), best.slice(SENTENCES)];
    const item = element("li", { class: "hit" },
      element("h2", {}, element("a", { class: "title", href: text.href, lang: text.lang, dir: text.dir }, ...shown(title.words, groups))),
      element("p", { class: "meta" },
        text.outlet && element("bdi", {}, text.outlet), text.outlet && " · ", text.date,
        text.mark && ", ", text.mark && element("span", { class: `mark ${text.mark}` }, text.mark)));
    if (first.length > 0) item.append(list(first));
    if (others.length > 0) {
      item.append(element("details", { class: "more" }, element("summary", {}, `${count(others.length, "sentence")} more`), list(others)));
    }
    return item;
  }

  let turn = 0;
  let result = { ranked: [], groups: [], shown: 0 };

  /** Shows the next sources. Where a phrase is not sure by the index alone, its words are looked at. */
  async function showMore(now) {
    const { ranked, lines, groups } = result;
    const unsure = groups.filter((group) => group.unsure);
    const before = hits.children.length;
    for (let round = 0; round < ROUNDS && hits.children.length === before && result.shown < ranked.length; round++) {
      const next = ranked.slice(result.shown, result.shown + PAGE);
      const texts = next.map(async (source) => {
        const [shard, at] = index.text[source];
        return (await textsOf(shard))[at];
      });
      for (const [n, source] of next.entries()) {
        const text = await texts[n];
        if (now !== turn) return;
        const has = (at) => unsure.every((group) => marks(text.lines[at].words, [group]).length > 0);
        const best = sentencesOf(source, lines).map((line) => line - index.starts[source]).filter(has);
        if (best.length > 0 || has(0)) hits.append(hit(text, best, groups));
        result.shown++;
      }
    }
    further.hidden = result.shown >= ranked.length;
    if (ranked.length > 0 && hits.children.length === 0) {
      found.textContent = `Nothing found in the ${count(result.shown, "likeliest source")}.`;
    }
  }

  /** Finds and shows what the form asks for. */
  async function run() {
    const now = ++turn;
    try {
      if (field.value.trim() === "") return clear(filters.some((filter) => filter.value !== "") ? "Type a word to search for." : "");
      await opened();
      const groups = groupsOf(field.value);
      const filled = await Promise.all(groups.map(async (group) => ({ ...group, ...(await linesOf(group)) })));
      if (now !== turn) return;
      if (groups.length === 0) return clear("There is no word in this to search for.");
      const { ranked, lines, full, some } = rank(filled, chosen());
      const said = summary(ranked.length, full, some, groups.length, filled.some((group) => group.unsure));
      clear([said, ...leftOut(filled, ranked)].join(" "));
      result = { ranked, lines, groups: filled, shown: 0 };
      await showMore(now);
    } catch (error) {
      if (now === turn) clear(`The search does not work here: ${error.message}.`);
    }
  }

  function clear(words) {
    hits.replaceChildren();
    further.hidden = true;
    found.textContent = words;
  }

  function summary(sources, sentences, some, groups, about) {
    if (sources === 0) return "Nothing found.";
    const these = (about ? "about " : "") + count(sources, "source");
    if (some) return `No source has all of this. ${these} ${sources === 1 ? "has" : "have"} most of it:`;
    if (sentences === 0) return groups > 1 ? `${these}; no single sentence has it all.` : `${these}, in the title alone.`;
    return `${count(sentences, "sentence")}${groups > 1 ? " with all of it" : ""}, ${these}.`;
  }

  /** What the filters leave out, where that is all there is, or sources of which no day is known. */
  function leftOut(groups, shown) {
    if (filters.every((filter) => filter.value === "")) return [];
    const all = rank(groups, () => true).ranked;
    const isDated = filters.some((filter) => filter.type === "date" && filter.value !== "");
    const undated = isDated ? all.filter((source) => index.first[source] === null && !shown.includes(source)).length : 0;
    return [
      shown.length === 0 && all.length > 0 && `The filters leave out ${count(all.length, "source")} that would be found.`,
      undated > 0 && `Without a date, and so left out: ${count(undated, "source")}.`,
    ].filter(Boolean);
  }

  // --- The form ---------------------------------------------------------------------------------------------------------------

  /** The address of what the form asks for. */
  function address() {
    const asked = [...new FormData(form)].filter(([, value]) => value !== "");
    return `?${new URLSearchParams(asked)}`;
  }

  /** Keeps the address in step. A page from disk may not change its own: there it changes when the form is sent. */
  function remember(how) {
    try {
      history[how](null, "", address());
      return true;
    } catch {
      return false;
    }
  }

  function recall() {
    const asked = new URLSearchParams(location.search);
    for (const input of [field, ...filters]) input.value = asked.get(input.name) ?? "";
    if (form.elements.source?.selectedIndex === -1) form.elements.source.value = "";
    run();
  }

  // Letters wait for those that follow them; what is put in whole is searched at once.
  let waiting;
  field.addEventListener("input", ({ data }) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      remember("replaceState");
      run();
    }, data?.length === 1 ? 50 : 0);
  });
  for (const filter of filters) {
    filter.addEventListener("change", () => {
      remember("replaceState");
      run();
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    if (address() !== location.search && !remember("pushState")) location.search = address();
    else run();
  });
  further.addEventListener("click", async () => {
    const next = hits.children.length;
    await showMore(++turn);
    hits.children[next]?.querySelector("a")?.focus();
  });
  // Down from the field to the hits, and up again.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = document.activeElement;
    if (!step || event.altKey || event.ctrlKey || event.metaKey || (here !== field && !hits.contains(here))) return;
    const stops = [field, ...hits.querySelectorAll("a, summary")].filter((stop) => stop.checkVisibility?.() ?? true);
    const next = stops[stops.indexOf(here) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  addEventListener("popstate", recall);
  recall();
  if (field.value === "") field.focus();
  opened().catch(() => {}); // who comes here is about to search
})();
