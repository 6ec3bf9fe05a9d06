// Which file may import which: direction between layers, doors, no cycles, no stray libraries.
// Tests, benches, tools and acceptance runs stand outside the layers; nothing imports them.
import { existsSync, readdirSync } from "node:fs";

/** Each layer, and the layers it stands on. */
const standsOn = {
  model: [],
  properties: ["model"],
  sim: ["model"],
  fixtures: ["model"],
  reports: ["model", "properties"],
  conformance: ["model", "properties"],
  protocol: [],
  cli: ["model", "properties", "sim", "fixtures", "reports", "conformance"],
};
const layers = Object.keys(standsOn).filter((layer) => existsSync(layer));
const pure = "^(?!protocol/client/)(model|sim|properties|reports|protocol)/";
const test = "\\.test\\.ts$";
const shipped = { path: `^(${Object.keys(standsOn).join("|")})/`, pathNot: test };

const direction = layers.map((layer) => ({
  name: `direction-${layer}`,
  comment: `${layer}/ may import only itself and: ${standsOn[layer].join(", ") || "nothing of ours"}`,
  severity: "error",
  from: { path: `^${layer}/`, pathNot: test },
  to: {
    path: "^[^/]+/",
    pathNot: `^(${[layer, ...standsOn[layer], "node_modules"].join("|")})/|/node_modules/|^\\.`,
    // timers/promises is no folder of ours.
    dependencyTypesNot: ["core"],
  },
}));

/** The folders with a door: every layer, and each folder below it that has an index.ts. */
function foldersWithDoor(folder) {
  const parts = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const inner = parts.flatMap((part) => foldersWithDoor(`${folder}/${part.name}`));
  return layers.includes(folder) || existsSync(`${folder}/index.ts`) ? [folder, ...inner] : inner;
}
const folders = layers.flatMap(foldersWithDoor).filter((folder) => folder !== "cli");

const doors = folders.map((folder) => ({
  name: `door-${folder.replaceAll("/", "-")}`,
  comment: `from outside, ${folder}/ is imported through ${folder}/index.ts`,
  severity: "error",
  from: { path: shipped.path, pathNot: [`^${folder}/`, test] },
  to: { path: `^${folder}/`, pathNot: `^${folder}/index\\.ts$` },
}));

// A test, a bench or an acceptance run may also enter by the door of a part.
const partDoors = folders.map((folder) => ({
  name: `door-for-tests-${folder.replaceAll("/", "-")}`,
  comment: `from outside, also a test imports ${folder}/ through an index.ts`,
  severity: "error",
  from: { path: `${test}|^(bench|acceptance|tools)/`, pathNot: `^${folder}/` },
  to: { path: `^${folder}/`, pathNot: "/index\\.ts$" },
}));

/** A library and the only files that may import it. */
const onlyIn = (library, allowed) => ({
  name: `only-${library}`,
  comment: `${library} stands behind one adapter: ${allowed}`,
  severity: "error",
  from: { path: "^[^/]+/", pathNot: [allowed, test, "^(bench|acceptance|tools)/"] },
  to: { path: `node_modules/${library}/` },
});

export default {
  forbidden: [
    ...direction,
    ...doors,
    ...partDoors,
    onlyIn("xstate", "^model/chart/to-machine\\.ts$"),
    onlyIn("seedrandom", "^sim/choices/"),
    onlyIn("zod", "^fixtures/"),
    onlyIn("commander", "^cli/"),
    onlyIn("(vitest|fast-check)", "^cli/vitest\\.ts$|^cli/(vitest|arbitraries)/|^vitest\\.config\\.ts$"),
    {
      name: "pure-folders-do-no-io",
      comment: "model, sim, properties, reports and the packets of protocol import nothing of Node",
      severity: "error",
      from: { path: pure, pathNot: test },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "the-client-only-connects",
      comment: "of Node, protocol/client/ imports node:net",
      severity: "error",
      from: { path: "^protocol/client/", pathNot: test },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?net$" },
    },
    {
      name: "shipped-code-needs-only-dependencies",
      comment: "what is shipped must not import a development tool",
      severity: "error",
      from: shipped,
      to: {
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
        pathNot: "node_modules/(vitest|fast-check|@types)/",
      },
    },
    {
      name: "nothing-imports-a-test",
      comment: "move what is shared into a file of its own",
      severity: "error",
      from: {},
      to: { path: test },
    },
    {
      name: "no-cycle",
      comment: "two files that import each other are one idea, or need a third",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "the import leads nowhere",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|out|coverage|examples)/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["types", "import", "node", "default"] },
  },
};
