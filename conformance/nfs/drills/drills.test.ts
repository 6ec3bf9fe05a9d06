// What a real server of nfs-ganesha answers, what the model answers, and where they differ.
import { describe, expect, test } from "vitest";
import { graceDesigns, type Override, standardModel, withOverrides } from "../../../model/index.ts";
import { NotEstablishedError } from "../../clause/index.ts";
import { missingForGanesha } from "../ganesha/index.ts";
import { RpcError } from "../rpc/index.ts";
import { type Drill, drills, inWords, ModelStage, RealStage, type Stage } from "./index.ts";

type Told = readonly string[];

const told = (step: string, answer: string): string => (answer === "" ? step : `${step}: ${answer}`);

async function carriedOut(stage: Stage, { lines }: Drill): Promise<Told> {
  const all: string[] = [];
  for (const [step] of lines) all.push(told(inWords(step), await stage.take(step)));
  return all;
}

const seen = ({ lines }: Drill): Told => lines.map(([step, answer]) => told(inWords(step), answer));
const modelled = ({ lines }: Drill): Told => lines.map(([step, answer, model = answer]) => told(inWords(step), model));

function model(drill: Drill, ...defects: readonly Override[]): Promise<Told> {
  const { design, setting } = drill;
  const withDefects = withOverrides(standardModel(), defects);
  const stage = new ModelStage({
    model: withDefects,
    design: graceDesigns[design],
    graceSeconds: setting.graceSeconds,
  });
  return carriedOut(stage, drill);
}

describe("the model", () => {
  test.each(drills)("answers as ganesha but where it is said: $name", async (drill) => {
    expect(await model(drill)).toEqual(modelled(drill));
  });

  test.each([
    ["grants in grace", { id: "x", chart: "nfs-server-process", guards: { mustWait: () => false } }],
    ["takes late reclaims", { id: "x", chart: "nfs-server-process", guards: { isTooLate: () => false } }],
    ["never ends a grace", { id: "x", chart: "nfs-server", guards: { isGraceOver: () => false } }],
    ["keeps its locks when it restarts", { id: "x", chart: "nfs-server", actions: { surrenderAll: () => undefined } }],
    [
      "keeps what was locked by an address",
      { id: "x", chart: "nfs-server", actions: { surrenderAddress: () => undefined } },
    ],
    ["does not begin a grace anew", { id: "x", chart: "nfs-server", guards: { extends: () => false } }],
  ] satisfies readonly (readonly [string, Override])[])("that %s answers otherwise somewhere", async (_, defect) => {
    const answers = await Promise.all(drills.map((drill) => model(drill, defect)));
    expect(answers).not.toEqual(drills.map(modelled));
  });
});

/** A machine that stands still for seconds makes leases expire: what came of that says nothing of the server. */
const TRIES = 3;

async function real(drill: Drill): Promise<Told> {
  const stage = await RealStage.open(drill.setting);
  try {
    return await carriedOut(stage, drill);
  } finally {
    await stage.end();
  }
}

async function realOf(drill: Drill, tries = TRIES): Promise<Told> {
  const answers = await real(drill).catch((error: unknown) => {
    const isLost = error instanceof RpcError || error instanceof NotEstablishedError;
    if (!isLost) throw error;
    return [String(error)];
  });
  const isAsSeen = JSON.stringify(answers) === JSON.stringify(seen(drill));
  return isAsSeen || tries === 1 ? answers : realOf(drill, tries - 1);
}

const missing = await missingForGanesha();
const why = missing === undefined ? "" : ` (skipped: no ${missing}, install nfs-ganesha and nfs-ganesha-vfs)`;

describe.skipIf(missing !== undefined)(`nfs-ganesha${why}`, { concurrent: true }, () => {
  test.each(drills)("$name", async (drill) => {
    expect(await realOf(drill)).toEqual(seen(drill));
  });
});
