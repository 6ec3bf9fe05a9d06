import type { Call } from "../sandbox/index.ts";
import { type ServiceAct, serviceActs } from "./services.ts";
import { type Survey, seenOf } from "./survey.ts";

/** Services that bring the lock manager up, unless the call-out itself tells which it means. */
const LOCK_UNITS = ["nfslock", "nfs-lock", "rpc-statd", "statd", "lockd", "nlockmgr"];

/** The services by whose restart a call-out restarts its lock manager: those that it starts for `start nlockmgr` and at startup. */
export function lockUnitsOf(found: Survey): ReadonlySet<string> {
  const starts = [
    ...(seenOf(found, "start")?.outcomes.filter(({ args }) => args[1] === "nlockmgr") ?? []),
    ...(seenOf(found, "startup")?.outcomes ?? []),
  ];
  const units = starts.flatMap(({ calls }) => calls.flatMap(serviceActs)).map(({ unit }) => unit);
  return new Set([...LOCK_UNITS, ...units]);
}

/** True if these calls, in this order, bring a node's lock manager into grace: a restart, or a server's own command. */
export function entersGrace(
  calls: readonly Call[],
  lockUnits: ReadonlySet<string>,
  graceCalls: readonly string[],
): boolean {
  const stopped = new Set<string>();
  const isEntered = ({ unit, act }: ServiceAct): boolean => {
    if (act === "stop") stopped.add(unit);
    return act === "restart" || (act === "start" && stopped.has(unit));
  };
  return calls.some((call) => {
    if (isGraceCommand(call, graceCalls) || killsLockManager(call)) return true;
    return serviceActs(call)
      .filter(({ unit }) => lockUnits.has(unit))
      .some(isEntered);
  });
}

function isGraceCommand({ program, args, status }: Call, graceCalls: readonly string[]): boolean {
  if (status !== 0) return false;
  if (graceCalls.includes(program)) return true;
  if (program === "ganesha-rados-grace") return args.includes("start");
  const isBus = /^(dbus-send|gdbus|busctl|ganesha_mgr)$/.test(program);
  // Event 0 keeps everything and concerns the whole server; 2 and 5 are about one address.
  return isBus && args.some((word) => /grace$/i.test(word)) && args.some((word) => /^(string:)?"?0(:|$)/.test(word));
}

/** True if the kernel's lock manager gets the signal that makes it drop its locks and start anew. */
function killsLockManager(call: Call): boolean {
  const { args } = call;
  if (!serviceActs(call).some(({ unit, act }) => act === "kill" && /^\[?lockd\]?$/.test(unit))) return false;
  return args.some((word) => /^-(9|KILL|SIGKILL)$/.test(word)) || / (9|KILL|SIGKILL)\b/.test(` ${args.join(" ")}`);
}
