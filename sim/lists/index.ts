export { takeOut } from "./take-out.ts";
