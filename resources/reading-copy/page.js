"use strict";
(() => {
  const root = document.documentElement;
  const card = document.getElementById("card");
  let lit = [];
  let leaving = 0;

  // Light, dark: whatever is not shown now.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  document.getElementById("theme").addEventListener("click", () => {
    const now = root.dataset.theme || (dark.matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
  });
  root.classList.add("live");

  // What was ticked off is not there; of several marks at one place the inner one has the colour.
  let gone = [];
  const isThere = (mark) => !gone.some((name) => mark.classList.contains(name));
  const sift = () => {
    const off = document.querySelectorAll("aside input:not(:checked)");
    gone = [...off].map((tick) => tick.id.slice(2));
    for (const mark of document.querySelectorAll(".m")) {
      const covered = [...mark.querySelectorAll(".m")].some(isThere);
      mark.classList.toggle("w", isThere(mark) && !covered);
    }
  };
  document.querySelector("aside").addEventListener("change", sift);
  // A browser may remember ticks.
  addEventListener("pageshow", () => {
    if (document.querySelector("aside input:not(:checked)")) sift();
  });

  // The marks at a place, the inner one first.
  const marksAt = (element) => {
    const found = [];
    for (let mark = element.closest(".m"); mark; mark = mark.parentElement.closest(".m")) {
      if (isThere(mark)) found.push(mark);
    }
    return found;
  };

  const hide = () => {
    for (const mark of lit) mark.classList.remove("on");
    lit = [];
    card.hidden = true;
  };

  // Below the line that is meant; above it where there is no room.
  const place = (mark, x) => {
    const lines = [...mark.getClientRects()];
    const line = lines.find((one) => x >= one.left - 1 && x <= one.right + 1) || lines[0];
    const left = Math.min(line.left, innerWidth - card.offsetWidth - 12);
    const below = line.bottom + 6;
    const fits = below + card.offsetHeight <= innerHeight - 8;
    card.style.left = Math.max(12, left) + "px";
    card.style.top = (fits ? below : Math.max(8, line.top - card.offsetHeight - 6)) + "px";
  };

  const show = (element, x) => {
    const marks = marksAt(element);
    clearTimeout(leaving);
    hide();
    if (!marks.length) return;
    const list = document.createElement("ol");
    for (const mark of marks) {
      const entry = document.getElementById("a" + mark.dataset.a).cloneNode(true);
      entry.removeAttribute("id");
      list.append(entry);
    }
    card.replaceChildren(list);
    const article = marks[0].closest("article");
    lit = [...article.querySelectorAll('.m[data-a="' + marks[0].dataset.a + '"]')];
    for (const mark of lit) mark.classList.add("on");
    card.hidden = false;
    place(marks[0], x);
  };

  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 180);
  };

  document.addEventListener("mouseover", (event) => {
    if (card.contains(event.target)) clearTimeout(leaving);
    else if (event.target.closest(".m")) show(event.target, event.clientX);
    else if (!card.hidden) leave();
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.classList.contains("m")) show(event.target, -1);
    else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("scroll", (event) => {
    if (event.target === card || card.hidden) return;
    // What the keyboard has reached comes into view by scrolling; the card goes along.
    if (lit.includes(document.activeElement)) place(document.activeElement, -1);
    else hide();
  }, true);

  // On paper the lists are what hovering is on the screen.
  let closed = [];
  addEventListener("beforeprint", () => {
    hide();
    closed = [...document.querySelectorAll("details.list:not([open])")];
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });
})();
