/** How a stand-alone diagram looks, on a light and on a dark page. Colours that colour-blind people tell apart. */
export const diagramStyle = `
svg{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.page{fill:#fff}.text{fill:#1c2430}.dim{fill:#5b6675}.title{font-size:16px;font-weight:600}
.name{font-weight:600;text-anchor:middle}.time{fill:#5b6675;font-variant-numeric:tabular-nums;text-anchor:end}
.off{stroke:#c3cad4;stroke-dasharray:1 5}.up{stroke:#8591a1;stroke-width:2}.paused{stroke:#8591a1;stroke-width:4;stroke-dasharray:3 4}
.lock{fill:#0067a5}.belief{fill:none;stroke:#0067a5;stroke-width:1.5}.leads{fill:#007f5c}
.fault{fill:#e08a00;fill-opacity:.2}.fault-mark{stroke:#a85f00;stroke-width:2.5;fill:none}.fault-text{fill:#8a4e00;font-weight:600}
.event{fill:#fff;stroke:#1c2430;stroke-width:1.6}.over{fill:#fff;stroke:#a85f00;stroke-width:2}
.violation{fill:#c2185b;fill-opacity:.14}.violation-line{stroke:#c2185b;stroke-width:2}.violation-text{fill:#a3124c;font-weight:700}
.rule{stroke:#e3e7ec}
@media (prefers-color-scheme:dark){
.page{fill:#12161c}.text{fill:#e4e8ee}.dim,.time{fill:#9aa5b4}.off{stroke:#454f5d}.up,.paused{stroke:#7b8798}
.lock{fill:#4ea8e6}.belief{stroke:#4ea8e6}.leads{fill:#2fbf94}.fault{fill:#f0a030;fill-opacity:.2}
.fault-mark,.over{stroke:#f0a030}.fault-text{fill:#f5b95c}.event{fill:#12161c;stroke:#e4e8ee}.over{fill:#12161c}
.violation{fill:#ff6f9f;fill-opacity:.2}.violation-line{stroke:#ff6f9f}.violation-text{fill:#ff8fb4}.rule{stroke:#2a313b}
}`.replaceAll("\n", "");
