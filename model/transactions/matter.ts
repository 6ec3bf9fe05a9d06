import type { DatabaseState, WriteChild } from "../database/index.ts";
import type { Effect, Request } from "../effect/index.ts";
import type { CtdbdContext, CtdbdEvent } from "../node/index.ts";

/** The control that is handled now, or that a procedure answers. */
export function requestOf(c: CtdbdContext, e?: CtdbdEvent): Request | null {
  return e !== undefined && "request" in e ? e.request : c.f.request;
}

/** The database that it is about; undefined: it is not attached here. */
export function databaseOf(c: CtdbdContext, e?: CtdbdEvent): DatabaseState | undefined {
  return c.d.databases[requestOf(c, e)?.body.db ?? ""];
}

/** The child that an event, or a procedure, is about. */
export function writerOf(c: CtdbdContext, e?: CtdbdEvent): WriteChild | undefined {
  if (e !== undefined && "handle" in e) return c.d.writers[e.handle];
  if (e?.type === "WRITE_TIMEOUT") return c.d.writers[e.peer];
  return c.d.writers[c.f.handle];
}

/** Answers that control. */
export function answer(request: Request | null, status: number, why = "done"): Effect | undefined {
  return request === null ? undefined : { kind: "reply", request, reply: { status }, why };
}
