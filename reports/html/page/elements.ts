/** What an element may be given: attributes as they are written, children as elements or text. */
export type Attributes = Readonly<Record<string, string | number>>;

const svgSpace = "http://www.w3.org/2000/svg";

/** Makes a part of a drawing. Text becomes text, never markup. */
export function shape(name: string, attributes: Attributes, ...children: readonly (Node | string)[]): SVGElement {
  const element = document.createElementNS(svgSpace, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** Makes an element of the page. Text becomes text, never markup. */
export function element(name: string, attributes: Attributes, ...children: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** A part of the page by its id; it is there, the page was written with it. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}
