// What a check finds. A test that waits for one finding stops the check at it: the rest would only take time.

import { AsyncLocalStorage } from "node:async_hooks";

const awaited = new AsyncLocalStorage();

/** A list of problems, to be filled by `push`. */
export function findings() {
  return new Findings(awaited.getStore());
}

class Findings extends Array {
  #wait;

  constructor(wait) {
    super();
    this.#wait = wait;
  }

  /** Plain lists come of `map` and the like. */
  static get [Symbol.species]() {
    return Array;
  }

  push(...problems) {
    const found = problems.find((problem) => this.#wait?.says.test(problem));
    if (found) this.#wait.found([found]);
    return super.push(...problems);
  }
}

/** To be asked before anything that takes time: throws where the awaited problem is found already. */
export function goOn() {
  if (awaited.getStore()?.over) throw new Error("what was awaited is found");
}

/** Runs `check` until it finds what `says` matches, and gives that; all that it found where it never does. */
export async function until(says, browser, check) {
  const wait = { says, over: false };
  const first = new Promise((done) => {
    wait.found = done;
  });
  const all = awaited.run(wait, check);
  const problems = await Promise.race([first, all]);
  wait.over = true;
  await Promise.all(browser.contexts().map((context) => context.close()));
  await all.catch(() => null); // cut short
  return problems;
}
