import { expect, it } from "vitest";
import { escapeXml, xmlAttributes, xmlText } from "./xml.ts";

it("leaves nothing in a text that means anything in XML", () => {
  expect(escapeXml(`<a b='c' d="e">&\u0000\ud800x`)).toBe(
    "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;\\u{0}\\u{d800}x",
  );
  expect(escapeXml("süß 🎲")).toBe("süß 🎲");
});

it("keeps the lines of a content, and none of an attribute", () => {
  expect(xmlText("a\n\u0007<b>")).toBe("a\n\\u{7}&lt;b&gt;");
  expect(xmlAttributes({ name: 'x"\ny', count: 2 })).toBe(' name="x&quot;\\u{a}y" count="2"');
});
