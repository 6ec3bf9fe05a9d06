import type { AnyEvent, ControlBody, ControlOp, FaultOf, Request } from "../../model/index.ts";
import type { Host, World } from "../world/index.ts";

type Command = FaultOf<"admin">["command"];
/** The command and what it was given. */
type Said = Pick<FaultOf<"admin">, "command" | "forUs" | "path">;

const controls: Readonly<Record<Command, readonly [ControlOp, ControlBody]>> = {
  stop: ["STOP_NODE", {}],
  continue: ["CONTINUE_NODE", {}],
  ban: ["SET_BAN_STATE", { reason: "admin" }],
  unban: ["SET_BAN_STATE", { forUs: 0, reason: "admin" }],
  disable: ["DISABLE_NODE", {}],
  enable: ["ENABLE_NODE", {}],
  recover: ["SET_RECMODE", { mode: "active" }],
  "setleaderrole-on": ["SET_LEADER_ROLE", { on: true }],
  "setleaderrole-off": ["SET_LEADER_ROLE", { on: false }],
  // Since 4.5 the cluster lock cannot be changed at run time; what is older obeys.
  setreclock: ["SET_RECLOCK_FILE", {}],
  shutdown: ["SHUTDOWN", {}],
};

/** An administrator gives a command to the daemon of a host; it has the effect when the daemon gets to it. */
export function command(world: World, host: Host, { command: name, forUs, path }: Said): void {
  const daemon = host.ctdbd;
  world.emit(host.pnn, { type: "admin-command", command: path === undefined ? name : `${name} ${path}` });
  if (daemon === null) return;
  const [op, body] = controls[name];
  const request: Request = {
    id: world.nextRequest++,
    op,
    from: host.pnn,
    pid: 0,
    to: host.pnn,
    as: "admin",
    body: {
      ...body,
      ...(name === "ban" && forUs !== undefined ? { forUs } : {}),
      ...(name === "setreclock" ? { lockSetting: path ?? "" } : {}),
    },
  };
  world.post(daemon, { type: "CLIENT_CONTROL", request } as AnyEvent, world.localDelayUs(host));
}
