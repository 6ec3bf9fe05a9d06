import { byId } from "./elements.ts";

/** Copies the command that repeats the run. It is selected too, for readers whose browser does not let a page copy. */
export function copyReproduce(): void {
  const selection = getSelection();
  selection?.selectAllChildren(byId("reproduce"));
  // The newer interface is refused to pages that were opened from a file.
  const isDone = document.execCommand("copy");
  byId("copied").textContent = isDone ? "copied" : "selected: copy it with your keyboard";
}
