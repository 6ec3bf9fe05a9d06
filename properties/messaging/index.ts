/** Claims about messages between the clients of a cluster. */
export { messagesArrive } from "./messages-arrive.ts";
export { messagesArriveAsSent } from "./messages-arrive-as-sent.ts";
