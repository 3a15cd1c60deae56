/** The form's looks, in the colours of app/globals.css; small, for it stands on other people's pages. */
export const style = `
:root { color-scheme: light dark; --surface: light-dark(#fff, #17181c); --line: light-dark(#7b8290, #6f7683);
  --ink: light-dark(#1a1c22, #eceef2); --soft: light-dark(#565d6b, #a4abb8); --fill: light-dark(#3451d1, #4562e0);
  --bad: light-dark(#b3261e, #ff8a80); --good: light-dark(#17693a, #6fd99a); }
:root[data-theme=light] { color-scheme: light; }
:root[data-theme=dark] { color-scheme: dark; }
* { box-sizing: border-box; }
html, body { margin: 0; background: var(--surface); color: var(--ink); }
body { font: 16px/1.4 system-ui, sans-serif; }
main { max-width: 26rem; margin: 0 auto; padding: 1rem; }
h1 { margin: 0 0 .25rem; font-size: 1.25rem; }
p { margin: 0; }
form { display: grid; gap: .875rem; margin-top: 1rem; }
label { display: block; margin-bottom: .25rem; font-weight: 500; }
input { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit;
  background: var(--surface); border: 1px solid var(--line); border-radius: .5rem; }
input[aria-invalid=true] { border-color: var(--bad); }
button { min-height: 2.75rem; padding: .5rem 1rem; font: inherit; font-weight: 600; color: #fff;
  background: var(--fill); border: 0; border-radius: .5rem; cursor: pointer; }
button:disabled { opacity: .7; cursor: default; }
:focus-visible { outline: 2px solid var(--fill); outline-offset: 2px; }
.soft { margin-top: .25rem; font-size: .875rem; color: var(--soft); }
.error { margin-top: .25rem; font-size: .875rem; color: var(--bad); }
.done { margin-top: 1rem; font-weight: 500; color: var(--good); }
.trap { position: absolute; left: -999rem; }
a { color: inherit; }
[hidden] { display: none; }
`;
