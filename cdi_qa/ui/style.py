"""The look of what Streamlit has no element for, and the one script of the pages.

Colours are mixed from the text's own, so they fit the light theme and the dark one. The script
opens a citation when its mark in the text is clicked, reads a new answer out to a screen reader
and scrolls to its beginning; without it the pages still work.
"""

from __future__ import annotations

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
.cdi-whole summary { cursor: pointer; font-size: 0.9rem; margin-bottom: 0.5rem; }
.cdi-whole .cdi-page { max-height: 60vh; overflow-y: auto; }
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
h2.cdi-title { font-size: 1.25rem; padding: 0; margin: 0 0 0.25rem; }
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
.st-key-examples button, .st-key-suggestions button,
.st-key-examples button *, .st-key-suggestions button * { justify-content: flex-start;
  text-align: left; }
.st-key-script, .st-key-announcement { display: none; }
#cdi-live { position: fixed; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 40rem) {
  .cdi-facts div { grid-template-columns: 1fr; gap: 0; }
  .stMainBlockContainer, .stMainBlockContainer:has(.st-key-compare) {
    padding-top: 4.5rem; padding-left: 1rem; padding-right: 1rem; }
  .stChatMessage { padding: 0.75rem; }
  .stChatMessage > [data-testid^="stChatMessageAvatar"] { display: none; }
}
</style>"""

SCRIPT = """<script>
(() => {
  if (window.cdiAnnounce) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const move = (element, block) =>
    element.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
  const live = document.createElement("div");
  live.id = "cdi-live";
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");
  document.body.append(live);

  const openCitation = (mark) => {
    const found = document.querySelector(".st-key-" + mark.getAttribute("href").slice(1));
    const summary = found && found.querySelector("summary");
    if (!summary) return;
    if (!summary.parentElement.open) summary.click();
    summary.focus({ preventScroll: true });
    setTimeout(() => move(found.querySelector("mark") || found, "center"), 300);
  };
  // On a phone the side bar lies over the page: what is chosen in it closes it.
  const closeSidebar = () => {
    const button = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
    if (button && innerWidth < 768) setTimeout(() => button.click(), 100);
  };
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("a.cdi-mark");
    if (mark) {
      event.preventDefault();
      openCitation(mark);
    }
    const chosen = '[data-testid="stSidebarNavLink"], [data-testid="stSidebarUserContent"] button';
    if (event.target.closest(chosen)) closeSidebar();
  });

  let announced = null;
  window.cdiAnnounce = () => {
    const latest = document.getElementById("cdi-latest");
    if (!latest || latest.dataset.stamp === announced) return;
    announced = latest.dataset.stamp;
    live.textContent = latest.dataset.said;
    // The button that asked is gone: go on from where one types, but open no phone's keyboard.
    const input = document.querySelector('[data-testid="stChatInputTextArea"]');
    if (input && latest.dataset.said && document.activeElement === document.body &&
        matchMedia("(pointer: fine)").matches) input.focus({ preventScroll: true });
    const turn = document.querySelector(".st-key-turn-" + latest.dataset.turn);
    if (turn) setTimeout(() => move(turn, "start"), 150);
  };
})();
</script>"""
