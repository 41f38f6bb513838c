"use strict";
(() => {
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  // "c+2 q" -> 12, 13, 14, 40: steps in base 36, runs after a plus.
  const unpack = (text) => {
    const found = [];
    let last = 0;
    for (const word of text.split(" ")) {
      const [step, run] = word.split("+");
      last += parseInt(step, 36);
      found.push(last);
      for (let i = parseInt(run || "0", 36); i > 0; i--) found.push(++last);
    }
    return found;
  };

  // A number shows the list of what it counts.
  const dialog = document.getElementById("liste");
  const title = document.getElementById("liste-titre");
  const body = document.getElementById("liste-corps");
  const several = (n, word) => `${n.toLocaleString("fr-FR")} ${word}${n > 1 ? "s" : ""}`;

  const copy = (node) => {
    const line = document.createElement("li");
    for (const child of node.childNodes) line.append(child.cloneNode(true));
    const there = document.createElement("a");
    there.href = `#${node.id}`;
    there.className = "voir";
    there.textContent = "voir dans la liste";
    line.append(" ", there);
    return line;
  };

  const showFiches = (numbers) => {
    const groups = new Map();
    for (const number of numbers) {
      const node = document.getElementById(`f${number}`);
      const section = node.closest(".territoire");
      if (!groups.has(section)) groups.set(section, []);
      groups.get(section).push(node);
    }
    title.textContent = `${several(numbers.length, "fiche")}, ${several(groups.size, "contrat")}`;
    for (const [section, nodes] of groups) {
      const head = document.createElement("h3");
      head.textContent = section.querySelector("h3").textContent;
      const list = document.createElement("ul");
      list.append(...nodes.map(copy));
      body.append(head, list);
    }
  };

  const showContrats = (numbers) => {
    title.textContent = several(numbers.length, "territoire");
    const list = document.createElement("ul");
    for (const number of numbers) {
      const section = document.getElementById(`t${number}`);
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#t${number}`;
      link.textContent = section.querySelector("h3").textContent;
      line.append(link, " ", ...section.querySelector(".note").cloneNode(true).childNodes);
      list.append(line);
    }
    body.append(list);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-f], a[data-t]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    body.replaceChildren();
    if (link.dataset.f !== undefined) showFiches(unpack(link.dataset.f));
    else showContrats(unpack(link.dataset.t));
    dialog.showModal();
    dialog.scrollTop = 0;
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest('a[href^="#"]')) dialog.close();
  });

  // Tables are sorted by a click on a heading, and searched.
  for (const table of document.querySelectorAll("table.tri")) {
    const rows = table.tBodies[0];
    table.querySelectorAll("thead th").forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") === "descending";
        table.querySelectorAll("th[aria-sort]").forEach((h) => h.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const key = (row) => {
          const cell = row.cells[column];
          if (cell.dataset.v !== undefined) return Number(cell.dataset.v);
          const text = cell.textContent.trim();
          if (table.closest(".chaleur") && column) {
            return text === "?" ? -1 : Number(text.replace(/\D/g, ""));
          }
          return text;
        };
        const sign = up ? 1 : -1;
        const ordered = [...rows.rows].map((row) => [key(row), row]);
        ordered.sort(([a], [b]) =>
          typeof a === "number" && typeof b === "number"
            ? sign * (a - b)
            : -sign * String(a).localeCompare(String(b), "fr", { numeric: true }),
        );
        rows.append(...ordered.map(([, row]) => row));
      });
    });
  }

  const search = (input, lines, count) => {
    const texts = lines.map((line) => fold(line.textContent));
    input.addEventListener("input", () => {
      const words = fold(input.value).split(/\s+/);
      let shown = 0;
      lines.forEach((line, i) => {
        line.hidden = !words.every((word) => texts[i].includes(word));
        shown += !line.hidden;
      });
      count.textContent = input.value ? `${shown} sur ${lines.length}` : "";
    });
  };
  for (const input of document.querySelectorAll("input[data-filtre]")) {
    const block = input.closest(".bloc");
    input.addEventListener(
      "focus",
      () => search(input, [...block.querySelectorAll("tbody tr")], block.querySelector(".compte")),
      { once: true },
    );
  }
  const all = document.getElementById("cherche-fiche");
  all.addEventListener(
    "focus",
    () => {
      const fiches = document.getElementById("fiches");
      search(all, [...fiches.querySelectorAll("li")], fiches.querySelector(".compte"));
      all.addEventListener("input", () => {
        for (const section of fiches.querySelectorAll(".territoire")) {
          section.hidden = Boolean(all.value) && !section.querySelector("li:not([hidden])");
        }
      });
    },
    { once: true },
  );

  // In the network, an organisation shows its links.
  for (const drawing of document.querySelectorAll("svg.reseau")) {
    for (const node of drawing.querySelectorAll(".noeud")) {
      const links = drawing.querySelectorAll(`.o${node.dataset.o}`);
      const mark = (on) => {
        drawing.classList.toggle("choix", on);
        node.classList.toggle("choisi", on);
        links.forEach((link) => link.classList.toggle("choisi", on));
      };
      node.addEventListener("mouseenter", () => mark(true));
      node.addEventListener("mouseleave", () => mark(false));
    }
  }

  // On paper, the numbers of every chart are shown.
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details:not([open])").forEach((details) => {
      details.open = true;
      details.dataset.ferme = "";
    });
  });
  addEventListener("afterprint", () => {
    document.querySelectorAll("details[data-ferme]").forEach((details) => {
      details.open = false;
      delete details.dataset.ferme;
    });
  });
})();
