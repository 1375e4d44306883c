"use strict";
// Everything that the page tells is in its HTML already; this only shows it where one looks.
(() => {
  const article = document.getElementById("article");
  const text = document.getElementById("text");
  const card = document.getElementById("card");
  const sources = [...document.querySelectorAll("details.who")];

  // Marks by the annotation and by the source they belong to.
  const gather = (key) => {
    const found = new Map();
    for (const mark of text.querySelectorAll(`[data-${key}]`)) {
      const value = mark.dataset[key];
      if (!found.has(value)) found.set(value, []);
      found.get(value).push(mark);
    }
    return found;
  };
  const byAnnotation = gather("n");
  const bySource = gather("s");

  // Layers ---------------------------------------------------------------------------------------
  const layerOf = (mark) => {
    if (mark.classList.contains("by-scare_quote")) return "scare";
    if (mark.classList.contains("m-loaded")) return "loaded";
    return mark.classList.contains("m-hedge") ? "hedge" : "attribution";
  };
  const isOff = (layer) => article.classList.contains(`off-${layer}`);

  for (const button of document.querySelectorAll("button.switch")) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      const layer = button.dataset.layer;
      button.setAttribute("aria-pressed", String(on));
      if (layer === "sentiment") {
        article.classList.toggle("show-sentiment", on);
        return;
      }
      article.classList.toggle(`off-${layer}`, !on);
      for (const mark of text.querySelectorAll("mark[id]")) {
        if (layerOf(mark) === layer) mark.tabIndex = on ? 0 : -1;
      }
      hide();
    });
  }

  // The card -------------------------------------------------------------------------------------
  let outlined = [];
  let waiting = 0;

  const hide = () => {
    clearTimeout(waiting);
    card.hidden = true;
    for (const mark of outlined) mark.classList.remove("same");
    outlined = [];
  };

  // The annotations that a place lies in, from the innermost.
  const annotationsAt = (place) => {
    const found = [];
    let mark = place.closest("[data-n]");
    while (mark && text.contains(mark)) {
      const name = mark.dataset.n;
      if (!isOff(layerOf(mark)) && !found.includes(name)) found.push(name);
      mark = mark.parentElement.closest("[data-n]");
    }
    return found;
  };

  const show = (mark, x) => {
    const names = annotationsAt(mark);
    hide();
    if (!names.length) return;
    card.replaceChildren(...names.slice(0, 3).map((name) => {
      const note = document.getElementById(`n-${name}`);
      const copy = document.createElement("div");
      copy.className = note.className;
      copy.append(...[...note.childNodes].map((node) => node.cloneNode(true)));
      for (const link of copy.querySelectorAll("a")) link.tabIndex = -1;
      return copy;
    }));
    outlined = byAnnotation.get(names[0]) || [];
    for (const part of outlined) part.classList.add("same");
    card.hidden = false;
    card.scrollTop = 0;
    const lines = [...mark.getClientRects()];
    const line = lines.find((r) => x !== undefined && r.left <= x && x <= r.right) || lines[0];
    if (!line) return;
    const wide = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(line.left, wide - card.offsetWidth - 8));
    const below = line.bottom + 8;
    const room = window.innerHeight - below;
    const top = room >= card.offsetHeight || line.top < card.offsetHeight + 8
      ? below : line.top - card.offsetHeight - 8;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  };

  text.addEventListener("mouseover", (event) => {
    clearTimeout(waiting);
    const mark = event.target.closest("[data-n]");
    if (mark) show(mark, event.clientX);
    else if (!card.hidden) waiting = setTimeout(hide, 250);
  });
  text.addEventListener("mouseleave", () => { waiting = setTimeout(hide, 250); });
  card.addEventListener("mouseenter", () => clearTimeout(waiting));
  card.addEventListener("mouseleave", () => { waiting = setTimeout(hide, 250); });
  text.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-n]")) show(event.target);
  });
  text.addEventListener("focusout", hide);

  // Sources --------------------------------------------------------------------------------------
  const paint = () => {
    for (const mark of text.querySelectorAll(".chosen")) mark.classList.remove("chosen");
    for (const source of sources) {
      if (!source.open) continue;
      for (const mark of bySource.get(source.dataset.s) || []) mark.classList.add("chosen");
    }
  };
  const reveal = (element) => {
    for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) {
      box.open = true;
    }
  };
  const choose = (number) => {
    for (const source of sources) {
      const chosen = source.dataset.s === number && !source.open;
      if (chosen) reveal(source.parentElement);
      source.open = chosen;
      if (chosen) source.scrollIntoView({ block: "nearest" });
    }
  };
  for (const source of sources) {
    source.addEventListener("toggle", () => {
      if (source.open) {
        for (const other of sources) if (other !== source) other.open = false;
      }
      paint();
    });
  }
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-s]");
    if (mark && !isOff("attribution") && String(window.getSelection()) === "") {
      choose(mark.dataset.s);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    const mark = event.target;
    if (event.key === "Enter" && mark.matches && mark.matches("#text [data-s]")) {
      choose(mark.dataset.s);
    }
  });

  // Links within the page. A frame in a notebook has no address of its own to follow them by. ----
  const go = (element) => {
    reveal(element);
    element.scrollIntoView({ block: "center" });
    if (element.tabIndex >= 0 || element.id === "text") {
      element.focus({ preventScroll: true });
    }
    element.classList.add("flash");
    setTimeout(() => element.classList.remove("flash"), 1600);
  };
  document.addEventListener("click", (event) => {
    const place = event.target.closest && event.target.closest("a[href^='#'], [data-to]");
    if (!place) return;
    const target = document.getElementById(place.dataset.to || place.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    go(target);
  });

  // On paper nothing can be opened.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")]
      .filter((box) => !box.classList.contains("aside") && !box.classList.contains("who"));
    for (const box of opened) box.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const box of opened) box.open = false;
  });
})();
