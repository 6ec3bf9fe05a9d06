import { byId } from "./elements.ts";
import type { View } from "./view.ts";

/** What each key does; the page's help says the same. */
export function followKeys(view: View, actions: Readonly<Record<string, () => void>>): void {
  const { data } = view;
  const everywhere: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => view.step(-1),
    ArrowRight: () => view.step(1),
    "+": () => view.zoom(0.6),
    "=": () => view.zoom(0.6),
    "-": () => view.zoom(1 / 0.6),
    "0": () => view.look({ fromUs: 0, toUs: data.endUs }),
    ...actions,
  };
  const inDiagram: Readonly<Record<string, () => void>> = {
    Home: () => view.goTo(0),
    End: () => view.goTo(data.endUs),
    PageUp: () => view.pan(-0.8),
    PageDown: () => view.pan(0.8),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
    const isInDiagram = event.target instanceof Node && byId("explorer").contains(event.target);
    const isFree = isInDiagram || event.target === document.body;
    const action = everywhere[event.key] ?? (isFree ? inDiagram[event.key] : undefined);
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}

/** Keys belong to whoever is being typed into, and to an open dialog. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.closest("dialog, select, textarea, input:not([type=range])") !== null;
}
