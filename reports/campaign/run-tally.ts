import type { PropertyVerdict, RunVerdict, WitnessVerdict } from "../verdict.ts";
import type { PropertyTally, WitnessTally } from "./campaign-verdict.ts";
import { MeasureSketch, type MeasureTally, type SketchData } from "./measure-sketch.ts";
import { joined, NEVER, type Occurrences, withOne } from "./occurrences.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A property over some runs, as plain data. */
export type PropertyData = Omit<PropertyTally, "violated" | "seeds"> & { readonly violated: Occurrences };

/** Properties, witnesses and measures over some runs, as plain data. */
export interface RunTallyData {
  readonly properties: readonly PropertyData[];
  readonly witnesses: readonly WitnessTally[];
  readonly measures: readonly (readonly [name: string, sketch: SketchData])[];
}

const SEEDS_NAMED = 5;

/** Properties, witnesses and measures, added up: the same whatever came first. */
export class RunTally {
  private readonly properties = new Map<string, Mutable<PropertyData>>();
  private readonly witnesses = new Map<string, Mutable<WitnessTally>>();
  private readonly measures = new Map<string, MeasureSketch>();

  /** Takes in a run and its number. */
  add(run: RunVerdict, index: number): void {
    for (const one of run.properties) this.addProperty(one, { index, seed: run.seed });
    for (const one of run.witnesses) this.addWitness(one);
    for (const [name, value] of Object.entries(run.measures)) this.measure(name).add(value);
  }

  /** Takes in other runs. */
  merge({ properties, witnesses, measures }: RunTallyData): void {
    for (const one of properties) {
      const tally = this.property(one.name);
      tally.applicable ||= one.applicable;
      tally.holds += one.holds;
      tally.unknown += one.unknown;
      tally.notApplicable += one.notApplicable;
      tally.violated = joined(tally.violated, one.violated);
    }
    for (const one of witnesses) {
      const tally = this.witness(one.name);
      tally.applicable ||= one.applicable;
      tally.seenInRuns += one.seenInRuns;
    }
    for (const [name, sketch] of measures) this.measure(name).merge(sketch);
  }

  /** What it holds. */
  data(): RunTallyData {
    return {
      properties: [...this.properties.values()],
      witnesses: [...this.witnesses.values()],
      measures: [...this.measures].map(([name, sketch]) => [name, sketch.data()]),
    };
  }

  /** As a verdict tells it. */
  tallies(): { properties: PropertyTally[]; witnesses: WitnessTally[]; measures: MeasureTally[] } {
    return {
      properties: [...this.properties.values()].map(({ violated, ...one }) => ({
        ...one,
        violated: violated.count,
        seeds: violated.first.slice(0, SEEDS_NAMED).map(({ seed }) => seed),
      })),
      witnesses: [...this.witnesses.values()],
      measures: [...this.measures].map(([name, sketch]) => sketch.tally(name)),
    };
  }

  private addProperty({ name, verdict }: PropertyVerdict, run: { index: number; seed: string }): void {
    const tally = this.property(name);
    if (verdict === "not-applicable") {
      tally.notApplicable += 1;
      return;
    }
    tally.applicable = true;
    if (verdict === "violated") tally.violated = withOne(tally.violated, run);
    else tally[verdict] += 1;
  }

  private addWitness({ name, applicable, seen }: WitnessVerdict): void {
    const tally = this.witness(name);
    tally.applicable ||= applicable;
    if (applicable && seen > 0) tally.seenInRuns += 1;
  }

  private property(name: string): Mutable<PropertyData> {
    return entry(this.properties, name, () => ({
      name,
      applicable: false,
      holds: 0,
      unknown: 0,
      notApplicable: 0,
      violated: NEVER,
    }));
  }

  private witness(name: string): Mutable<WitnessTally> {
    return entry(this.witnesses, name, () => ({ name, applicable: false, seenInRuns: 0 }));
  }

  private measure(name: string): MeasureSketch {
    return entry(this.measures, name, () => new MeasureSketch());
  }
}

function entry<T>(map: Map<string, T>, name: string, fresh: () => T): T {
  const known = map.get(name) ?? fresh();
  map.set(name, known);
  return known;
}
