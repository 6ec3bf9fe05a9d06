import { FLAG, type Pnn, type ServiceName } from "../../model/index.ts";
import { never } from "../never.ts";
import { clock, node } from "../sentences.ts";
import { always } from "../setting-needs.ts";

interface Known {
  /** When its main daemon was started. */
  startedUs: number;
  isUnhealthy: boolean;
  /** Services that are down, and since when. */
  readonly down: Map<ServiceName, number>;
}

interface State {
  readonly hosts: Map<Pnn, Known>;
}

function known({ hosts }: State, host: Pnn): Known {
  const found = hosts.get(host) ?? { startedUs: 0, isUnhealthy: true, down: new Map<ServiceName, number>() };
  hosts.set(host, found);
  return found;
}

/** Failures are borne only of what has worked before. */
export const healthyMeansWorking = never<State>({
  name: "healthy-means-working",
  sentence: "A node whose service has been down since its daemon started does not become healthy.",
  needs: ["service-down", "service-up", "process-started", "flags-changed"],
  applies: always,
  initial: () => ({ hosts: new Map() }),
  step(state, event) {
    const { host, atUs } = event;
    const it = known(state, host);
    if (event.type === "service-down") it.down.set(event.service, atUs);
    if (event.type === "service-up") it.down.delete(event.service);
    if (event.type === "process-started" && event.program === "ctdbd") {
      it.startedUs = atUs;
      it.isUnhealthy = true;
    }
    if (event.type !== "flags-changed") return null;
    const was = it.isUnhealthy;
    it.isUnhealthy = (event.flags & FLAG.unhealthy) !== 0;
    const lacking = [...it.down].find(([, sinceUs]) => sinceUs <= it.startedUs);
    if (!was || it.isUnhealthy || lacking === undefined) return null;
    const [service, sinceUs] = lacking;
    return {
      atUs,
      hosts: [host],
      why: [
        `At ${clock(atUs)} ${node(host)} became healthy.`,
        `Its ${service} service was down since ${clock(sinceUs)}, before its daemon started at ${clock(it.startedUs)}.`,
        "A service may fail a few times once it has worked; before, a node would get addresses only to lose them again.",
      ],
    };
  },
});
