import {
  type AnyEvent,
  type CalloutOp,
  type CtdbdData,
  calloutOps,
  type Effect,
  type EventdData,
  type EventRequest,
  type ServiceName,
  serviceOf,
} from "../../model/index.ts";
import { toClient, toDaemon } from "./controls.ts";
import type { Activation } from "./fibers.ts";
import { checkLinks } from "./links.ts";
import { type Host, isAlive, type Process, type Run, type ScriptFault } from "./process.ts";
import { trackConnections } from "./tracking.ts";
import type { World } from "./world.ts";

/** What a main daemon asks of its event daemon, and what that does with scripts. */
export function scripts(
  world: World,
  process: Process,
  activation: Activation,
  effect: Extract<Effect, { kind: "script" | "runScripts" | "killScripts" | "endEvent" }>,
): void {
  switch (effect.kind) {
    case "script":
      return runScript(world, process, activation, effect);
    case "runScripts":
      return runScripts(world, process, effect);
    case "killScripts":
      return killScripts(process, effect.run);
    case "endEvent":
      return endEvent(world, process, effect);
  }
}

/** A process waits for an event of its event daemon, or for what it runs by itself. */
function runScript(
  world: World,
  process: Process,
  activation: Activation,
  { script, address = "", interface: on = "" }: Extract<Effect, { kind: "script" }>,
): void {
  const { host } = process;
  activation.c.f.script = "running";
  if (script === "helper-set-up") {
    // A helper's set-up is two programs that it runs by itself; nobody limits their time.
    const { execUs } = world.scenario.timing;
    const takesUs = world.draw("exec", execUs, host.pnn) + world.draw("exec", execUs, host.pnn) + host.slowExecUs;
    world.post(process, { type: "SCRIPT_OVER", activation, outcome: "done" } as AnyEvent, takesUs);
    return;
  }
  const eventd = process.children.get((process.data as CtdbdData).eventdHandle);
  if (eventd === undefined || !isAlive(eventd)) return;
  const request: EventRequest = { run: world.nextRun++, event: script, address, interface: on };
  process.events.set(request.run, activation);
  toClient(world, eventd, { type: "EVENT_ASKED", request } as AnyEvent);
}

/** An event daemon tells its main daemon what has become of an event. */
function endEvent(world: World, eventd: Process, { run, outcome }: Extract<Effect, { kind: "endEvent" }>): void {
  const activation = eventd.daemon?.events.get(run);
  if (activation === undefined) return;
  eventd.daemon?.events.delete(run);
  toDaemon(world, eventd, { type: "SCRIPT_OVER", activation, outcome } as never);
}

/** Scripts run, one after another: to their end, to the first that fails, or to one that hangs. */
function runScripts(world: World, eventd: Process, effect: Run): void {
  const { host } = eventd;
  const trouble = troubleOf(world, host, effect);
  const { run } = effect;
  if (trouble?.fault?.kind === "script-hangs") {
    const { fault, script } = trouble;
    // What it was to do, or to find out, it does once it goes on; those before it have done their part.
    const rest = { ...effect, scripts: effect.scripts.slice(effect.scripts.indexOf(script)) };
    const op = calloutOf(world, effect, script);
    if (op !== undefined) world.nfs?.callOut(host, op, effect.address, () => {});
    host.hung = [...host.hung, { eventd, fault, rest }];
    return;
  }
  const failed = trouble?.script ?? "";
  const lastsUs = world.draw("script", world.scenario.timing.scriptUs, host.pnn) + host.slowScriptUs;
  const takesUs = Math.ceil(lastsUs / effect.parts) + killUs(world, host, effect, failed);
  const isCheck = trouble !== undefined && trouble.fault === null;
  if (world.nfs !== undefined && effect.event === "monitor" && failed !== "10.interface" && failed !== "05.system")
    world.later(takesUs, () => {
      // Unless another event has had it killed.
      if (isAlive(eventd) && (eventd.data as EventdData).current?.run === run) trackConnections(world, host);
    });
  const over = { type: "SCRIPTS_OVER", run, failed, isCheck };
  const op = calloutOf(world, effect, failed);
  if (op === undefined) return world.post(eventd, over as AnyEvent, takesUs);
  const { boots } = host;
  world.later(takesUs, () => {
    if (!host.up || host.boots !== boots) return;
    world.nfs?.callOut(host, op, effect.address, (ok) => {
      if (isAlive(eventd)) world.post(eventd, { ...over, failed: ok ? failed : "60.nfs" } as AnyEvent, 0);
    });
  });
}

/** 10.interface kills the connections to an address that is released; how long that takes. */
function killUs({ connections }: World, host: Host, { event, address, scripts }: Run, failed: string): number {
  const kills = event === "releaseip" && failed !== "10.interface" && scripts.includes("10.interface");
  return kills ? connections.kill(host, address) : 0;
}

/** What 60.nfs calls out at an event, if it gets that far: a script after it may fail or hang. */
function calloutOf({ nfs }: World, { event, scripts }: Run, stuck: string): CalloutOp | undefined {
  if (nfs === undefined) return undefined;
  const ran = stuck === "" ? scripts : scripts.slice(0, scripts.indexOf(stuck));
  return ran.includes("60.nfs") ? calloutOps.find((op) => op === event) : undefined;
}

interface Trouble {
  readonly script: string;
  /** Null: its service is down. */
  readonly fault: ScriptFault | null;
}

/** The first script that does not end as it should. */
function troubleOf(world: World, host: Host, { event, scripts }: Run): Trouble | undefined {
  for (const script of scripts) {
    const fault = host.scriptFaults.find((one) => one.event === event && one.script === script);
    if (fault !== undefined) return { script, fault };
    if (script === "10.interface" && checkLinks(world, host, event)) return { script, fault: null };
    const service = serviceOf(script);
    if (event === "monitor" && service !== undefined && host.down.includes(service)) return { script, fault: null };
  }
  return undefined;
}

/** Scripts are killed, with what they have started. */
function killScripts(eventd: Process, run: number): void {
  const { host } = eventd;
  host.hung = host.hung.filter((hung) => hung.eventd !== eventd || hung.rest.run !== run);
}

/** A fault strikes the scripts of a host; gives back how to end it: what hung until then goes on. */
export function disturbScripts(world: World, host: Host, fault: ScriptFault): () => void {
  host.scriptFaults.push(fault);
  return () => {
    host.scriptFaults.splice(host.scriptFaults.indexOf(fault), 1);
    const released = host.hung.filter((hung) => hung.fault === fault);
    host.hung = host.hung.filter((hung) => hung.fault !== fault);
    for (const { eventd, rest } of released) if (isAlive(eventd)) runScripts(world, eventd, rest);
  };
}

/** A service of a host is down; gives back how to bring it up again. */
export function takeDown(world: World, host: Host, service: ServiceName): () => void {
  host.down.push(service);
  if (host.down.filter((one) => one === service).length === 1) world.emit(host.pnn, { type: "service-down", service });
  return () => {
    host.down.splice(host.down.indexOf(service), 1);
    if (!host.down.includes(service)) world.emit(host.pnn, { type: "service-up", service });
  };
}
