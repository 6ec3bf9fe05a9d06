const here = import.meta.url;

/** The file a worker begins with. */
export const entry: URL = new URL(`../worker/main${here.slice(here.lastIndexOf("."))}`, here);

/** What Node needs to run it: the sources need their types stripped, the build needs nothing. */
export const entryFlags: readonly string[] = here.endsWith(".ts")
  ? ["--import", new URL("../../../tools/run-ts.mjs", here).href]
  : [];
