/** Campaigns for test viewers: JUnit XML. */
export { junitXml } from "./junit-xml.ts";
