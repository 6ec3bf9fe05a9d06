// @types/seedrandom describes the package's main file only, which also loads the generators we forbid and node's entropy.
declare module "seedrandom/lib/alea.js" {
  import type seedrandom from "seedrandom";

  const alea: typeof seedrandom.alea;
  export = alea;
}
