import { diagramSvg } from "./diagram/index.ts";
import { htmlReport } from "./html/index.ts";
import { issueMarkdown, issueText } from "./issue/index.ts";
import { page } from "./paint.ts";
import { perfettoTrace } from "./perfetto/index.ts";
import { reproTest } from "./repro/index.ts";
import type { FailureStory, ReportFile } from "./story/index.ts";
import { runReport } from "./text/index.ts";

/** Everything a person reads of one run, file by file. */
export function reportFiles(story: FailureStory): readonly ReportFile[] {
  return [
    { name: "report.txt", text: runReport(story, page) },
    { name: "report.html", text: htmlReport(story) },
    { name: "diagram.svg", text: diagramSvg(story) },
    { name: "issue.md", text: issueMarkdown(story) },
    { name: "issue.txt", text: issueText(story) },
    { name: "repro.test.ts", text: reproTest(story) },
    { name: "trace.perfetto.json", text: perfettoTrace(story) },
  ];
}
