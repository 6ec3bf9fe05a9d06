import { type Outcome, outcome } from "../line.ts";
import { freshProject } from "./fresh-project.ts";

/** The example project passes with the packed package, on the command line and under the UI, and its types fit. */
export function exampleProject(): Outcome {
  const project = freshProject(["vitest", "@vitest/ui", "fast-check"], "examples/vitest-project");
  try {
    const commands: readonly (readonly [name: string, args: readonly string[], says: string])[] = [
      ["vitest", ["run"], "passed"],
      ["vitest", ["--ui", "--watch=false", "--open=false", "leader-crash"], "UI started at"],
      ["tsc", ["-p", "."], ""],
    ];
    const told = commands.map(([name, args, says]) => {
      const { code, out, err } = project.npx(name, ...args);
      const command = `\`npx ${[name, ...args].join(" ")}\``;
      const ok = code === 0 && out.includes(says);
      return { ok, words: ok ? `${command} ends with 0` : `${command} ended with ${code}: ${out}${err}` };
    });
    return outcome(
      told.every(({ ok }) => ok),
      told.map(({ words }) => words).join("; "),
    );
  } finally {
    project.remove();
  }
}
