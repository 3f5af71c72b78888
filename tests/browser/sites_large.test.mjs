// Every check on the made-up site of many sources, of which those that take long look at a sample. A file of its own, so
// that it runs beside the others: the runner takes files by their names, this one last.

import { builtSites } from "./lib/site.mjs";
import { checkAll } from "./lib/suite.mjs";

checkAll(builtSites(true));
