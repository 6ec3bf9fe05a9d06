// Runs an issue's done-when lines: npm run acceptance -- NAME...|all [--small] [--line TEXT]
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Line, Outcome, Size } from "./line.ts";

/** The lists of lines, one an issue. */
const lists: Readonly<Record<string, () => Promise<{ readonly lines: readonly Line[] }>>> = {
  foundation: () => import("./foundation.ts"),
  designs: () => import("./designs.ts"),
  fidelity: () => import("./fidelity.ts"),
  stories: () => import("./stories.ts"),
  zoo: () => import("./zoo.ts"),
  databases: () => import("./databases.ts"),
  addresses: () => import("./addresses.ts"),
  grace: () => import("./grace.ts"),
  conformance: () => import("./conformance.ts"),
};

const known = Object.keys(lists);
const usage = `npm run acceptance -- NAME...|all [--small] [--line TEXT]; names: ${known.join(", ")}`;
const { values, positionals } = options();
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const names = positionals.join() === "all" ? known : known.filter((name) => positionals.includes(name));
if (names.length < Math.max(1, positionals.length) && positionals.join() !== "all") {
  console.error(`Expected some of ${known.join(", ")}, or all; got "${positionals.join(" ")}"\n${usage}`);
  process.exit(64);
}

const size: Size = values.small ? "small" : "full";
let failed = 0;
let tried = 0;
for (const name of names) {
  const { lines = [] } = (await lists[name]?.()) ?? {};
  const chosen = lines.filter((line) => line.name.includes(values.line ?? ""));
  const rows: [Line, Outcome, number][] = [];
  tried += chosen.length;
  for (const line of chosen) {
    const start = process.hrtime.bigint();
    const result = await attempt(line);
    const seconds = Number((process.hrtime.bigint() - start) / 1_000_000n) / 1000;
    console.log(`${result.state.padEnd(8)}${line.name} (${seconds.toFixed(1)} s)\n        ${result.figures}`);
    if (result.state === "failed") failed += 1;
    rows.push([line, result, seconds]);
  }
  if (chosen.length === lines.length) write(name, rows);
}
if (tried === 0)
  console.error(`--line: no line of ${names.join(", ")} has "${values.line ?? ""}" in its name\n${usage}`);
process.exitCode = tried === 0 ? 64 : failed === 0 ? 0 : 1;

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        small: { type: "boolean", default: false },
        line: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return process.exit(64);
  }
}

async function attempt(line: Line): Promise<Outcome> {
  try {
    return await line.run(size);
  } catch (error) {
    return { state: "failed", figures: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** The record of a full run is part of the documents; a small one is only kept for a look. */
function write(name: string, rows: readonly (readonly [Line, Outcome, number])[]): void {
  const folder = fileURLToPath(
    new URL(size === "full" ? "../docs/acceptance/" : "../out/acceptance/", import.meta.url),
  );
  const table = rows.map(
    ([line, { state, figures }, seconds]) => `| ${line.name} | ${state} | ${cell(figures)} | ${seconds.toFixed(1)} s |`,
  );
  const text = [
    `# Acceptance: ${name}`,
    "",
    `Written by \`npm run acceptance -- ${name}\`${size === "small" ? " `--small`" : ""} on Node ${process.version}.`,
    "",
    "| Line | Outcome | Figures | Took |",
    "| --- | --- | --- | --- |",
    ...table,
    "",
  ];
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${name}.md`, text.join("\n"));
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, "<br>");
}
