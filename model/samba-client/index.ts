export { sambaClientChart, sambaClientRules } from "./samba-client.chart.ts";
export {
  type HeldRecord,
  newSambaClientData,
  type SambaClientData,
  type SambaClientEvent,
} from "./samba-client-data.ts";
