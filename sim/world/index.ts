export { assemble } from "./assemble.ts";
export { planJobs } from "./clients.ts";
export { addressesOf, isDeleted, mayLead } from "./configured.ts";
export { sendSignal } from "./effects.ts";
export {
  boot,
  changeClock,
  continueProcess,
  mayStand,
  pauseHost,
  powerOff,
  resumeHost,
  startDaemon,
  stopProcess,
} from "./hosts.ts";
export { addByHand, removeByHand } from "./interfaces.ts";
export { cutLink } from "./links.ts";
export { packetDatabase, packetName } from "./packet.ts";
export { findProcess, type Host, isAlive, isStopped, type Process } from "./process.ts";
export { reapAll, spawn } from "./processes.ts";
export type { Runtime } from "./runtime.ts";
export { disturbScripts, takeDown } from "./scripts.ts";
export { findTimer } from "./timers.ts";
export { type HostView, outlineOf, type ProcessOutline, type ProcessView, viewOf, type WorldView } from "./view.ts";
export type { World } from "./world.ts";
