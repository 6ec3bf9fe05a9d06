import type { Fault } from "../../model/index.ts";
import { clockText, durationText } from "../time-text.ts";

/** A fault of the plan as a row: when, what, how. */
export function faultRow(fault: Fault): [when: string, what: string, how: string] {
  const { kind, atUs, on, ...rest } = fault;
  const trigger = on === undefined ? [] : [triggerWords(on)];
  const anyHost = on === undefined ? "every host" : on.strikes === "other" ? "another host" : "the host of the trigger";
  const details = Object.entries(rest).map(([name, value]) => detail(name, value, anyHost));
  return [`${on === undefined ? "" : "from "}${clockText(atUs)}`, kind, [...trigger, ...details].join(", ")];
}

function triggerWords({ event, host, delayUs, withinUs = 0 }: NonNullable<Fault["on"]>): string {
  const when =
    withinUs === 0 ? durationText(delayUs) : `${durationText(delayUs)} to ${durationText(delayUs + withinUs)}`;
  return `${when} after the next ${event}${host === undefined ? "" : ` on node ${host}`}`;
}

/** A fault in one phrase, without its time. */
export function faultWords(fault: Fault): string {
  const [, what, how] = faultRow(fault);
  return how === "" ? what : `${what}, ${how}`;
}

const endless: Readonly<Record<string, string>> = { forUs: "for good", restartUs: "never started again" };

function detail(name: string, value: unknown, anyHost: string): string {
  if (name === "host") return value === -1 ? anyHost : `node ${String(value)}`;
  if (name === "cut" && Array.isArray(value))
    return `cut ${value.map((pair) => (pair as number[]).join(">")).join(" ")}`;
  if (name.endsWith("Us") && typeof value === "number") {
    const word = name === "forUs" ? "for" : name === "restartUs" ? "started again after" : name.slice(0, -2);
    return value === 0 ? (endless[name] ?? `${word} 0 us`) : `${word} ${durationText(value)}`;
  }
  return `${name} ${String(value)}`;
}
