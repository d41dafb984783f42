"""The look of what Streamlit has no element for, and the one script of the pages (page.js).

Colours are mixed from the text's own, so they fit the light theme and the dark one.
"""

from __future__ import annotations

from pathlib import Path

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="6" fill="#1d4f91"/>'
    '<path d="M8 8h16M8 14h16M8 20h10" stroke="#fff" stroke-width="3" stroke-linecap="round"/>'
    "</svg>"
)

STYLE = """<style>
.stMainBlockContainer { padding-top: 2.5rem; }
.cdi-question, .cdi-answer, .cdi-caveats, .cdi-page, .cdi-facts { overflow-wrap: anywhere; }
.cdi-question { white-space: pre-wrap; font-weight: 600; }
.cdi-answer p, .cdi-answer li { margin: 0 0 0.5rem; line-height: 1.55; }
.cdi-answer ul { margin: 0 0 0.5rem; padding-left: 1.25rem; }
.cdi-answer li.cdi-numbered { list-style: none; display: flex; gap: 0.4rem; margin-left: -1.25rem; }
.cdi-answer li.cdi-numbered span { min-width: 1.25rem; text-align: right; }
.stApp button[kind="tertiary"]:is(:hover, :active, :focus, [aria-expanded="true"]) {
  color: light-dark(#1d4f91, #9cc4f5); }
.stApp a.cdi-mark { color: inherit; font-size: 0.8em; text-decoration: none; white-space: nowrap;
  padding: 0.05em 0.2em; border-radius: 0.25rem;
  background: color-mix(in srgb, currentColor 10%, transparent); }
.stApp a.cdi-mark:hover, .stApp a.cdi-mark:focus-visible { text-decoration: underline;
  background: color-mix(in srgb, currentColor 20%, transparent); }
.stApp .cdi-facts a { color: inherit; text-decoration: underline; }
.cdi-label { font-size: 0.875rem; margin: 0; opacity: 0.85; }
[class*="st-key-turn-"] { scroll-margin-top: 4.5rem; }
.stBottomBlockContainer { padding-bottom: 1.5rem; }
.stApp [class*="st-key-meeting-"] pre { padding-right: 3rem; }
.stApp [class*="st-key-meeting-"] code, .stApp [class*="st-key-meeting-"] code span {
  font-family: "Source Sans", sans-serif; font-size: 1rem; }
.stApp [class*="st-key-meeting-"] .stCode > div,
.stApp [class*="st-key-meeting-"] .stCode > div * { opacity: 1; visibility: visible; }
.cdi-caveats { border-left: 3px solid color-mix(in srgb, currentColor 30%, transparent);
  padding-left: 0.75rem; }
.cdi-caveats p { margin: 0 0 0.35rem; font-size: 0.9rem; opacity: 0.85; }
.cdi-facts, .stApp dl.cdi-facts { font-size: 0.9rem; margin: 0 0 0.5rem; padding: 0; }
p.cdi-facts { opacity: 0.85; }
.cdi-facts div { display: grid; grid-template-columns: 9rem 1fr; gap: 0.75rem; padding: 0.2rem 0; }
.cdi-facts dt { opacity: 0.75; }
.cdi-facts dd { margin: 0; }
.cdi-page { margin: 0 0 0.75rem; padding: 0.75rem 1rem 0.25rem; border-radius: 0.5rem;
  border: 1px solid color-mix(in srgb, currentColor 15%, transparent);
  background: color-mix(in srgb, currentColor 4%, transparent); }
.cdi-page p { margin: 0 0 0.6rem; line-height: 1.5; font-size: 0.95rem; }
.cdi-page p.cdi-heading { font-weight: 600; }
.cdi-page p.cdi-item, .cdi-page p.cdi-bullet { padding-left: 1.1rem; }
.cdi-page p.cdi-bullet::before { content: "•"; margin-left: -0.9rem; display: inline-block;
  width: 0.9rem; }
.cdi-page mark { color: inherit; border-radius: 2px; padding: 0.05em 0;
  background: color-mix(in srgb, #f2b705 38%, transparent);
  box-shadow: 0 2px 0 #d99a00; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.cdi-picture { position: relative;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
.cdi-picture img { display: block; width: 100%; }
.cdi-picture mark { position: absolute; background: #f2b705; mix-blend-mode: multiply;
  opacity: 0.55; box-shadow: 0 2px 0 #d99a00; }
.st-key-beside { position: fixed; top: 0; right: 0; bottom: 0; width: 40vw; z-index: 999990;
  overflow-y: auto; padding: 1rem 1.5rem 2rem; box-sizing: border-box;
  background: light-dark(#ffffff, #11161d);
  border-left: 1px solid light-dark(#c5ced9, #3a4655); }
.st-key-beside > div:has(> .st-key-beside-head) { position: sticky; top: -1rem; z-index: 1;
  margin-top: -1rem; padding: 0.6rem 0; background: light-dark(#ffffff, #11161d);
  border-bottom: 1px solid light-dark(#c5ced9, #3a4655); }
.st-key-beside-head > [data-testid="stElementContainer"]:first-child { flex: 1; }
.st-key-beside-head h2.cdi-title { font-size: 1.05rem; margin: 0; }
.stMain:has(.st-key-beside) { padding-right: 40vw; }
#cdi-tip { position: fixed; z-index: 999995; max-width: min(26rem, calc(100vw - 16px));
  padding: 0.6rem 0.75rem; border-radius: 0.4rem; font-size: 0.875rem; line-height: 1.45;
  cursor: pointer; background: #22303f; color: #ffffff; border: 1px solid #8796a8;
  box-shadow: 0 4px 16px rgb(0 0 0 / 30%); }
#cdi-tip q, #cdi-tip span { display: block; }
#cdi-tip span { margin-top: 0.35rem; font-size: 0.8rem; opacity: 0.85; }
button.cdi-copy { font: inherit; font-size: 0.875rem; color: inherit; background: none;
  cursor: pointer; border-radius: 0.25rem; padding: 0.25rem 0.6rem; min-height: 2rem;
  border: 1px solid light-dark(#c5ced9, #3a4655); }
button.cdi-copy:hover { background: color-mix(in srgb, currentColor 8%, transparent); }
button.cdi-copy:focus-visible, a.cdi-mark:focus-visible { outline: 2px solid currentColor;
  outline-offset: 2px; }
.stApp dl.cdi-glossary { margin: 0; padding: 0; }
.cdi-glossary div { display: grid; grid-template-columns: 7rem 1fr; gap: 0.75rem;
  padding: 0.5rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
.cdi-glossary dt { font-weight: 600; }
.cdi-glossary dd { margin: 0; }
.cdi-glossary .cdi-where { display: block; font-size: 0.85rem; opacity: 0.8; }
.cdi-kind-digest { font-size: 0.9rem; font-weight: 600; margin: 0 0 0.5rem; }
p.cdi-kind-full { font-size: 0.9rem; margin: 0 0 0.5rem; }
.stMainBlockContainer:has(.st-key-compare) { padding-left: 3rem; padding-right: 3rem;
  max-width: 75rem; }
.cdi-table-box { overflow-x: auto; max-width: 100%; }
.cdi-table { border-collapse: collapse; font-size: 0.875rem; line-height: 1.35;
  font-variant-numeric: tabular-nums; }
.cdi-table caption { text-align: left; white-space: nowrap;
  padding-bottom: 0.35rem; opacity: 0.85; }
.cdi-table th, .cdi-table td { text-align: left; vertical-align: top; padding: 0.3rem 0.45rem;
  border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
.cdi-table td { min-width: 3.6rem; }
.cdi-table .cdi-figure { text-align: right; }
.cdi-table tbody th { font-weight: 400; }
.cdi-table tbody th, .cdi-table thead th:first-child { position: sticky; left: 0;
  background: light-dark(#ffffff, #11161d); }
.cdi-table thead th { vertical-align: bottom; font-weight: 600;
  border-bottom: 2px solid color-mix(in srgb, currentColor 40%, transparent); }
.cdi-table .cdi-ours th, .cdi-table .cdi-ours td, .cdi-table td.cdi-ours { font-weight: 700;
  background: color-mix(in srgb, #1f77d0 14%, light-dark(#ffffff, #11161d)); }
.cdi-table .cdi-ours th { box-shadow: inset 4px 0 0 #1f77d0; }
.cdi-tag { font-size: 0.75rem; font-weight: 600; white-space: nowrap; border-radius: 0.25rem;
  padding: 0.05em 0.35em; border: 1px solid currentColor; }
.cdi-table mark { color: inherit; padding: 0.05em 0.1em; border-radius: 2px;
  background: color-mix(in srgb, #f2b705 38%, transparent); box-shadow: 0 2px 0 #d99a00; }
h2.cdi-title, h3.cdi-title { font-size: 1.25rem; padding: 0; margin: 0 0 0.25rem; }
h3.cdi-title { font-size: 1.125rem; }
h2.cdi-side { font-size: 0.95rem; padding: 0; margin: 0.5rem 0; }
ul.cdi-loaded, ul.cdi-problems { list-style: none; margin: 0; padding: 0; font-size: 0.875rem; }
ul.cdi-loaded li, ul.cdi-problems li { margin: 0 0 0.85rem; overflow-wrap: anywhere; }
ul.cdi-loaded strong, ul.cdi-loaded span { display: block; }
ul.cdi-loaded span { font-size: 0.825rem; font-weight: 400; opacity: 0.85; margin: 0; }
.cdi-wide { overflow-x: auto; }
.cdi-table { border-collapse: collapse; font-size: 0.875rem; margin-bottom: 0.75rem; }
.cdi-table th, .cdi-table td { text-align: left; vertical-align: top; font-weight: 400;
  padding: 0.3rem 0.9rem 0.3rem 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
.cdi-table thead th { font-weight: 600; }
.cdi-table td { font-variant-numeric: tabular-nums; }
.st-key-examples { display: grid; gap: 1.5rem 2rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); }
.st-key-examples h2.cdi-side { margin: 0; }
.cdi-table .cdi-ours th:first-child { padding-left: 0.65rem; }
.st-key-examples button, .st-key-suggestions button, [class*="st-key-citations-"] button,
.st-key-conversations button, .st-key-examples button *, .st-key-suggestions button *,
[class*="st-key-citations-"] button *, .st-key-conversations button * {
  justify-content: flex-start; text-align: left; }
[class*="st-key-citations-"] button { padding: 0.2rem 0.5rem; min-height: 2rem; }
/* Day, month and year of a date: each a target of its own, at least 24 pixels both ways. */
[data-testid="stDateInput"] [role="spinbutton"] { display: inline-flex; align-items: center;
  justify-content: center; min-width: 1.5rem; min-height: 1.5rem; }
[class*="st-key-citations-"] button p { font-size: 0.9rem; }
.st-key-conversations button { padding: 0.25rem 0.5rem; min-height: 2.25rem; }
.st-key-conversations button p { font-size: 0.875rem; }
.st-key-script, .st-key-announcement { display: none; }
#cdi-live { position: fixed; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 60rem) {
  .st-key-beside { width: 100vw; border-left: 0; padding: 1rem 1rem 2rem; }
  .stMain:has(.st-key-beside) { padding-right: 0; }
}
@media (prefers-reduced-motion: reduce) {
  .stApp *, .stApp *::before, .stApp *::after { animation-duration: 0.01ms !important;
    transition-duration: 0.01ms !important; }
}
@media (max-width: 40rem) {
  .cdi-facts div, .cdi-glossary div { grid-template-columns: 1fr; gap: 0; }
  .stMainBlockContainer, .stMainBlockContainer:has(.st-key-compare) {
    padding-top: 4.5rem; padding-left: 1rem; padding-right: 1rem; }
  .stChatMessage { padding: 0.75rem; }
  .stChatMessage > [data-testid^="stChatMessageAvatar"] { display: none; }
}
</style>"""

SCRIPT = f"<script>{(Path(__file__).parent / 'page.js').read_text(encoding='utf-8')}</script>"
