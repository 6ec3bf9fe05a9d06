/** Addresses as CTDB reads, orders and prints them. */
export { type AddressWords, compareAddresses, compareKeys, type IpAddress } from "./ip-address.ts";
export { parseAddress } from "./parse-address.ts";
