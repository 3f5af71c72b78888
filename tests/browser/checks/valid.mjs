// The Nu HTML checker finds no error in any page, stylesheet or picture.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

export function valid(site) {
  const files = site.files.filter((file) => /\.(html|css|svg)$/.test(file));
  const flags = ["--format", "json", "--exit-zero-always", "--stdout", "--also-check-css", "--also-check-svg"];
  const args = ["-Xss4m", "-jar", JAR, ...flags, ...files.map((file) => site.path(file))];
  const output = execFileSync("java", args, { encoding: "utf8", maxBuffer: 1 << 28 });
  return JSON.parse(output)
    .messages.filter(({ type }) => type !== "info")
    .map(({ url, lastLine, message, extract }) => {
      const file = url ? relative(site.dir, fileURLToPath(url)) : "the checker";
      return `${file}:${lastLine}: ${message} ${JSON.stringify(extract ?? "")}`;
    });
}
