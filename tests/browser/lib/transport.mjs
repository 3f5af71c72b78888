// The ways a reader gets at a site: from disk, at the root of a host, below a path of a host.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
  xml: "application/xml",
};

/**
 * Opens `site` three ways and closes them after `use`, which gets a list of `{name, base}`; `base` is the address of the
 * site's folder and ends in a slash.
 */
export async function withTransports(site, use) {
  const rooted = await serve(site, "/");
  const below = await serve(site, "/desk/a%20dossier/");
  try {
    return await use([
      { name: "file", base: pathToFileURL(site.dir).href + "/" },
      { name: "http at a root", base: rooted.base },
      { name: "http below a path", base: below.base },
    ]);
  } finally {
    rooted.server.close();
    below.server.close();
  }
}

/** Serves the files of `site`, and nothing else, below `prefix`: no index pages, no redirects. */
async function serve(site, prefix) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://host").pathname;
    const file = path.startsWith(prefix) ? decodeURIComponent(path.slice(prefix.length)) : null;
    if (file === null || !site.has(file)) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    const type = TYPES[file.split(".").pop()] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type }).end(readFileSync(site.path(file)));
  });
  server.keepAliveTimeout = 1;
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { server, base: `http://127.0.0.1:${server.address().port}${prefix}` };
}

/** The file of the site that `address` names, or `null` where it leads elsewhere. The fragment is decoded. */
export function within(base, address) {
  const url = new URL(address);
  const fragment = url.hash ? decodeURIComponent(url.hash.slice(1)) : null;
  url.hash = "";
  url.search = "";
  if (!url.href.startsWith(base)) return null;
  return { file: decodeURIComponent(url.href.slice(base.length)), fragment };
}
