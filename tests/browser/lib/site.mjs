// A built site on disk: the folder `public` of a root that also holds `seeds`.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

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

/** Every root below `SITES_DIR`, built by `./test.sh browser`. */
export function builtSites() {
  const dir = process.env.SITES_DIR;
  if (!dir) throw new Error("SITES_DIR is not set: run ./test.sh browser, which builds the sites first");
  const names = readdirSync(dir).sort();
  if (names.length === 0) throw new Error(`no built site in ${dir}`);
  const sites = names.map((name) => new Site(name, join(dir, name)));
  for (const site of sites) site.together = sites;
  return sites;
}
