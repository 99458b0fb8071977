"use strict";
document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {
  const lists = Array.from(document.querySelectorAll("table.list"));
  if (lists.length === 0) {
    return;
  }
  const allowed = document.getElementById("allowed");
  const text = document.getElementById("filter-text");
  const category = document.getElementById("filter-category");
  const trait = document.getElementById("filter-trait");
  const status = document.getElementById("filter-status");
  const blame = document.getElementById("filter-blame");
  const count = document.getElementById("filter-count");
  const nothing = document.getElementById("nothing");
  const rows = lists.flatMap((list) => Array.from(list.tBodies[0].rows, (row) => ({
    row,
    folded: list.id === "list-allowed",
    sections: Array.from(row.querySelectorAll("a"), (link) => document.getElementById(link.getAttribute("href").slice(1))),
    words: row.textContent.toLowerCase(),
    categories: row.dataset.category.split("\n"),
    traits: row.dataset.traits.split("\n"),
  })));
  const matches = (entry) =>
    (!category.value || entry.categories.includes(category.value)) &&
    (!status.value || entry.row.dataset.status === status.value) &&
    (!blame.value || entry.row.dataset.blame === blame.value) &&
    (!trait.value || entry.traits.includes(trait.value)) &&
    text.value.toLowerCase().split(/\s+/).every((word) => entry.words.includes(word));
  const filter = () => {
    let shown = 0;
    let folded = 0;
    for (const entry of rows) {
      const visible = matches(entry);
      entry.row.hidden = !visible;
      for (const section of entry.sections) {
        section.hidden = !visible;
      }
      shown += visible ? 1 : 0;
      folded += visible && entry.folded ? 1 : 0;
    }
    count.textContent = shown + " of " + rows.length;
    nothing.hidden = shown > 0;
    const filtered = [text, category, trait, status, blame].some((control) => control.value);
    if (allowed && filtered) {
      allowed.open = folded > 0;
    }
  };
  for (const control of [text, category, trait, status, blame]) {
    control.addEventListener("input", filter);
  }
  filter();
});
