import { byId, element } from "./elements.ts";
import type { View } from "./view.ts";

/** Kinds that come all the time and tell little: not drawn until they are asked for. */
const quiet = new Set(["keepalive", "GET_CAPABILITIES", "GET_NODEMAP", "GET_RECMODE", "GET_VNNMAP", "GET_RECMASTER"]);

/** Which messages are drawn: a box for each kind. */
export function messageMenu(view: View, changed: () => void): void {
  const { kinds } = view.data.packets;
  const sorted = kinds
    .map((kind, index) => ({ ...kind, index }))
    .sort((a, b) => a.count - b.count || a.index - b.index);
  for (const { name, index } of sorted) if (quiet.has(name)) view.hidden.add(index);
  const place = byId("message-kinds");
  place.replaceChildren(
    ...(sorted.length === 0 ? [element("p", { class: "dim" }, "Nobody recorded messages of this run.")] : []),
    ...sorted.map(({ name, count, left, index }) => {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = !left && !view.hidden.has(index);
      box.disabled = left;
      box.addEventListener("change", () => {
        if (box.checked) view.hidden.delete(index);
        else view.hidden.add(index);
        changed();
      });
      const words = left ? `${count}, too many for this page` : String(count);
      return element("label", {}, box, ` ${name} `, element("span", { class: "dim" }, words));
    }),
  );
}

/** Shows or hides all arrows. */
export function toggleMessages(view: View, changed: () => void): void {
  view.hasMessages = !view.hasMessages;
  byId("messages").setAttribute("aria-pressed", String(view.hasMessages));
  changed();
}
