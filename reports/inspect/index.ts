/** What the cluster's own tool would print on each node at a moment. */
export { type InspectedCluster, inspect } from "./inspect.ts";
export { inspectData, inspectText } from "./inspect-text.ts";
export type { Answer, Printed } from "./printed.ts";
export { type TopicName, topicNames } from "./topics.ts";
