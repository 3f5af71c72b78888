// The Nu HTML checker finds no error in any page, stylesheet or picture.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

export function valid(site) {
  const sites = site.together ?? [site];
  if (!FOUND.has(sites)) FOUND.set(sites, judge(sites));
  const own = ({ url }) => !url || fileURLToPath(url).startsWith(site.dir);
  return FOUND.get(sites).filter(own).map(({ url, lastLine, message, extract }) => {
    const file = url ? relative(site.dir, fileURLToPath(url)) : "the checker";
    return `${file}:${lastLine}: ${message} ${JSON.stringify(extract ?? "")}`;
  });
}

/** The checker starts slowly: it looks at all sites that were built together at once. */
const FOUND = new WeakMap();

function judge(sites) {
  const files = sites.flatMap((site) => site.files.filter((file) => /\.(html|css|svg)$/.test(file)).map((file) => site.path(file)));
  const flags = ["--format", "json", "--exit-zero-always", "--stdout", "--also-check-css", "--also-check-svg"];
  const args = ["-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", JAR, ...flags, ...files];
  const output = execFileSync("java", args, { encoding: "utf8", maxBuffer: 1 << 28 });
  return JSON.parse(output).messages.filter(({ type }) => type !== "info");
}
