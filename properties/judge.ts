import type { ObservationType, Pnn, TraceEvent } from "../model/index.ts";
import { Measures, measureTypes } from "./measures.ts";
import { Picture } from "./picture/index.ts";
import { properties } from "./properties.ts";
import type { End, Property, Setting, Verdict, Violation } from "./property.ts";
import type { Witness } from "./sometimes.ts";
import { witnesses } from "./witnesses/index.ts";

/** The verdict on one property. */
export interface Finding {
  readonly name: string;
  readonly kind: "safety" | "liveness";
  readonly verdict: Verdict;
  /** When it was certain that it is violated; null otherwise. */
  readonly atUs: number | null;
  /** Violated: three plain sentences; else one or none. */
  readonly why: readonly string[];
  /** The hosts it is about. */
  readonly hosts: readonly Pnn[];
}

/** How often a witness was seen. */
export interface WitnessCount {
  readonly name: string;
  readonly sentence: string;
  readonly applicable: boolean;
  readonly seen: number;
}

/** Everything that is said about one trace. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly witnesses: readonly WitnessCount[];
  /** Microseconds where the name ends in `Us`, else counts; given whatever the verdicts. */
  readonly measures: Readonly<Record<string, number>>;
  /** How long each fail-over of a public address took, from the fault to its announcement, microseconds. */
  readonly addressFailOversUs: readonly number[];
}

interface Case {
  readonly property: Property;
  readonly state: unknown;
  dueUs: number;
  violation: Violation | null;
}

interface Watch {
  readonly witness: Witness;
  readonly state: unknown;
  seen: number;
}

/** Who is told of one kind of event. */
interface Route {
  readonly cases: Case[];
  readonly watches: Watch[];
  isMeasured: boolean;
}

/** Judges one trace: feed it every event in order of time, then finish. */
export class Judge {
  private readonly cases: Case[] = [];
  private readonly watches: Watch[] = [];
  private readonly said = new Map<string, Finding>();
  private readonly routes = new Map<ObservationType, Route>();
  private readonly picture: Picture;
  private readonly measures: Measures;
  private readonly setting: Setting;
  private readonly judged: readonly Property[];
  private nextDueUs = Number.POSITIVE_INFINITY;
  private isViolated = false;

  /**
   * @param observes the kinds of event its source can see; absent: all. A property that needs more is unknown.
   * @param judged the properties to judge by
   */
  constructor(setting: Setting, observes?: ReadonlySet<ObservationType>, judged: readonly Property[] = properties) {
    this.setting = setting;
    this.judged = judged;
    this.picture = new Picture(setting.nodes, setting.constants.recoverTimeoutUs);
    this.measures = new Measures(this.picture, setting);
    for (const type of measureTypes) this.route(type).isMeasured = true;
    for (const property of judged) this.open(property, observes);
    for (const witness of witnesses) this.watch(witness);
  }

  /** Is a property violated already? */
  get violated(): boolean {
    return this.isViolated;
  }

  /** Takes the next event in. */
  observe(event: TraceEvent): void {
    if (event.atUs > this.nextDueUs) this.tickUntil(event.atUs);
    this.picture.observe(event);
    const route = this.routes.get(event.type);
    if (route === undefined) return;
    if (route.isMeasured) this.measures.observe(event);
    for (const judged of route.cases) {
      if (judged.violation === null) this.after(judged, judged.property.step(judged.state, event), event.atUs);
    }
    for (const watch of route.watches) {
      if (watch.witness.seen(event, this.picture, watch.state)) watch.seen += 1;
    }
  }

  /** Would a trace that ends at `endUs` leave a claim undecided, and none violated? */
  isUndecided(endUs: number): boolean {
    this.tickUntil(endUs);
    return !this.isViolated && this.cases.some(({ property, state }) => property.end?.(state, endUs) === "unknown");
  }

  /** The trace ends at `endUs`: what is said about it. */
  finish(endUs: number): Judgement {
    this.tickUntil(endUs);
    for (const judged of this.cases) {
      const { property, state, violation } = judged;
      this.said.set(property.name, finding(property, violation ?? property.end?.(state, endUs) ?? "holds"));
    }
    return {
      findings: this.judged.flatMap((property) => this.said.get(property.name) ?? []),
      witnesses: witnesses.map((witness) => this.count(witness)),
      measures: this.measures.finish(endUs),
      addressFailOversUs: this.measures.addressFailOversUs,
    };
  }

  private open(property: Property, observes: ReadonlySet<ObservationType> | undefined): void {
    const { name, kind } = property;
    const unseen = observes === undefined ? [] : property.needs.filter((type) => !observes.has(type));
    const excluded = property.applies(this.setting);
    const silent = { name, kind, atUs: null, hosts: [] };
    if (excluded !== null) this.said.set(name, { ...silent, verdict: "not-applicable", why: [excluded] });
    else if (unseen.length > 0) {
      this.said.set(name, {
        ...silent,
        verdict: "unknown",
        why: [`The source cannot see ${[...new Set(unseen)].join(", ")}.`],
      });
    } else {
      const state = property.initial(this.setting, this.picture);
      const judged: Case = { property, state, dueUs: Number.POSITIVE_INFINITY, violation: null };
      this.cases.push(judged);
      for (const type of new Set(property.on ?? property.needs)) this.route(type).cases.push(judged);
      this.reschedule(judged, 0);
    }
  }

  private watch(witness: Witness): void {
    if (!witness.applies(this.setting)) return;
    const watch: Watch = { witness, state: witness.initial(this.setting), seen: 0 };
    this.watches.push(watch);
    for (const type of new Set(witness.needs)) this.route(type).watches.push(watch);
  }

  private route(type: ObservationType): Route {
    const known = this.routes.get(type);
    if (known !== undefined) return known;
    const route: Route = { cases: [], watches: [], isMeasured: false };
    this.routes.set(type, route);
    return route;
  }

  private count(witness: Witness): WitnessCount {
    const watch = this.watches.find((each) => each.witness === witness);
    return { name: witness.name, sentence: witness.sentence, applicable: watch !== undefined, seen: watch?.seen ?? 0 };
  }

  /** Lets every deadline before `atUs` pass, in order. */
  private tickUntil(atUs: number): void {
    while (this.nextDueUs < atUs) {
      const nowUs = this.nextDueUs;
      for (const judged of this.cases) {
        if (judged.dueUs > nowUs || judged.violation !== null) continue;
        this.after(judged, judged.property.tick?.(judged.state, nowUs) ?? null, nowUs);
        // A deadline that stays where it was would be asked for ever.
        if (judged.dueUs <= nowUs) judged.dueUs = nowUs + 1;
      }
      this.nextDueUs = this.cases.reduce((next, judged) => Math.min(next, judged.dueUs), Number.POSITIVE_INFINITY);
    }
  }

  private after(judged: Case, violation: Violation | null, nowUs: number): void {
    if (violation === null) {
      this.reschedule(judged, nowUs);
      return;
    }
    judged.violation = violation;
    judged.dueUs = Number.POSITIVE_INFINITY;
    this.isViolated = true;
  }

  private reschedule(judged: Case, nowUs: number): void {
    if (judged.property.dueUs === undefined) return;
    const dueUs = judged.property.dueUs(judged.state, nowUs);
    judged.dueUs = dueUs;
    if (dueUs < this.nextDueUs) this.nextDueUs = dueUs;
  }
}

function finding({ name, kind }: Property, end: End): Finding {
  if (typeof end !== "string")
    return { name, kind, verdict: "violated", atUs: end.atUs, why: end.why, hosts: end.hosts };
  const why = end === "unknown" ? ["The trace ends before it could be decided."] : [];
  return { name, kind, verdict: end, atUs: null, why, hosts: [] };
}
