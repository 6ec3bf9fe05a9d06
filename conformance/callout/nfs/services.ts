import type { Call } from "../sandbox/index.ts";

/** What a call does to services of the machine. */
export interface ServiceAct {
  readonly unit: string;
  readonly act: "start" | "stop" | "restart" | "kill";
}

const UNIT_FIRST = new Set(["service", "invoke-rc.d", "rc-service"]);
const ACT_FIRST = new Set(["systemctl", "initctl"]);
const KILLERS = new Set(["killall", "killall5", "pkill"]);
const DAEMON = /^(rpc\.(nfsd|mountd|statd|rquotad|lockd)|ganesha\.nfsd)$/;

/** What a call did, if it succeeded and has to do with services; none: it only asks. */
export function serviceActs({ program, args, status }: Call): readonly ServiceAct[] {
  const words = args.filter((word) => !word.startsWith("-"));
  if (KILLERS.has(program)) return words.map((unit) => ({ unit, act: "kill" }));
  if (status !== 0) return [];
  if (DAEMON.test(program)) return [{ unit: program, act: "start" }];
  if (UNIT_FIRST.has(program)) return actsOn(words.slice(0, 1), words[1]);
  if (ACT_FIRST.has(program)) return actsOn(words.slice(1), words[0]);
  return [];
}

function actsOn(units: readonly string[], word: string | undefined): readonly ServiceAct[] {
  const act = actOf(word);
  // With and without the ending it is the same unit.
  return act === undefined ? [] : units.map((unit) => ({ unit: unit.replace(/\.service$/, ""), act }));
}

function actOf(word: string | undefined): ServiceAct["act"] | undefined {
  if (word === "start" || word === "stop" || word === "kill") return word;
  return word !== undefined && /restart/.test(word) ? "restart" : undefined;
}

/** The services that a list of calls leaves started, and those that it leaves stopped. */
export function leftBy(calls: readonly Call[]): {
  readonly up: ReadonlySet<string>;
  readonly down: ReadonlySet<string>;
} {
  // A daemon that is killed is not the service that it belongs to: what started it will do so again.
  const acts = calls.flatMap(serviceActs).filter(({ act }) => act !== "kill");
  const last = new Map(acts.map(({ unit, act }) => [unit, act]));
  const units = (isUp: boolean): ReadonlySet<string> =>
    new Set([...last].filter(([, act]) => (act === "start" || act === "restart") === isUp).map(([unit]) => unit));
  return { up: units(true), down: units(false) };
}
