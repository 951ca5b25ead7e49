// Conveniences only: every page does its work without this file.
(function () {
  "use strict";

  // A day may be pasted as people write it: 2026年1月8日, 2026.1.8, 2026/1/8, 20260108.
  document.addEventListener("paste", function (event) {
    var box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "date") return;
    var text = event.clipboardData.getData("text");
    var found = /(\d{4})\s*[年.\/-]\s*(\d{1,2})\s*[月.\/-]\s*(\d{1,2})/.exec(text) || /(\d{4})(\d{2})(\d{2})/.exec(text);
    if (!found) return;
    box.value = found[1] + "-" + found[2].padStart(2, "0") + "-" + found[3].padStart(2, "0");
    event.preventDefault();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // An amount is read back with its thousands apart, so that a nought too many is seen.
  document.addEventListener("input", function (event) {
    var echo = event.target.dataset && document.getElementById(event.target.dataset.echo || "");
    if (!echo) return;
    var amount = Number(event.target.value.replace(/[,，\s]/g, ""));
    var known = event.target.value.trim() !== "" && isFinite(amount);
    echo.textContent = known ? amount.toLocaleString("zh-CN", { minimumFractionDigits: 2 }) + " 元" +
      (amount >= 10000 ? "(" + amount / 10000 + " 万元)" : "") : "";
  });

  // One more line in a sub-table without going to the server.
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-adds]");
    if (!button) return;
    var body = document.getElementById(button.dataset.adds);
    var last = body && body.rows[body.rows.length - 1];
    if (!last) return;
    event.preventDefault();
    var next = last.cloneNode(true);
    var place = body.rows.length;
    next.querySelectorAll("[name]").forEach(function (box) {
      box.name = box.name.replace(/-\d+-/, "-" + place + "-");
      if (box.id) box.id = box.id.replace(/-\d+-/, "-" + place + "-");
      if (box.type === "checkbox" || box.type === "radio") box.checked = false; else box.value = "";
    });
    next.querySelectorAll("[aria-label]").forEach(function (box) {
      box.setAttribute("aria-label", box.getAttribute("aria-label").replace(/\d+/, place + 1));
    });
    body.appendChild(next);
    next.querySelector("input, select").focus();
  });

  // The certificate that slid in closes with Escape and gives focus back to its number.
  var opener = null;
  document.addEventListener("click", function (event) {
    var figure = event.target.closest("[hx-target='#panel']");
    if (figure) opener = figure;
    if (event.target.closest("[data-closes-panel]") && document.getElementById("panel")) { event.preventDefault(); close(); }
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });
  document.addEventListener("htmx:afterSwap", function (event) { if (event.target.id === "panel") event.target.focus(); });
  function close() {
    var panel = document.getElementById("panel");
    if (!panel || !panel.firstChild) return;
    panel.replaceChildren();
    if (opener) opener.focus();
  }

  document.addEventListener("change", function (event) {
    var box = event.target.closest("[data-submits]");
    if (box) box.form.requestSubmit();
  });

  // Printing opens what is folded.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (fold) { fold.open = true; fold.dataset.folded = ""; });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-folded]").forEach(function (fold) { fold.open = false; });
  });
})();
