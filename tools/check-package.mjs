// Packs the package as a user would get it into out/package/ and checks what it holds.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import ts from "typescript";

const folder = "out/package";
const foreign = /\.(test|prop\.test|bench)\.|^(bench|acceptance|tools|docs(?!\/facts)|out|coverage)\/|(^|\/)\.env/;

const run = (command, ...args) =>
  execFileSync(command, args, { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });

/** Packs what was built (no rebuild) and returns npm's description of it. */
function pack() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return JSON.parse(run("npm", "pack", "--ignore-scripts", "--json", "--pack-destination", folder))[0];
}

/** What is wrong with the list of files, one sentence each. */
function complaints(files) {
  const paths = files.map((file) => file.path);
  const command = files.find((file) => file.path === "dist/cli/main.js");
  return [
    ...paths.filter((path) => foreign.test(path)).map((path) => `${path} does not belong into the package`),
    ...["LICENSE", "README.md", "package.json"]
      .filter((path) => !paths.includes(path))
      .map((path) => `${path} is missing`),
    ...files.filter(isStuck).map(({ path }) => `${path} begins with #! and is not executable: chmod +x its source`),
    ...strangers(paths),
    ...(command === undefined ? ["dist/cli/main.js is missing: run npm run build"] : []),
    ...(command !== undefined && (command.mode & 0o111) === 0 ? ["dist/cli/main.js is not executable"] : []),
  ];
}

/** A program that nobody could run: among the fixtures, programs are run as they are. */
function isStuck({ path, mode }) {
  return path.startsWith("dist/fixtures/") && (mode & 0o111) === 0 && readFileSync(path, "latin1").startsWith("#!");
}

/** Libraries that the shipped declarations mention although a user does not get them. */
function strangers(paths) {
  const { dependencies, peerDependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  const brought = Object.keys({ ...dependencies, ...peerDependencies });
  const known = ["node", ...brought.filter((library) => devDependencies[`@types/${library}`] === undefined)];
  const isKnown = (name) => /^(\.|node:)/.test(name) || known.some((library) => `${name}/`.startsWith(`${library}/`));
  return paths
    .filter((path) => path.endsWith(".d.ts"))
    .flatMap((path) => {
      const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(readFileSync(path, "utf8"));
      const unknown = [...importedFiles, ...typeReferenceDirectives].filter(({ fileName }) => !isKnown(fileName));
      return unknown.map(({ fileName }) => `${path} needs the types of ${fileName}, which a user does not have`);
    });
}

const { files, size } = pack();
const wrong = complaints(files);
for (const sentence of wrong) console.error(sentence);
console.log(`${files.length} files, ${Math.round(size / 1024)} kB packed`);
if (wrong.length > 0) process.exit(1);
