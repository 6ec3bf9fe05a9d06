import { FLAG, type ObservationType, type Pnn } from "../model/index.ts";
import { KnownAddresses, knownAddressTypes, mayBeForbidden } from "./addresses/index.ts";
import { instantUs, servesUs, takeoverRunUs } from "./bounds.ts";
import { inCalm } from "./in-calm.ts";
import { hostTypes, isActive, takeoverTypes } from "./picture/index.ts";
import { needsSpreading } from "./setting-needs.ts";

/** When each generation's recovery began, and when something last made a leader go by an old answer. */
interface Begun {
  readonly known: KnownAddresses;
  readonly byHost: Map<Pnn, number>;
  readonly byGeneration: Map<number, number>;
  slowUs: number;
  /** When what a cut had held back last reached each host, or left it. */
  readonly healedUs: Map<Pnn, number>;
  nowUs: number;
}

const slowTypes = [
  "host-paused",
  "host-resumed",
  "process-stopped",
  "process-continued",
  "local-delivery-slowed",
  "link-slowed",
  "control-delayed",
  "clock-stepped",
] as const satisfies readonly ObservationType[];

/**
 * What a cluster is for: a member that works hosts addresses. (A takeover run goes by the flags that the leader knew when
 * its recovery began: who became active later waits for the run that an administrator's tool asks for.)
 */
export const recoveredNodeServes = inCalm<Begun>({
  name: "recovered-node-serves",
  sentence:
    "In calm time an active node in recovery mode normal soon hosts an address, if there are enough, unless it is disabled or unhealthy.",
  needs: [
    "recovery-step",
    "recovery-started",
    "partition-healed",
    ...knownAddressTypes,
    ...slowTypes,
    ...hostTypes,
    ...takeoverTypes,
  ],
  applies: (setting) =>
    needsSpreading(setting) ??
    ((setting.publicAddresses ?? []).length < setting.nodes ? "There are fewer public addresses than nodes." : null),
  because:
    "A recovery ends with a takeover run, which is tried again until it succeeds; a new node first waits until the cluster has settled.",
  within: ({ constants }) => servesUs(constants) + 2 * takeoverRunUs(constants),
  initial: (picture, setting) => ({
    known: new KnownAddresses(setting, picture),
    byHost: new Map(),
    byGeneration: new Map(),
    slowUs: Number.NEGATIVE_INFINITY,
    healedUs: new Map(),
    nowUs: 0,
  }),
  note(begun, event) {
    const { byHost, byGeneration, healedUs } = begun;
    begun.known.observe(event);
    begun.nowUs = event.atUs;
    if (event.type === "partition-healed") for (const pnn of event.cut.flat()) healedUs.set(pnn, event.atUs);
    if ((slowTypes as readonly ObservationType[]).includes(event.type)) begun.slowUs = event.atUs;
    if (event.type === "recovery-step" && event.step === "begin") byHost.set(event.host, event.atUs);
    if (event.type === "recovery-started")
      byGeneration.set(event.generation, byHost.get(event.host) ?? Number.NEGATIVE_INFINITY);
  },
  lack(host, { byGeneration, slowUs, healedUs, known, nowUs }, setting, picture) {
    const { constants, nodes } = setting;
    // A leader that is gone may have told its peers to keep still, and not have taken that back.
    if (mayBeForbidden(picture, setting, host.leader, nowUs)) return "";
    // Nobody looks for a node that has lost its last address to another one by hand.
    if (known.moves.untilUs > 0 || known.linkedOf(host.pnn).length < nodes) return "";
    const isMember = isActive(host) && host.mode === "normal" && (host.flags & (FLAG.disabled | FLAG.unhealthy)) === 0;
    const begunUs = byGeneration.get(host.generation) ?? Number.NEGATIVE_INFINITY;
    // One pass of the main loop has asked the node for its flags, and got a fresh answer.
    const lastSlowUs = Math.max(slowUs, healedUs.get(host.pnn) ?? Number.NEGATIVE_INFINITY);
    const wasKnown = begunUs - host.flagsSinceUs >= 5 * instantUs && begunUs - lastSlowUs >= constants.recoverTimeoutUs;
    return isMember && wasKnown && host.addresses.size === 0 ? "was an active member and hosted no address" : "";
  },
});
