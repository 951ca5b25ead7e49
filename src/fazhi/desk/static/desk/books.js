// A convenience of the report's editor: a figure chosen from the list is put where one was writing.
(function () {
  "use strict";
  var last = null;
  document.addEventListener("focusin", function (event) { if (event.target.name === "body") last = event.target; });
  document.addEventListener("click", function (event) {
    var chosen = event.target.closest("[data-token]");
    var box = chosen && (last || document.querySelector("textarea[name=body]"));
    if (!box) return;
    box.setRangeText(chosen.dataset.token, box.selectionStart, box.selectionEnd, "end");
    box.focus();
  });
})();
