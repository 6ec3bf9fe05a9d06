/** A run as a page to look into. */
export { htmlReport } from "./html-report.ts";
