"use strict";
document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {
  const list = document.getElementById("list");
  if (!list) {
    return;
  }
  const text = document.getElementById("filter-text");
  const category = document.getElementById("filter-category");
  const trait = document.getElementById("filter-trait");
  const status = document.getElementById("filter-status");
  const blame = document.getElementById("filter-blame");
  const count = document.getElementById("filter-count");
  const nothing = document.getElementById("nothing");
  const rows = Array.from(list.tBodies[0].rows, (row) => {
    const link = row.querySelector("a");
    return {
      row,
      section: link ? document.getElementById(link.getAttribute("href").slice(1)) : null,
      words: row.textContent.toLowerCase(),
      traits: row.dataset.traits.split("\n"),
    };
  });
  const matches = (entry) =>
    (!category.value || entry.row.dataset.category === category.value) &&
    (!status.value || entry.row.dataset.status === status.value) &&
    (!blame.value || entry.row.dataset.blame === blame.value) &&
    (!trait.value || entry.traits.includes(trait.value)) &&
    text.value.toLowerCase().split(/\s+/).every((word) => entry.words.includes(word));
  const filter = () => {
    let shown = 0;
    for (const entry of rows) {
      const visible = matches(entry);
      entry.row.hidden = !visible;
      if (entry.section) {
        entry.section.hidden = !visible;
      }
      shown += visible ? 1 : 0;
    }
    count.textContent = shown + " of " + rows.length;
    nothing.hidden = shown > 0;
  };
  for (const control of [text, category, trait, status, blame]) {
    control.addEventListener("input", filter);
  }
  filter();
});
