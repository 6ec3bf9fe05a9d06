import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Outcome, outcome } from "../line.ts";
import { builtCommand, run } from "./shell.ts";

/** A command line and the field its error must name. */
const cases: readonly (readonly [args: string, names: string])[] = [
  ["run --scenario malformed.json", "malformed.json: line 2"],
  ["run --scenario unknown-design.json", "lock"],
  ["run --scenario empty-seed.json", "seed"],
  ["run --lock etcd", "--lock"],
  ["run --seed=", "--seed"],
  ["replay truncated", "tape.json: Entry 1"],
  ["run --nodes 0", "--nodes"],
  ["run --nodes 300", "--nodes"],
  ["run --scenario none.json", "nodes"],
  ["run --scenario many.json", "nodes"],
  ["run --defect unknown.mjs", "noSuchGuard"],
];

/** Every bad input ends with 64 and one line that names the field, without a stack. */
export function badInput(): Outcome {
  const cwd = folderOfMistakes();
  const wrong = cases.flatMap(([args, names]) => {
    const { code, out, err } = run([...builtCommand, ...args.split(" ")], cwd);
    const lines = err.trimEnd().split("\n");
    const fine = code === 64 && lines.length === 1 && err.includes(names) && !/\n\s+at /.test(err + out);
    return fine ? [] : [`\`${args}\`: exit ${code}, ${err}`];
  });
  return outcome(
    wrong.length === 0,
    wrong.length === 0 ? `${cases.length} bad inputs: exit 64, one line each` : wrong.join("; "),
  );
}

function folderOfMistakes(): string {
  const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-bad-"));
  const file = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
  file("malformed.json", `{"version": 1,\n"nodes" 3}`);
  file("unknown-design.json", `{"version": 1, "lock": "etcd"}`);
  file("empty-seed.json", `{"version": 1, "seed": ""}`);
  file("none.json", `{"version": 1, "nodes": 0}`);
  file("many.json", `{"version": 1, "nodes": 300}`);
  file("unknown.mjs", `export default { id: "x", chart: "election", guards: { noSuchGuard: () => true } };`);
  mkdirSync(join(cwd, "truncated"));
  file("truncated/scenario.json", `{"version": 1}`);
  file("truncated/tape.json", `{"tape":1,"labels":["network"],"entries":[0,7,3,0,5]}`);
  return cwd;
}
