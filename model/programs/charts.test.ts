import { describe, expect, it } from "vitest";
import { compile, listNames, unusedNames } from "../chart/index.ts";
import { charts } from "./charts.ts";
import { allPrograms } from "./programs.ts";

/** About two lines of a table. */
const SENTENCE_MAX = 130;

const rows = listNames(charts).filter(({ default: initially }) => initially !== "final");

describe.each(Object.values(charts))("chart $id", (chart) => {
  it("compiles", () => {
    expect(compile(chart).leaves.length).toBeGreaterThan(0);
  });

  it("has no name that nothing in it refers to", () => {
    expect(unusedNames(chart)).toEqual([]);
  });

  it("has a sentence for itself and for every name, short and without a full stop", () => {
    const named = rows.filter((row) => row.chart === chart.id);
    const sentences = [chart.sentence, ...named.map(({ sentence }) => sentence)];
    expect(sentences.filter((sentence) => sentence === "" || sentence.endsWith("."))).toEqual([]);
    expect(sentences.filter((sentence) => sentence.length > SENTENCE_MAX)).toEqual([]);
  });

  it("names the facts, or the file, that it models", () => {
    expect(chart.source).toMatch(/facts\/(leadership|recovery|ip-nfs)\.md §\d/);
  });
});

describe("programs", () => {
  it("are made of charts that are there, and every chart is used", () => {
    const used = allPrograms.flatMap(({ rules, main }) => [...rules, main]);
    expect(used.filter((id) => charts[id] === undefined)).toEqual([]);
    const called = [
      "election",
      "lock-race",
      "lock-after-vote",
      "takeover-run",
      "takeover-inline",
      "takeover-beside",
      "take-ip",
      "release-ip",
      "release-all",
      "reallocation-event",
      "reload-public-ips",
      "write-tickles",
      "write-owners",
      "recovery",
      "serial-recovery",
      "push-flags",
      "monitor",
      "recover-database",
      "freeze-database",
      "commit-database",
      "thaw-database",
      "attach-database",
      "commit-all",
      "client-call",
      "peer-call",
      "dmaster-request",
      "dmaster-reply",
      "transact",
      "commit-transaction",
      "update-record",
      "try-delete",
      "revoke",
      "call-reply",
      "set-normal",
      "start-recovery",
      "end-recovery",
      "shutdown",
      "lease-release",
    ];
    expect(Object.keys(charts).filter((id) => !used.includes(id) && !called.includes(id))).toEqual([]);
  });

  it("have only rules without a wait: what waits is a procedure on a stack", () => {
    const waiting = allPrograms
      .flatMap(({ rules }) => rules)
      .flatMap((id) => Object.entries(charts[id]?.states ?? {}))
      .filter(([, state]) => state.until !== undefined || state.after !== undefined);
    expect(waiting).toEqual([]);
  });
});
