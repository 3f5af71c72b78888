// A built site on disk: the folder `public` of a root that also holds `seeds`.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

const LARGE = 60;
const STRIDE = 29;
/** Whether nothing is left out however long it takes: `./test.sh every`. */
const EVERY = process.env.EVERY_PAGE === "1";

/** Pages of one kind are made by one template: articles, parts of the timeline. */
export function kind(file) {
  return file.split("/")[0].replace(/-\d+\.html$/, ".html");
}

export class Site {
  /** `root` holds `seeds/` and `public/`. */
  constructor(name, root, folder = "public") {
    this.name = name;
    this.root = root;
    this.dir = join(root, folder);
    this.files = walk(this.dir).map((path) => relative(this.dir, path).split(sep).join("/"));
    // The site in one file is not read beside the others: it is looked at alone.
    this.pages = this.files.filter((path) => path.endsWith(".html") && path !== "single.html");
  }

  /** Of a large site checks that take long look at a sample, unless every page is asked for. */
  get isLarge() {
    return this.pages.length > LARGE;
  }

  /**
   * The pages that a check looks at which takes long: all, or, of a large site, the first of each kind and every
   * `STRIDE`th. What is left out is told.
   */
  sample(check) {
    if (!this.isLarge || EVERY) return this.pages;
    const isFirst = (file, at) => this.pages.findIndex((other) => kind(other) === kind(file)) === at;
    const sample = this.pages.filter((file, at) => isFirst(file, at) || at % STRIDE === 0);
    console.log(`${check}, ${this.name}: ${sample.length} of ${this.pages.length} pages are looked at, the first of each kind and every ${STRIDE}th`);
    return sample;
  }

  /** Whether each page of a large site is looked at at every width and in both schemes. */
  get isLookedAtInFull() {
    return this.isLarge && EVERY;
  }

  /** Pages in whose markup `mark` stands: a check of what it marks has nothing to look at on others. */
  pagesWith(mark, pages = this.pages) {
    return pages.filter((file) => this.read(file).includes(mark));
  }

  has(path) {
    return this.files.includes(path);
  }

  path(file) {
    return join(this.dir, ...file.split("/"));
  }

  read(file) {
    return readFileSync(this.path(file), "utf8");
  }

  /** The data export, or `null` where the site has none. */
  story() {
    return this.has("data/story.json") ? JSON.parse(this.read("data/story.json")) : null;
  }

  /** The scalar values of a source as the program decodes it: UTF-8, a byte order mark left out. */
  source(path) {
    const bytes = readFileSync(join(this.root, ...path.split("/")));
    return [...new TextDecoder("utf-8", { fatal: true }).decode(bytes)];
  }
}

function walk(dir) {
  return readdirSync(dir)
    .sort()
    .flatMap((name) => {
      const path = join(dir, name);
      return statSync(path).isDirectory() ? walk(path) : [path];
    });
}

/** Every root below `SITES_DIR`, built by `./test.sh browser`: the large ones, or the others. */
export function builtSites(large) {
  const dir = process.env.SITES_DIR;
  if (!dir) throw new Error("SITES_DIR is not set: run ./test.sh browser, which builds the sites first");
  const names = readdirSync(dir).sort();
  if (names.length === 0) throw new Error(`no built site in ${dir}`);
  const sites = names.map((name) => new Site(name, join(dir, name))).filter(({ isLarge }) => isLarge === large);
  if (sites.length === 0) throw new Error(`no ${large ? "large" : "small"} built site in ${dir}`);
  for (const site of sites) site.together = sites;
  return sites;
}
