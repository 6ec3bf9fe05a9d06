import type { GroupMember } from "../leader-rule.ts";
import type { NodeView } from "../sandbox/index.ts";

/** One question to a leader script: what the nodes are, and what the group file says. */
export interface LeaderCase {
  readonly nodes: readonly NodeView[];
  /** In the order of the file. */
  readonly group: readonly GroupMember[];
  /** What the case is about beside the states of nodes. */
  readonly about: "states" | "order" | "followers" | "outsiders";
}

type State = Omit<NodeView, "pnn" | "address">;

const STATES: readonly State[] = [
  {},
  { unhealthy: true },
  { disabled: true },
  { banned: true },
  { stopped: true },
  { disconnected: true },
  { unknown: true },
  { unhealthy: true, banned: true },
  { unhealthy: true, stopped: true },
];

type Role = "member" | "follower" | "outsider";
const ROLES: readonly Role[] = ["member", "follower", "outsider"];

/** Every table of three nodes' states with every group file: each node a member, a follower or none, in both orders. */
export function allCases(): readonly LeaderCase[] {
  const roles = triples(ROLES);
  return triples(STATES).flatMap((states) => roles.flatMap((each) => casesOf(states, each)));
}

function triples<T>(values: readonly T[]): readonly (readonly [T, T, T])[] {
  return values.flatMap((a) => values.flatMap((b) => values.map((c) => [a, b, c] as const)));
}

function casesOf(states: readonly State[], roles: readonly Role[]): readonly LeaderCase[] {
  const nodes = states.map((state, pnn) => ({ pnn, address: `192.168.7.${pnn + 1}`, ...state }));
  const group = nodes.flatMap(({ address, pnn }) => {
    const role = roles[pnn];
    return role === "outsider" ? [] : [{ address, followerOnly: role === "follower" }];
  });
  const straight: LeaderCase = { nodes, group, about: aboutOf(roles) };
  // The order of the file matters only among members, and is a question of its own.
  return straight.about === "states" ? [straight, { nodes, group: group.toReversed(), about: "order" }] : [straight];
}

function aboutOf(roles: readonly Role[]): LeaderCase["about"] {
  if (roles.includes("outsider")) return "outsiders";
  return roles.includes("follower") ? "followers" : "states";
}

/** So many of the cases, spread over all of them; the same ones each time. */
export function spread<T>(cases: readonly T[], count: number): readonly T[] {
  if (cases.length <= count) return cases;
  // The golden section visits all parts of a range early and evenly.
  const at = (index: number): number => Math.floor(((index * 0.618_033_988_75) % 1) * cases.length);
  const chosen = new Set<number>();
  for (let index = 0; chosen.size < count && index < count * 20; index += 1) chosen.add(at(index));
  return [...chosen].flatMap((index) => cases.slice(index, index + 1));
}

/** A case in one line. */
export function caseInWords({ nodes, group }: LeaderCase): string {
  const states = nodes.map(({ pnn, address: _address, ...flags }) => {
    const words = Object.keys(flags);
    return `${pnn} ${words.length === 0 ? "healthy" : words.join("+")}`;
  });
  const file = group.map(({ address, followerOnly }) => `${address}${followerOnly ? " follower-only" : ""}`);
  return `nodes: ${states.join(", ")}; group file: ${file.length === 0 ? "empty" : file.join(", ")}`;
}
