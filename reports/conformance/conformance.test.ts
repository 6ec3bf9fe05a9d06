import { describe, expect, it } from "vitest";
import { page } from "../paint.ts";
import {
  type CheckedClause,
  type ConformanceResult,
  clauseList,
  clauseText,
  conformanceExit,
  conformanceHead,
  conformanceJunit,
  conformanceOutcome,
  conformanceSummary,
  conformanceTap,
} from "./index.ts";

const nasty =
  "</script><img src=x onerror=alert(1)> ]]> --> ` # TODO \\ \u001b[2J\u202e\n1..0\nBail out!\r\u0000 %0A::error::";

const clause = (changes: Partial<CheckedClause> = {}): CheckedClause => ({
  id: "HLP-001",
  name: "takes-a-free-lock",
  claim: "A lock that nobody holds is granted.",
  level: "mandatory",
  source: "doc/cluster_mutex_helper.txt",
  needs: [],
  verdict: "pass",
  because: "0 after 8 ms",
  measuredMs: { take: 8.23 },
  tookMs: 1_234,
  transcript: [{ atMs: 0, text: "a1 started" }],
  ...changes,
});

const resultOf = (clauses: readonly CheckedClause[], changes: Partial<ConformanceResult> = {}): ConformanceResult => ({
  conformance: 1,
  version: "0.1.0",
  profile: "mutex-helper",
  command: ["/bin/helper", "{lock}"],
  hooks: { name: "files", can: ["remove", "replace"], leaseMs: null },
  limitsMs: { status: 120_000, contention: 5_000 },
  clausesInProfile: clauses.length,
  reproduce: "npx cluster-sim conform -- /bin/helper '{lock}'",
  outcome: conformanceOutcome(clauses),
  interrupted: false,
  clauses,
  margins: [],
  model: null,
  tookMs: 61_000,
  ...changes,
});

const recommended = { level: "recommended" } as const;
const look = { ...page, columns: 80 };

describe("the outcome", () => {
  const of = (verdict: CheckedClause["verdict"], level: CheckedClause["level"] = "mandatory") =>
    clause({ verdict, level });

  it.each([
    [[of("pass"), of("fail", "recommended"), of("not applicable")], "conformant", 0],
    [[of("pass"), of("not established"), of("fail")], "not conformant", 1],
    [[of("pass"), of("not established")], "not established", 2],
    [[of("pass"), of("not established", "recommended")], "conformant", 0],
    [[of("not applicable"), of("pass", "recommended")], "not established", 2],
    [[], "not established", 2],
  ] as const)("%#", (clauses, outcome, exit) => {
    expect(conformanceOutcome(clauses)).toBe(outcome);
    expect(conformanceExit(resultOf(clauses))).toBe(exit);
    expect(conformanceExit(resultOf(clauses, { interrupted: true }))).toBe(130);
  });
});

describe("the text", () => {
  const failed = clause({
    verdict: "fail",
    because: nasty,
    transcript: Array.from({ length: 100 }, (_, line) => ({ atMs: line, text: nasty })),
  });

  it("tells a clause in a line, and why if it did not pass", () => {
    expect(clauseText(clause(), look)).toEqual(["HLP-001  pass  takes-a-free-lock · take 8.2 ms"]);
    expect(
      clauseText(clause({ ...recommended, verdict: "fail", measuredMs: {}, because: "still runs" }), look),
    ).toEqual(["HLP-001  fail  takes-a-free-lock (recommended)", "               still runs"]);
  });

  it("fits 80 columns and does nothing to a terminal", () => {
    const result = resultOf([failed, clause({ ...recommended, verdict: "fail" })], { command: ["/bin/x", nasty] });
    const text = conformanceHead(result, look) + clauseText(failed, look).join("\n") + conformanceSummary(result, look);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(text).toContain("… 40 lines left out");
    expect(text).toContain("not conformant (exit 1), 61 s");
  });

  it("names what failed, what was left out, and the margins", () => {
    const text = conformanceSummary(
      resultOf([clause(), clause({ ...recommended, verdict: "fail" })], {
        clausesInProfile: 38,
        margins: [{ name: "parent poll", measuredMs: 4_980, modelMs: 5_000, knob: "helperParentPollUs" }],
        model: {
          verdict: "disagrees",
          because: "it took what was held",
          drawing: "a1 holds\n> b1 takes",
          mermaid: "",
          notTaken: [{ transition: "held to lost", because: "nobody can" }],
        },
      }),
      look,
    );
    expect(text).toContain("recommended  0     1     0    0     fails takes-a-free-lock");
    expect(text).toMatch(/4\.98 s +5 s +parent poll \(helperParentPollUs\)/);
    expect(text).toContain(
      "  disagrees: it took what was held\n  from outside nobody can cause:\n  held to lost  nobody can\n  a1 holds\n  > b1 takes\n",
    );
    expect(text).toContain("2 of 38 clauses: conformant (exit 0), 61 s");
  });

  it("calls the surroundings of a call-out what they are", () => {
    const stubs = resultOf([clause()], { hooks: { name: "stubs", can: [], leaseMs: null } });
    const head = conformanceHead(stubs, look);
    expect(head).toContain("in a sandbox, among stubs of the programs that it calls");
    expect(head).not.toContain("lease");
  });

  it("lists clauses", () => {
    expect(clauseList([{ ...clause(), needs: ["HLP-000"], wants: ["cut"] }], look)).toBe(
      [
        "HLP-001 takes-a-free-lock (mandatory)",
        "    A lock that nobody holds is granted.",
        "    source  doc/cluster_mutex_helper.txt",
        "    needs   HLP-000",
        "    hooks   cut",
        "",
      ].join("\n"),
    );
  });
});

const everyEnd = [
  clause(),
  clause({ verdict: "fail", because: nasty }),
  clause({ verdict: "not established", because: nasty }),
  clause({ verdict: "not applicable", because: nasty }),
  clause({ ...recommended, verdict: "fail", because: nasty }),
  clause({ ...recommended, verdict: "not established", because: nasty }),
];

describe("TAP", () => {
  const tap = conformanceTap(resultOf(everyEnd));

  it("fails for mandatory clauses only, and nothing that was written gets out of its line", () => {
    const told = tap.split("\n").filter((line) => !line.startsWith("  "));
    expect(told.map((line) => line.replace(/(?<=(SKIP|TODO)).*/, ""))).toEqual([
      "TAP version 13",
      "ok 1 - HLP-001 takes-a-free-lock",
      "not ok 2 - HLP-001 takes-a-free-lock",
      "not ok 3 - HLP-001 takes-a-free-lock",
      "ok 4 - HLP-001 takes-a-free-lock # SKIP",
      "not ok 5 - HLP-001 takes-a-free-lock # TODO",
      "ok 6 - HLP-001 takes-a-free-lock # SKIP",
      "1..6",
      "",
    ]);
  });

  it("has blocks whose values are JSON", () => {
    const values = [...tap.matchAll(/^ {2}(\w+): (.*)$/gm)].map(([, key, value]) => [key, JSON.parse(value ?? "")]);
    expect(values).toContainEqual(["because", expect.stringContaining("\\u{1b}[2J\\u{202e}\\u{a}1..0")]);
    expect(values).toContainEqual(["transcript", ["0.000 s a1 started"]]);
  });

  it("bails out when interrupted", () => {
    expect(conformanceTap(resultOf([], { interrupted: true }))).toBe("TAP version 13\nBail out! interrupted\n");
  });
});

it("JUnit counts the ends and holds hostile text as text", () => {
  const xml = conformanceJunit(resultOf(everyEnd, { command: ["/bin/x", nasty] }));
  expect(xml).toContain('tests="6" failures="1" errors="1" skipped="3" time="61"');
  expect(
    xml
      .match(/<\/?[a-z]+/g)
      ?.filter((tag) => !/<\/?(testsuites?|testcase|propert(y|ies)|failure|error|skipped)$/.test(tag)),
  ).toEqual([]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
  expect(xml).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)|[\u0000-\u0009\u000b-\u001f]/);
});
