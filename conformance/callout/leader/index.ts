/** The contracts of the scripts that compute who leads the NAT gateway and the load balancer. */
export { lvsClauses, natgwClauses } from "./clauses.ts";
