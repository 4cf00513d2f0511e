"use strict";
// Chooses among the cases. Without it everything is seen.
const filter = document.getElementById("filter");
const shown = document.getElementById("shown");
const cases = [...document.querySelectorAll("details.case")];
const rows = new Map([...document.querySelectorAll("tr[data-case]")].map((row) => [row.dataset.case, row]));

function choose() {
  const verdicts = new Set([...filter.elements].filter((box) => box.name === "verdict" && box.checked).map((box) => box.value));
  const area = filter.elements.area.value;
  const text = filter.elements.text.value.trim().toLowerCase();
  let count = 0;
  for (const one of cases) {
    const { verdict, area: itsArea, text: itsText } = one.dataset;
    const chosen = verdicts.has(verdict) && (area === "" || area === itsArea) && itsText.includes(text);
    one.hidden = !chosen;
    rows.get(one.dataset.case).hidden = !chosen;
    count += chosen ? 1 : 0;
  }
  for (const group of document.querySelectorAll(".group")) {
    group.hidden = group.querySelector("details.case:not([hidden])") === null;
  }
  shown.textContent = `Visar ${count} av ${shown.dataset.all} fall`;
}

// A link to a case leads into it.
function open() {
  const target = location.hash.startsWith("#case-") && document.getElementById(location.hash.slice(1));
  if (target) {
    target.open = true;
    target.scrollIntoView();
  }
}

function fold(wanted) {
  for (const one of document.querySelectorAll("details.case:not([hidden]), details.case:not([hidden]) details.evidence")) {
    one.open = wanted;
  }
}

filter.hidden = false;
filter.addEventListener("input", choose);
filter.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("open-all").addEventListener("click", () => fold(true));
document.getElementById("close-all").addEventListener("click", () => fold(false));
document.getElementById("print").addEventListener("click", () => print());
addEventListener("hashchange", open);
choose();
open();
