"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const quoted = (text) => CSS.escape(text);
  const view = () => $("#vue");
  let chosen = new URLSearchParams(location.search).get("champ");

  // ── a field and its box ──────────────────────────────────────────────────────────────────

  const light = (pointer, on) => {
    for (const node of all(`[data-p="${quoted(pointer)}"]`)) node.classList.toggle("vif", on);
  };
  const place = (event) => event.target.closest?.(".ligne[data-p], .cadres rect[data-p]");
  const over = (event) => place(event) && light(place(event).dataset.p, true);
  const out = (event) => place(event) && light(place(event).dataset.p, false);
  document.addEventListener("mouseover", over);
  document.addEventListener("mouseout", out);
  document.addEventListener("focusin", over);
  document.addEventListener("focusout", out);

  const mark = () => {
    for (const node of all("[data-p].choisi")) node.classList.remove("choisi");
    if (!chosen) return;
    const exact = all(`[data-p="${quoted(chosen)}"]`);
    // An avertissement may be about a whole row or article.
    const found = exact.length ? exact : all(`[data-p^="${quoted(`${chosen}/`)}"]`);
    for (const node of found) node.classList.add("choisi");
    const box = $(".cadres rect.choisi");
    if (box) box.scrollIntoView({ block: "center", inline: "center" });
  };

  // Shows the page of a field, if it is not there already, and its box.
  const choose = async (pointer, pages) => {
    chosen = pointer;
    const here = Number(view().dataset.page);
    if (pages.length && !pages.includes(here)) {
      const address = new URL(location.href);
      address.searchParams.set("page", pages[0]);
      address.searchParams.delete("champ");
      await htmx.ajax("GET", address.pathname + address.search, { target: "#vue", swap: "outerHTML" });
    }
    mark();
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const value = event.target.closest("a.valeur");
    if (value) {
      event.preventDefault();
      const line = value.closest(".ligne");
      choose(line.dataset.p, line.dataset.pages.split(" ").map(Number));
      return;
    }
    const box = event.target.closest(".cadres rect");
    if (box) {
      const line = $(`.ligne[data-p="${quoted(box.dataset.p)}"]`);
      if (!line) {
        const page = view().dataset.page;
        location.assign(`?${new URLSearchParams({ partie: box.dataset.partie, champ: box.dataset.p, page })}`);
        return;
      }
      choose(box.dataset.p, []);
      line.scrollIntoView({ block: "center" });
      ($(".valeur", line) ?? line).focus({ preventScroll: true });
      return;
    }
    const loupe = event.target.closest("#loupe");
    if (loupe) {
      const large = view().classList.toggle("grande");
      loupe.setAttribute("aria-pressed", large);
      sessionStorage.setItem("loupe", large ? "1" : "");
      mark();
    }
  });

  // A page that htmx has put in is as large as the one before, and its box is marked.
  const settle = () => {
    if (!view()) return;
    const large = sessionStorage.getItem("loupe") === "1";
    view().classList.toggle("grande", large);
    $("#loupe").setAttribute("aria-pressed", large);
    mark();
  };
  let focused = null;
  document.addEventListener("htmx:beforeSwap", () => {
    focused = document.activeElement?.id || null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    const field = document.activeElement; // at once: what somebody types must not be disturbed
    if (field.matches?.(".edition textarea")) field.setSelectionRange(field.value.length, field.value.length);
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (view()) settle();
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
  });

  // ── keys ─────────────────────────────────────────────────────────────────────────────────

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("form.edition");
    if (form && event.key === "Escape") $(".annuler", form).click();
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });

  // ── what goes wrong, and uploads ─────────────────────────────────────────────────────────

  const tell = (words) => {
    const old = $("#annonce");
    const told = old.cloneNode(false); // a new node begins its animation anew
    told.className = "erreur";
    old.replaceWith(told);
    told.textContent = words;
  };
  document.addEventListener("htmx:responseError", (event) => {
    const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const words = $(".erreur", answer)?.textContent.trim() || "Le service n'a pas pu répondre.";
    const form = event.target.closest?.("form.depot");
    if (!form) return tell(words);
    $(".envoi", form).hidden = true;
    $(".erreur", form).hidden = false;
    $(".erreur", form).textContent = words;
  });
  document.addEventListener("htmx:sendError", () => tell("Le service ne répond pas : réessayez."));

  const upload = $("form.depot");
  if (upload) {
    const zone = $(".zone", upload);
    upload.addEventListener("htmx:beforeRequest", () => {
      $(".erreur", upload).hidden = true;
      $(".envoi", upload).hidden = false;
    });
    upload.addEventListener("htmx:xhr:progress", (event) => {
      if (event.detail.total) $("progress", upload).value = (100 * event.detail.loaded) / event.detail.total;
    });
    for (const name of ["dragover", "dragleave", "drop"]) {
      zone.addEventListener(name, (event) => {
        event.preventDefault();
        zone.classList.toggle("dessus", name === "dragover");
        if (name === "drop") $("input", zone).files = event.dataTransfer.files;
      });
    }
  }

  // What is not filled in is not sent.
  const exporting = document.getElementById("export");
  if (exporting) {
    const empty = () => all("[data-vide]", exporting).filter((field) => !field.value);
    exporting.addEventListener("submit", () => {
      const left = empty();
      left.forEach((field) => (field.disabled = true));
      setTimeout(() => left.forEach((field) => (field.disabled = false)));
    });
  }

  // ── at the start ─────────────────────────────────────────────────────────────────────────

  document.addEventListener("DOMContentLoaded", () => {
    settle();
    const line = $(".ligne.choisi");
    if (line) line.scrollIntoView({ block: "center" });
  });
})();
