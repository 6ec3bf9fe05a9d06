import { readDefects, settled } from "../cli/session/inputs.ts";
import { recordedRun } from "../cli/session/judged-run.ts";
import { planner } from "../cli/session/plan.ts";
import { storyOf } from "../cli/session/story.ts";
import type { FailureStory } from "../reports/index.ts";

/** A real run of a scenario of the package, for the tests of the reports. */
export async function sampleStory(scenarioFile: string, ...defects: readonly string[]): Promise<FailureStory> {
  const request = { seed: "1", scenarioFile, set: {}, drop: [], asShipped: false, defects };
  const [, scenario] = await settled(request, true, ".");
  const plan = planner(request, { scenario, defects: await readDefects(defects, ".") })("1");
  const reproduce = `npx cluster-sim run --seed 1 --scenario ${scenarioFile}`;
  return storyOf(plan, recordedRun(plan, { reproduce }), { defects });
}

/** What input may hold to break out of a format. */
export const nastyTexts: readonly string[] = [
  "</script><img src=x onerror=alert(1)>",
  "`",
  "```\n</details>",
  "-->",
  "*/ process.exit(0); //",
  "a\nb\r\u2028c",
  "%0A::error::",
  `$${"{process.exit(1)}"}`,
  "]]>&amp;\"'\\",
  "\u0000\u001b[31m\u202e\ud800",
  "end; rect %%{init: {}}%% #35;",
  "@everyone #12 |x| [a](javascript:b)",
  "süß 🎲",
];

/** The same story with a hostile text wherever a text comes from input. */
export function nasty(story: FailureStory, text: string): FailureStory {
  const { scenario, verdict, ledger } = story;
  return {
    ...story,
    scenario: {
      ...scenario,
      seed: text,
      name: text,
      lockSettings: [text],
      databases: [{ name: text, kind: "volatile" }],
      jobs: [{ atUs: 1, node: 0, client: 0, work: [{ do: "lock", db: text, key: text }] }],
      faults: [...scenario.faults, { kind: "admin", atUs: 1, host: 0, command: "setreclock", path: text }],
      dropped: [...scenario.dropped, text],
    },
    ledger: { ...ledger, dropped: [...ledger.dropped, text] },
    events: [
      ...story.events,
      { type: "fault-injected", fault: text, index: 99, detail: text, atUs: story.endUs, host: 0 },
      { type: "lock-setting-changed", path: text, by: 0, atUs: story.endUs, host: 1 },
      { type: "packet-dropped", op: "REQ_CALL", db: text, key: text, from: 0, why: text, atUs: story.endUs, host: 1 },
      { type: "record-written", pid: 1, db: text, key: text, value: text, rsn: 1, atUs: story.endUs, host: 1 },
    ],
    verdict: {
      ...verdict,
      seed: text,
      version: text,
      properties: verdict.properties.map((one) => ({ ...one, why: one.why.map((sentence) => `${sentence} ${text}`) })),
      reproduce: `npx cluster-sim run --seed '${text.replaceAll("'", `'\\''`)}'`,
    },
    defects: [`./${text}.override.ts`],
  };
}
