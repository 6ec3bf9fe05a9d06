import type { SharedGrace } from "../effect/index.ts";

/** Nobody has joined yet. */
export const noGrace: SharedGrace = { version: 0, epoch: 1, recovering: 0, members: {} };

/** A member starts, or is shut down in order: without a grace one begins, and with it an epoch. */
export function joined(grace: SharedGrace, member: string): SharedGrace {
  const isNew = grace.recovering === 0;
  const epoch = grace.epoch + (isNew ? 1 : 0);
  return {
    version: grace.version + 1,
    epoch,
    recovering: isNew ? grace.epoch : grace.recovering,
    members: { ...grace.members, [member]: { needs: true, enforces: true, epoch } },
  };
}

/** A member grants nothing new from now on, or does so again: nothing else changes with it. */
export function enforcing(grace: SharedGrace, member: string, on: boolean): SharedGrace {
  const flags = { needs: grace.members[member]?.needs === true, enforces: on, epoch: grace.epoch };
  return { ...grace, version: grace.version + 1, members: { ...grace.members, [member]: flags } };
}

/** A member needs the grace no more; if it was the last one the grace is lifted. */
export function relieved(grace: SharedGrace, member: string): SharedGrace {
  const { enforces, epoch } = grace.members[member] ?? { enforces: false, epoch: grace.epoch };
  const members = { ...grace.members, [member]: { needs: false, enforces, epoch } };
  const isOver = Object.values(members).every(({ needs }) => !needs);
  return { ...grace, version: grace.version + 1, members, recovering: isOver ? 0 : grace.recovering };
}

/** Does every member grant nothing new, as far as the object says? One that is gone says what it said last. */
export function allEnforce({ members }: SharedGrace): boolean {
  return Object.values(members).every(({ enforces }) => enforces);
}

/** The same, counting only who has said so in this epoch. */
export function allEnforceNow({ members, epoch }: SharedGrace): boolean {
  return Object.values(members).every((flags) => flags.enforces && flags.epoch === epoch);
}
