// Every check on every site that ./test.sh built: the project's own and the small made-up ones of tests/sites.

import { builtSites } from "./lib/site.mjs";
import { checkAll } from "./lib/suite.mjs";

checkAll(builtSites(false));
