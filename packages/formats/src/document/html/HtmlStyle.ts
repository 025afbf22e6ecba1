/** The style of the page: light and dark, on a phone, on a desktop and in print. */

/** The style sheet. */
export const css = `
:root{color-scheme:light dark;--back:#fff;--card:#f3f5f8;--code:#f3f5f8;--line:#d5dbe2;--text:#1b2027;--faint:#57606a;--link:#0550ae;--error:#a40e26;--accent:#3d6fb4}
@media(prefers-color-scheme:dark){:root{--back:#0f1318;--card:#1a2029;--code:#191f27;--line:#343d48;--text:#e4e9ef;--faint:#9aa5b1;--link:#85bbff;--error:#ff9a92;--accent:#6f9fdd}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--back);color:var(--text);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;overflow-wrap:anywhere}
.page{max-width:48rem;margin:0 auto;padding:1rem 1rem 3rem}
h1{font-size:1.5rem;line-height:1.3;margin:1rem 0 1.5rem}
article{padding:.75rem 0;content-visibility:auto;contain-intrinsic-size:auto 14rem}
article.user{background:var(--card);border-radius:.75rem;padding:.75rem 1rem;margin:.5rem 0}
article+article:not(.user){border-top:1px solid var(--line)}
article.user+article{border-top:0}
article>header{display:flex;flex-wrap:wrap;gap:0 .75rem;align-items:baseline;margin-bottom:.4rem}
h2{font-size:1rem;line-height:1.4;margin:0}
.assistant>header h2{color:var(--accent)}
.about{color:var(--faint);font-size:.8125rem}
h3,h4,h5,h6{line-height:1.35;margin:1.25em 0 .5em}
h3{font-size:1.1875rem}h4{font-size:1.0625rem}h5,h6{font-size:1rem}
p,ul,ol,blockquote,pre,table,figure,dl,details,.scroll,.verbatim{margin:.6em 0}
.prose>:first-child{margin-top:0}.prose>:last-child{margin-bottom:0}
.prose :is(p,h3,h4,h5,h6,th,td){unicode-bidi:plaintext}
ul,ol{padding-left:1.6em}li{margin:.2em 0}li>p:first-child{margin-top:0}li>p:last-child{margin-bottom:0}li>:is(ul,ol){margin:.2em 0}
ul>.task{list-style:none;margin-left:-1.4em}
blockquote{margin-left:0;padding-left:1em;border-left:.2em solid var(--line);color:var(--faint)}
hr{border:0;border-top:1px solid var(--line);margin:1.25em 0}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:.25rem}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.875em}
code{background:var(--code);border-radius:.3em;padding:.1em .3em}
.user code,.user pre{background:color-mix(in srgb,var(--back) 65%,var(--card))}
pre{background:var(--code);border-radius:.5rem;padding:.75em 1em;overflow-x:auto;line-height:1.5;tab-size:4;overflow-wrap:normal}
pre code{background:none;padding:0;font-size:1em}
.wrap,.verbatim{white-space:pre-wrap;overflow-wrap:anywhere}
.language{display:block;color:var(--faint);font-size:.75rem;margin-bottom:.4em}
.scroll{overflow-x:auto;overflow-wrap:normal}
.scroll table{margin:0}
table{border-collapse:collapse}th,td{border:1px solid var(--line);padding:.35em .7em;min-width:4.5rem;max-width:min(22rem,70vw);overflow-wrap:break-word;text-align:start;vertical-align:top}th{background:var(--code)}
.left{text-align:left}.center{text-align:center}.right{text-align:right}
.panel{margin:.6em 0;border:1px solid var(--line);border-radius:.5rem;padding:.4rem .75rem;font-size:.9375rem}
.panel .panel{margin:.4em 0}
.panel>:last-child:not(.label,summary){margin-bottom:.3rem}
.label{margin:0}summary{cursor:pointer}
.label,summary{color:var(--faint);font-size:.875rem}
.label strong,summary strong{color:var(--text);font-weight:600}
.failed>.label strong,.failed>summary strong,.error>.label strong{color:var(--error)}
.error{border-color:var(--error)}
.reasoning>.prose,.reasoning>.verbatim{color:var(--faint)}
.step{border:0;padding:0;text-align:center}
.step .label strong{color:var(--faint);font-weight:400}
figure{margin:.5em 0}img{display:block;max-width:100%;height:auto;max-height:32rem;border-radius:.375rem;background:#fff}
.remark{color:var(--faint);font-size:.875rem;font-style:italic}
.facts{font-size:.8125rem;color:var(--faint)}
.facts summary{font-size:.8125rem;width:max-content}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.25rem 0}dt{color:var(--faint)}dd{margin:0;color:var(--text)}
.notes{font-size:.875rem}
body>footer,.page>footer{color:var(--faint);font-size:.8125rem;border-top:1px solid var(--line);margin-top:1.5rem;padding-top:.75rem}
@media(max-width:30rem){.page{padding:.5rem .75rem 2rem}h1{font-size:1.3rem;margin:.75rem 0 1rem}article.user{margin-inline:-.25rem}pre{padding:.6em .75em}}
@media print{:root{--back:#fff;--card:#f3f5f8;--code:#f6f7f9;--line:#c8ced6;--text:#000;--faint:#444c56;--link:#0a3d91;--error:#8b0b1f;--accent:#27518a}
body{font-size:10.5pt}.page{max-width:none;padding:0}article{content-visibility:visible}article>header,h3,h4,h5,h6,.label,summary{break-after:avoid}
pre,.scroll{white-space:pre-wrap;overflow:visible;overflow-wrap:anywhere}th,td{min-width:0;max-width:none;padding:.3em .4em;overflow-wrap:anywhere}figure,tr{break-inside:avoid}article.user{border:1px solid var(--line)}
details::details-content{content-visibility:visible;display:block;block-size:auto}summary{list-style:none}
a[href^=http]::after{content:" <" attr(href) ">";font-size:.85em;color:var(--faint)}}
@media(prefers-contrast:more){:root{--faint:var(--text);--line:var(--faint)}}
`

/** The digest of the style sheet. The page's policy allows only this style. */
export const digest = "sha256-kdpewBt9qzIU5fjsAHEZzcnxIJ219wDuEaxl/1Hbb0s="
