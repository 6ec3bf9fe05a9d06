import type { Pnn } from "../model/index.ts";
import { connectsUs } from "./bounds.ts";
import { Connections, connectionTypes } from "./connections.ts";
import type { Picture } from "./picture/index.ts";
import type { Property, Setting } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
  readonly connections: Connections;
  /** When the next pair is due; infinite: no calm pair is apart. */
  dueUs: number;
}

/** Whoever can be connected is. */
export const connectedInCalmTime: Property<State> = {
  name: "connected-in-calm-time",
  sentence: "In calm time any two running daemons are connected, each in the eyes of the other.",
  kind: "liveness",
  needs: connectionTypes,
  applies: always,
  initial: (setting, picture) => ({
    setting,
    picture,
    connections: new Connections(picture),
    dueUs: Number.POSITIVE_INFINITY,
  }),
  step(state, event) {
    state.connections.observe(event);
    const sinceUs = Math.min(...apart(state).map(([, , fromUs]) => fromUs));
    state.dueUs = Math.max(event.atUs, sinceUs + connectsUs(state.setting.constants));
    return null;
  },
  dueUs: ({ dueUs }) => dueUs,
  tick(state, atUs) {
    const boundUs = connectsUs(state.setting.constants);
    const late = apart(state).find(([, , sinceUs]) => sinceUs + boundUs <= atUs);
    if (late === undefined) return null;
    const [from, to, sinceUs] = late;
    return {
      atUs,
      hosts: [from, to],
      why: [
        `At ${clock(atUs)} ${node(from)} was not connected to ${node(to)}.`,
        `Both ran, and nothing was done to the cluster since ${clock(sinceUs)}.`,
        `A peer is called again once a second; what is left of an old connection is found out within ${seconds(boundUs)}.`,
      ],
    };
  },
  end: ({ dueUs }) => (Number.isFinite(dueUs) ? "unknown" : "holds"),
};

/** Pairs that are not connected and could be, and since when they could. */
function apart({ picture, connections }: State): readonly (readonly [from: Pnn, to: Pnn, sinceUs: number])[] {
  const pnns = picture.hosts.map(({ pnn }) => pnn);
  return pnns.flatMap((from) =>
    pnns
      .filter((to) => to !== from && !connections.isConnected(from, to))
      .map((to) => [from, to, connections.undisturbedSinceUs(from, to)] as const),
  );
}
