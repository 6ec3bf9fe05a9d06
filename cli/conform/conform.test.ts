import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadScenario } from "../../fixtures/index.ts";
import { conformanceSchema } from "../../fixtures/schema/index.ts";
import { type CheckedClause, page } from "../../reports/index.ts";
import { conformTo } from "../commands/conform.ts";
import type { Io } from "../io.ts";
import { executable } from "./executable.ts";
import type { ConformFlags } from "./flags.ts";
import type { Profile } from "./profile.ts";

const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-conform-"));
const file = (name: string, text: string, mode = 0o755): void => writeFileSync(join(cwd, name), text, { mode });
file("helper", "#!/bin/sh\n");
file("plain", "#!/bin/sh\n", 0o644);
file("text", "echo 0\n");
file("stray", "#!/nowhere/python\n");
file("windows", "#!/bin/sh -e\r\necho 0\r\n");
mkdirSync(join(cwd, "folder"));

const clause = (
  id: string,
  verdict: CheckedClause["verdict"],
  changes: Partial<CheckedClause> = {},
): CheckedClause => ({
  id,
  name: `clause-${id.slice(-1)}`,
  claim: "It does what it must.",
  level: "mandatory",
  source: "nowhere",
  needs: [],
  verdict,
  because: "so it was",
  measuredMs: { take: 8.2 },
  tookMs: 10,
  transcript: [{ atMs: 1, text: "a1 \u001b[2Jstarted" }],
  ...changes,
});

const clauses = [
  clause("HLP-001", "pass"),
  clause("HLP-002", "fail"),
  clause("HLP-003", "fail", { level: "recommended", needs: ["HLP-001"] }),
];

/** Gives the clauses as they stand above; ends are counted. */
class FakeProfile implements Profile {
  readonly name = "mutex-helper" as const;
  readonly limitsMs = { status: 120_000, "parent-gone": 10_000 };
  readonly clauses: readonly CheckedClause[];
  ended = 0;

  constructor(given: readonly CheckedClause[] = clauses) {
    this.clauses = given;
  }

  command(typed: readonly string[], from: string): readonly string[] {
    const [program = "", ...args] = typed;
    return [executable(program, from), ...args];
  }

  begin(): ReturnType<Profile["begin"]> {
    return Promise.resolve({
      hooks: { name: "files", can: ["remove"], leaseMs: null },
      hint: "write {lock}",
      check: async ({ only, begins, ends, stop }) => {
        const chosen = this.clauses.filter(({ id }) => only?.has(id) ?? true);
        const done: CheckedClause[] = [];
        for (const [index, one] of chosen.entries()) {
          begins(one, index, chosen.length);
          await Promise.resolve();
          if (stop.aborted) break;
          done.push(one);
          ends(one);
        }
        return done;
      },
      compare: () =>
        Promise.resolve({
          comparison: { verdict: "agrees", because: "it did", drawing: "", mermaid: "", notTaken: [] },
          margins: [{ name: "parent poll", measuredMs: 4_900, modelMs: 5_000, knob: "helperParentPollUs" }],
          knobs: { lock: "fcntl", timing: { execUs: [8_000, 20_000] }, set: { helperParentPollUs: 4_900_000 } },
        }),
      end: () => {
        this.ended += 1;
        return Promise.resolve();
      },
    });
  }
}

const flags: ConformFlags = { profile: "mutex-helper", only: [], limit: [], stub: [], graceCall: [], model: true };

async function run(changes: Partial<ConformFlags>, profile = new FakeProfile(), more: Partial<Io> = {}) {
  let out = "";
  let err = "";
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    input: () => Promise.resolve(""),
    cwd,
    look: page,
    progressColumns: 0,
    progressLines: false,
    freshSeed: () => "",
    onInterrupt: () => () => {},
    breathe: () => Promise.resolve(),
    ...more,
  };
  const code = await conformTo(io, ["./helper", "{lock}"], { ...flags, ...changes }, profile);
  expect(profile.ended).toBe(changes.list === true ? 0 : 1);
  return { code, out, err };
}

describe("conform", () => {
  it("tells each clause, what failed, and ends with 1", async () => {
    const { code, out, err } = await run({});
    expect(code).toBe(1);
    expect(out).toContain("write {lock}");
    expect(out).toContain("HLP-001  pass  clause-1 · take 8.2 ms\n");
    expect(out).toContain("a1 \\u{1b}[2Jstarted");
    expect(out).toContain("not conformant (exit 1)");
    expect(out).toContain("reproduce: npx cluster-sim conform -- ./helper '{lock}'\n");
    expect(out).toMatch(/4\.9 s +5 s +parent poll \(helperParentPollUs\)/);
    expect(err).toBe("");
  });

  it("takes numbers and names, and exits by what was chosen", async () => {
    const { code, out } = await run({ only: ["clause-1,HLP-003"] });
    expect(code).toBe(0);
    expect(out).toContain("2 of 3 clauses: conformant (exit 0)");
    expect((await run({}, new FakeProfile([clause("HLP-001", "not established")]))).code).toBe(2);
  });

  it("prints one JSON text, or TAP, and nothing else; progress goes to standard error", async () => {
    const json = await run({ json: true });
    expect(JSON.parse(json.out)).toMatchObject({
      conformance: 1,
      outcome: "not conformant",
      command: ["./helper", "{lock}"],
    });
    expect(conformanceSchema.safeParse(JSON.parse(json.out)).error).toBeUndefined();
    expect(json.err).toBe(
      "cluster-sim: 1/3 HLP-001 clause-1\ncluster-sim: 2/3 HLP-002 clause-2\ncluster-sim: 3/3 HLP-003 clause-3\n",
    );
    expect((await run({ tap: true })).out).toMatch(/^TAP version 13\nok 1 - HLP-001 clause-1\n/);
  });

  it("writes JUnit and a scenario that the simulator takes", async () => {
    await run({ junit: "deep/junit.xml", calibrate: "measured.json" });
    expect(readFileSync(join(cwd, "deep/junit.xml"), "utf8")).toContain('tests="3" failures="1"');
    const { scenario } = loadScenario(readFileSync(join(cwd, "measured.json"), "utf8"), "measured.json");
    expect(scenario.set).toEqual({ helperParentPollUs: 4_900_000 });
  });

  it("draws its progress on a terminal and takes it away", async () => {
    const { err } = await run({}, new FakeProfile(), { progressColumns: 30 });
    expect(err).toContain("\r1/3 HLP-001 clause-1, 0 s\u001b[K\r\u001b[K");
  });

  it("interrupted: says how far it came, cleans up, ends with 130", async () => {
    const { code, out } = await run({}, new FakeProfile(), {
      onInterrupt: (callback) => {
        callback();
        return () => {};
      },
    });
    expect(code).toBe(130);
    expect(out).toContain("interrupted; nothing failed so far (exit 130)");
  });

  it("lists without running", async () => {
    expect((await run({ list: true })).out).toContain("HLP-003 clause-3 (recommended)\n");
    expect(JSON.parse((await run({ list: true, json: true })).out)).toHaveLength(3);
    expect((await run({ list: true, only: ["clause-2"] })).out).not.toContain("HLP-003");
  });

  it("prove reads the TAP", async () => {
    if (spawnSync("prove", ["--version"]).status !== 0) return;
    writeFileSync(join(cwd, "result.tap"), (await run({ tap: true })).out);
    const { stdout } = spawnSync("prove", ["-e", "cat", join(cwd, "result.tap")], { encoding: "utf8" });
    expect(stdout).toMatch(/Failed test: {2}2\n/);
    expect(stdout).not.toContain("Parse errors");
  });
});

describe("what cannot be used is refused before anything runs", () => {
  const complaint = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    return "accepted";
  };

  it.each([
    [
      "helper",
      "helper: ctdbd searches no PATH; give the path of the program, such as ./helper or $(command -v helper)",
    ],
    ["./missing", "./missing: there is no such file; give the path of the program"],
    ["./folder", "./folder: expected a program, got a folder or a device"],
    ["./plain", "./plain: is not executable; make it so with: chmod +x ./plain"],
    ["./text", "./text: is a text without a first line such as #!/bin/sh; without a shell nothing can run it"],
    ["./stray", "./stray: its first line names /nowhere/python, and there is no such file"],
    [
      "./windows",
      "./windows: its first line ends with a carriage return, which Linux takes for a part of it; remove those with: sed -i 's/\\r$//' ./windows",
    ],
    ["./helper", "accepted"],
  ])("%s", (typed, sentence) => expect(complaint(() => executable(typed, cwd))).toBe(sentence));

  it.each([
    [{ only: ["clause-9"] }, '--only: there is no "clause-9"; did you mean "clause-1"?'],
    [{ limit: ["statsu=5s"] }, '--limit: there is no "statsu"; did you mean "status"?'],
    [{ limit: ["status=5"] }, '--limit status: "5" has no unit; write 5s, 5ms or 5us'],
    [{ limit: ["status"] }, '--limit: expected name=time, such as status=5s, got "status"'],
    [{ ttl: "0" }, '--ttl: expected an integer from 1 to 86400, got "0"'],
    [{ lease: "soon" }, '--lease: expected a time such as 90s, 500ms or 3m, got "soon"'],
    [{ tap: true, json: true }, "--tap and --json: both want standard output; leave one out"],
    [{ calibrate: "x.json", model: false }, "--calibrate and --no-model: the times come from the comparison"],
    [{ stub: ["ip"] }, "--stub: only call-outs run among stubs; leave it out, or name their --profile"],
    [{ graceCall: ["g"] }, "--grace-call: only call-outs run among stubs; leave it out, or name their --profile"],
    [{ list: true, tap: true }, "--list and --tap: a list has no verdicts; leave one out"],
    [{ list: true, junit: "x" }, "--list and --junit: a list has no verdicts; leave one out"],
    [{ list: true, only: ["clause-9"] }, '--only: there is no "clause-9"; did you mean "clause-1"?'],
    [{ junit: "helper/x.xml" }, "--junit: cannot write into helper/x.xml (ENOTDIR); give a place that can be written"],
  ])("%j", async (changes: Partial<ConformFlags>, sentence) => {
    await expect(run(changes)).rejects.toThrow(sentence);
  });
});
