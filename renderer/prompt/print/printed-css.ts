/** Black on white whatever the theme; a message may run over pages, its role stays with its first lines. */
export const PRINTED_CSS = `
.galley-print { color: #000; background: #fff; font: 10.5pt/1.45 Georgia, 'Source Serif 4', serif; }
.galley-print h1 { margin: 0 0 2pt; font: 600 17pt/1.3 sans-serif; overflow-wrap: anywhere; }
.galley-print .about { margin: 0 0 14pt; color: #444; font: 9pt/1.4 sans-serif; }
.galley-print h2 { margin: 14pt 0 4pt; font: 600 10.5pt/1.4 sans-serif; break-after: avoid; }
.galley-print h3 { margin: 0 0 3pt; color: #444; font: 600 8.5pt/1.4 sans-serif; letter-spacing: 0.04em; text-transform: uppercase; break-after: avoid; }
.galley-print .message { margin: 0 0 10pt; padding: 0 0 0 9pt; border-left: 1.5pt solid #999; }
.galley-print .example { margin: 0 0 10pt; padding: 0 0 0 9pt; border-left: 0.5pt dashed #999; }
.galley-print .example h2 { margin-top: 0; }
.galley-print .text { margin: 0; font: 9.5pt/1.5 'JetBrains Mono', monospace; white-space: pre-wrap; overflow-wrap: anywhere; orphans: 3; widows: 3; }
.galley-print table { width: 100%; border-collapse: collapse; font: 9pt/1.45 sans-serif; }
.galley-print th, .galley-print td { padding: 3pt 8pt 3pt 0; border-top: 0.5pt solid #bbb; text-align: left; vertical-align: top; white-space: pre-wrap; overflow-wrap: anywhere; }
.galley-print th { width: 26%; font-weight: 600; }
@page { margin: 18mm 16mm; }
`;
