const pending = new Set<() => void>();
let listens = false;

/**
 * Has `undo` called if the process exits before it was taken back: for what would outlive the process. It must be
 * synchronous. A death by a signal that nobody handles calls nothing.
 *
 * @returns takes it back
 */
export function lastResort(undo: () => void): () => void {
  if (!listens) process.on("exit", undoAll);
  listens = true;
  pending.add(undo);
  return () => void pending.delete(undo);
}

function undoAll(): void {
  for (const undo of pending) undo();
}
