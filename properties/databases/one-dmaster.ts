import type { ObservationOf, ObservationType, TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import { hostTypes, isActive, type Picture } from "../picture/index.ts";
import type { Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsVolatile, volatileNames } from "./needs-databases.ts";
import { type Owner, Owners, ownerTypes } from "./owners.ts";

interface State {
  readonly picture: Picture;
  readonly owners: Owners;
  readonly volatile: ReadonlySet<string>;
}

/** Two dmasters each write a copy of their own: one of the two is lost (facts/recovery.md §5, S1). */
export const oneDmaster = never<State>({
  name: "one-dmaster",
  sentence: "Within one generation a record has one dmaster at a time: the next one has it when it was handed over.",
  needs: [...new Set<ObservationType>([...ownerTypes, "record-written", ...hostTypes])],
  on: ["record-arrived", "record-given", "record-locked", "record-written", "database-committed"],
  applies: needsVolatile,
  initial: (setting, picture) => ({
    picture,
    owners: new Owners(picture.databaseGenerations),
    volatile: volatileNames(setting),
  }),
  step(state, event) {
    const violation = isClaim(event) && state.volatile.has(event.db) ? judge(state, event) : null;
    state.owners.observe(event);
    return violation;
  },
});

/** What only a dmaster does, in words. */
const claims = {
  "record-arrived": "arrived",
  "record-locked": "was locked",
  "record-written": "was written",
} as const satisfies Partial<Record<ObservationType, string>>;

type Claim = ObservationOf<keyof typeof claims> & TraceEvent;

function isClaim(event: TraceEvent): event is Claim {
  return event.type in claims;
}

function judge({ picture, owners }: State, event: Claim): Violation | null {
  const { atUs, host, db, key } = event;
  const owner = owners.of(event, host);
  const generation = picture.databaseGenerations.get(host, db);
  if (owner === undefined || generation === undefined || isRightful(event, owner)) return null;
  // A node that has left writes what nobody will see.
  if (!isActive(picture.host(host)) || !isActive(picture.host(owner.host))) return null;
  return {
    atUs,
    hosts: [owner.host, host],
    why: [
      `At ${clock(atUs)} ${key} of ${db} ${claims[event.type]} on ${node(host)}, which takes itself for its dmaster.`,
      owner.isUnderWay
        ? `At ${clock(owner.sinceUs)} ${node(owner.host)} had given it up, and it had come to nobody since.`
        : `Since ${clock(owner.sinceUs)} ${node(owner.host)} had it and had not given it up; both had ${db} under generation ${generation}.`,
      "What two dmasters write is lost on one of them at the latest in the next recovery.",
    ],
  };
}

/** It has the record already, or it is the one that a packet under way is for. */
function isRightful(event: Claim, owner: Owner): boolean {
  if (owner.isUnderWay) return event.type === "record-arrived";
  return owner.host === event.host;
}
