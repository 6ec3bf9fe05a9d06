import type { Picture } from "../picture/index.ts";
import { circleOf, sinceUs, stuckUs } from "./wait-graph.ts";

/**
 * Does a circle of waits stand, for as long as `no-deadlock` takes to tell of it? What does not come about meanwhile is
 * that deadlock, and not a failure of its own.
 */
export function isDeadlocked(picture: Picture, atUs: number): boolean {
  return picture.clients.waiting().some((client) => {
    if (client.held.size === 0) return false;
    const circle = circleOf(client, picture);
    return circle.length > 0 && Math.max(...circle.map(sinceUs)) + stuckUs <= atUs;
  });
}
