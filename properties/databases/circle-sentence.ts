import type { ClientView } from "../picture/index.ts";
import { node } from "../sentences.ts";
import type { Waiter } from "./wait-graph.ts";

/** A circle of waits in one sentence, without its full stop; it begins with a freeze, if one is part of it. */
export function circleSentence(circle: readonly Waiter[]): string {
  const from = circle.findIndex(({ kind }) => kind === "freeze");
  const turned = from < 0 ? circle : [...circle.slice(from), ...circle.slice(0, from)];
  const [first] = turned;
  if (first === undefined) return "nobody waits";
  const links = turned.map((waiter, index) => {
    const isAlso = waiter.kind === "client" && turned[index - 1]?.kind === "freeze";
    const joint = index === 0 ? "" : isAlso ? " and" : ", which";
    return `${joint} waits for ${link(waiter, turned[index + 1] ?? first)}`;
  });
  return `${nameOf(first)}${links.join("")}`;
}

/** What can open a circle: a time-out of one that is part of it, or its death. */
export function endsOf(circle: readonly Waiter[]): string {
  const asked = circle.filter((waiter) => waiter.kind === "client" && waitsForMode(waiter.client));
  const ends = [
    ...(circle.some(({ kind }) => kind === "thaw" || kind === "recall")
      ? ["a freeze times out and a node is banned"]
      : []),
    ...asked.map((waiter) => `what ${nameOf(waiter)} asked of its daemon times out`),
    "somebody in it dies",
  ];
  return ends.join(", or when ");
}

/** A daemon commits and attaches when recovery mode ends, not with the thaw of a database. */
function waitsForMode({ wait }: ClientView): boolean {
  return wait?.kind === "commit" || wait?.kind === "attach";
}

/** What a waiter waits for, and what the next one has to do with it. */
function link(waiter: Waiter, next: Waiter): string {
  if (waiter.kind === "freeze" && next.kind === "client")
    return `${nameOf(next)}, which holds ${heldIn(next.client, waiter.freeze.db)}`;
  if (waiter.kind !== "client" || waiter.client.wait === null) return nameOf(next);
  const { db, key, kind } = waiter.client.wait;
  if (kind === "commit") return `its transaction over ${db}, which is committed when recovery mode is normal`;
  if (kind === "attach") return `${db}, which is attached when recovery mode is normal`;
  if (next.kind === "client") return `${key} of ${db}, held by ${nameOf(next)}`;
  return `${key} of ${db}, which ${kind === "call" ? "is answered" : "it can lock"} when ${nameOf(next)}`;
}

function heldIn({ held }: ClientView, db: string): string {
  const keys = [...held.values()].filter((place) => place.db === db).map(({ key }) => key);
  return `${keys.join(" and ")} in ${db}`;
}

function nameOf(waiter: Waiter): string {
  if (waiter.kind === "client") return `client ${waiter.client.pid} on ${node(waiter.client.host)}`;
  if (waiter.kind === "freeze") return `the freeze of ${waiter.freeze.db} on ${node(waiter.freeze.host)}`;
  if (waiter.kind === "unban") return `the ban of ${node(waiter.host)} ends`;
  if (waiter.kind === "recall") return `${node(waiter.refuser)} gives up its copy to read, in recovery mode normal`;
  return waiter.db === "" ? "all databases are thawed" : `${waiter.db} is thawed`;
}
