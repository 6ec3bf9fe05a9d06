import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CampaignTally } from "../../reports/index.ts";
import { captured } from "../captured-io.ts";
import type { CampaignWork, ChunkResult } from "./campaign.ts";
import type { ShardFile } from "./campaign-file.ts";
import { chunksOf } from "./chunks.ts";
import { type CampaignHead, Journal } from "./journal.ts";
import { isMine } from "./shard-campaign.ts";

const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-"));
const work = { request: { seed: "w", set: {}, drop: [], asShipped: false, defects: [] }, scenario: null, word: "w" };
const head: CampaignHead = {
  journal: 1,
  work: work as CampaignWork,
  range: { first: 1, last: 40 },
  shard: null,
  wantsCanary: true,
  version: "1",
  modelHash: "m",
};
const result = (first: number, count: number): ChunkResult => ({
  id: `${first}`,
  first,
  count,
  tally: { ...new CampaignTally().data(), runs: count },
});

describe("bad input gets one sentence, exit 64, and nothing is run or written", () => {
  writeFileSync(join(cwd, "file"), "");
  writeFileSync(join(cwd, "cut.json"), `{"campaign": 1, "par`);
  writeFileSync(join(cwd, "other.json"), `{"campaign": 1}`);
  mkdirSync(join(cwd, "empty"));

  it.each([
    ["campaign", "campaign: say how much; give --seeds 1..1000, --runs 1000 or --time 60s"],
    ["campaign --seeds 5..1", `--seeds: expected the numbers of the first and the last run, such as 1..1000`],
    ["campaign --seeds 0..3", `--seeds: expected`],
    ["campaign --seeds 3", `--seeds: expected`],
    ["campaign --seeds 1..3 --runs 3", "--runs: --seeds says how many already"],
    ["campaign --runs 0", `--runs: expected an integer from 1 to 10000000, got "0"`],
    ["campaign --time 0", `--time: expected at least 1ms, got "0"`],
    ["campaign --time soon", `--time: expected a time such as 90s`],
    ["campaign --runs 1 --limit 30us", `--limit: expected at least 1ms`],
    ["campaign --runs 1 --jobs 0", `--jobs: expected an integer from 1 to 1024, got "0"`],
    ["campaign --runs 1 --workers fibres", `--workers: there is no "fibres"; known: threads, processes`],
    ["campaign --runs 1 --memory 1", "--memory: expected an integer from 32"],
    ["campaign --runs 1 --keep x", "--keep: expected an integer"],
    ["campaign --runs 4 --shard 3/2", `--shard: expected a part of a whole, such as 2/3, got "3/2"`],
    ["campaign --time 5s --shard 1/2", "--shard: every machine needs the same list of seeds"],
    ["campaign --runs 1 --strategy wild", "--strategy"],
    ["campaign --runs 1 --lock etcd", `--lock: there is no "etcd"`],
    ["campaign --runs 1 --defect gone", `--defect: there is no file "gone"`],
    ["campaign --runs 1 --out file", "--out: cannot write into file/campaign-drawn (ENOTDIR)"],
    ["campaign --runs 1 --junit file/x.xml", "--junit: cannot write into file/x.xml (ENOTDIR)"],
    [`campaign --runs 1 --seed ${"x".repeat(91)}`, "--seed: a campaign takes at most 90 characters, got 91"],
    ["campaign --resume gone", `--resume: there is no journal in "gone"`],
    ["campaign --resume empty", `--resume: there is no journal in "empty"`],
    ["campaign --resume gone --lock none", "--lock: the journal says what is run"],
    ["campaign --resume gone --recovery serial", "--recovery: the journal says what is run"],
    ["campaign --resume gone --databases 2", "--databases: the journal says what is run"],
    ["campaign --resume gone --drop-assumption all", "--drop-assumption: the journal says what is run"],
    ["merge", "missing required argument"],
    ["merge gone.json", `merge: there is no file "gone.json"`],
    ["merge cut.json", "merge: cut.json: this is not JSON"],
    ["merge other.json", "merge: other.json: this is no part of a campaign"],
  ])("%s", async (line, sentence) => {
    const { code, out, err } = await captured(line.split(" "), { cwd });
    expect(err).toContain(sentence);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect([code, out]).toEqual([64, ""]);
    expect(existsSync(join(cwd, "out", "campaign-drawn", "journal.ndjson"))).toBe(false);
  });
});

describe("chunks", () => {
  const about = { work: work as CampaignWork, version: "1", modelHash: "m" };
  const numbers = (chunks: Iterable<{ first: number; count: number }>): number[] =>
    [...chunks].flatMap(({ first, count }) => Array.from({ length: count }, (_, at) => first + at));

  it.each([1, 7, 20, 999])("of %i runs hold each once", (last) => {
    expect(numbers(chunksOf({ first: 1, last }, about, []))).toEqual(Array.from({ length: last }, (_, at) => at + 1));
  });

  it("leave out what is done, and keep their places", () => {
    const range = { first: 1, last: 640 };
    const [, second, third] = [...chunksOf(range, about, [])];
    const left = [
      ...chunksOf(range, about, [
        { first: 1, count: 20 },
        { first: 21, count: 5 },
        { first: 26, count: 1 },
      ]),
    ];
    expect(left[0]).toEqual({ ...second, id: "27-40", first: 27, count: 14 });
    expect(left[1]).toEqual(third);
  });

  it("are dealt to parts without rest or double", () => {
    const chunks = [...chunksOf({ first: 1, last: 500 }, about, [])];
    const parts = [1, 2, 3].flatMap((part) => numbers(chunks.filter((chunk) => isMine(chunk, { part, of: 3 }))));
    expect(parts.sort((a, b) => a - b)).toEqual(numbers(chunks));
  });
});

describe("a journal", () => {
  const path = join(cwd, "journal.ndjson");
  const written = (): void => {
    const journal = Journal.begin(path, head);
    journal.canary({ defect: "d", property: "p", seed: "w/3", runs: 3 });
    journal.result(result(1, 3));
  };

  it("holds what was written, and goes on behind a line that was torn", () => {
    written();
    appendFileSync(path, `{"result":{"id":"4","fir`);
    const [journal, content] = Journal.goOn(path, "j");
    expect(content).toMatchObject({ head, canary: { seed: "w/3" }, results: [{ first: 1 }], isOver: false });
    journal.result(result(4, 3));
    journal.over();
    const [, again] = Journal.goOn(path, "j");
    expect(again.results.map(({ first }) => first)).toEqual([1, 4]);
    expect(again.isOver).toBe(true);
  });

  it("of which nothing but a torn line is there is none", () => {
    writeFileSync(path, JSON.stringify(head).slice(0, 50));
    expect(Journal.peek(path, "j")).toBeUndefined();
    expect(() => Journal.goOn(path, "j")).toThrow("j: line 1: this is no journal of a campaign");
  });

  it("that is broken in the middle is refused with its line", () => {
    written();
    writeFileSync(path, readFileSync(path, "utf8").replace(`{"canary"`, `{"canary`));
    expect(() => Journal.goOn(path, "j")).toThrow("j: line 2: this is not a line of a journal");
  });

  it("of another version or model is not gone on with; an unfinished one is not overwritten", async () => {
    const place = join(cwd, "out", "campaign-w");
    mkdirSync(place, { recursive: true });
    Journal.begin(join(place, "journal.ndjson"), head);
    const again = await captured(["campaign", "--resume", "out/campaign-w"], { cwd });
    expect(again).toMatchObject({ code: 64, err: expect.stringContaining("their runs cannot be added up") });
    const anew = await captured(["campaign", "--runs", "40", "--seed", "w"], { cwd });
    expect(anew).toMatchObject({ code: 64, err: expect.stringContaining("go on with --resume out/campaign-w") });
  });
});

describe("merge", () => {
  const of = 2;
  const shard = (part: number, change: Partial<CampaignHead> = {}, missing = 0): string => {
    const mine = { ...head, ...change, shard: { part, of } };
    const done = [...chunksOf(mine.range, mine, [])].filter((chunk) => isMine(chunk, mine.shard)).slice(missing);
    const tally = new CampaignTally();
    for (const { first, count } of done) tally.merge(result(first, count).tally);
    const canary = { defect: "d", property: "p", seed: "w/3", runs: 3 };
    const file = {
      campaign: 1 as const,
      failures: [],
      assumptions: ["a"],
      canary,
      part: { head: mine, done, tally: tally.data() },
    };
    const name = `part-${part}-${JSON.stringify(change).length}-${missing}.json`;
    writeFileSync(join(cwd, name), JSON.stringify(file satisfies Partial<ShardFile>));
    return name;
  };
  const merged = async (...names: string[]) => captured(["merge", ...names, "--json"], { cwd });

  it("joins all parts to the whole", async () => {
    const { code, out } = await merged(shard(2), shard(1));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ runs: 40, runsAsked: 40, doubts: [], assumptions: ["a"], seed: "w" });
  });

  it.each([
    ["a part that is missing", [shard(2)], "Missing of 2 parts: 1."],
    ["runs that are missing", [shard(1, {}, 1), shard(2)], "the runs 1-3."],
  ])("is inconclusive with %s", async (_, names, doubt) => {
    const { code, out } = await merged(...names);
    expect(code).toBe(2);
    expect(JSON.parse(out).doubts.join()).toContain(doubt);
  });

  it.each([
    ["a part twice", [shard(1), shard(1, {}, 1)], "are the same part (1)"],
    ["another version", [shard(1), shard(2, { version: "2" })], "differ in their version"],
    ["another model", [shard(1), shard(2, { modelHash: "other" })], "differ in their model"],
    ["other seeds", [shard(1), shard(2, { range: { first: 1, last: 80 } })], "differ in their seeds"],
    ["other words", [shard(1), shard(2, { work: { ...head.work, word: "other" } })], "differ in their seed;"],
    [
      "other settings",
      [shard(1), shard(2, { work: { ...head.work, scenario: {} as never } })],
      "differ in their settings",
    ],
  ])("refuses %s", async (_, names, sentence) => {
    const { code, err } = await merged(...names);
    expect(err).toContain(sentence);
    expect(code).toBe(64);
  });
});
