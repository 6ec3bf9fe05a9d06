/** How the page looks: light and dark by what the reader prefers, on paper too. */
export const compareStyle = `
:root{color-scheme:light dark;--ink:#1b1f24;--dim:#5b6570;--page:#fff;--card:#f5f7f9;--line:#d5dbe1;--c0:#1f5fbf;--c1:#b3500c;--c2:#1a7f4b;--c3:#8a3ab9;--c4:#a11d33;--c5:#5b6570;--bad:#b3261e;--good:#1a7f4b}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--dim:#9aa5b1;--page:#14171b;--card:#1d2228;--line:#39424c;--c0:#7ab0ff;--c1:#ffab6b;--c2:#6fd6a0;--c3:#d3a2f5;--c4:#ff8fa0;--c5:#b0bac5;--bad:#ff8a80;--good:#6fd6a0}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;margin:.2rem 0}
h2{font-size:1.1rem;margin:0 0 .4rem}
section{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem;margin:1rem 0;overflow-x:auto}
p{margin:.3rem 0}
.dim{color:var(--dim)}
.bad{color:var(--bad);font-weight:600}
.good{color:var(--good);font-weight:600}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.25rem .8rem .25rem 0;vertical-align:top;border-bottom:1px solid var(--line)}
td.number,th.number{text-align:right;white-space:nowrap}
code{font-size:.85em;overflow-wrap:anywhere}
svg{display:block;width:100%;max-width:44rem;height:auto}
svg.pairs{width:12rem;height:.9rem}
.grid{stroke:var(--line)}
.tick{fill:var(--dim);font-size:11px}
.budget{stroke:var(--bad);stroke-dasharray:2 3}
.curve{fill:none;stroke-width:2}
.c0{stroke:var(--c0)}.c1{stroke:var(--c1);stroke-dasharray:7 3}.c2{stroke:var(--c2);stroke-dasharray:2 2}.c3{stroke:var(--c3);stroke-dasharray:10 3 2 3}.c4{stroke:var(--c4);stroke-dasharray:4 4}.c5{stroke:var(--c5);stroke-dasharray:1 4}
.less{fill:var(--c0)}.same{fill:var(--line)}.more{fill:var(--c1)}
.key{width:2.2rem;height:.8rem;display:inline-block;margin-right:.4rem}
@media print{section{break-inside:avoid}}
`;
