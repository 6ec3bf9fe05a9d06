/** Public addresses that come and go while the cluster runs: who reloads them, and the administrator's commands. */
export { addressToolChart, addressToolRules } from "./address-tool.chart.ts";
export {
  type AddressCommand,
  type AddressToolData,
  type AddressToolEvent,
  newAddressToolData,
} from "./address-tool-data.ts";
export { knownAddressesChart, reloadPublicIpsChart } from "./reload.chart.ts";
export { reloadAddressesChart, reloadRules } from "./reload-addresses.chart.ts";
export { newReloadData, type ReloadData, type ReloadEvent, type Reloading } from "./reload-data.ts";
