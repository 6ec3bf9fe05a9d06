/** Kills every process of a group; does nothing if there is none. */
export function killGroup(group: number): void {
  signalGroup(group, "SIGKILL");
}

/** True while a process of the group is there, a zombie included. */
export function groupLives(group: number): boolean {
  return signalGroup(group, 0);
}

function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}
