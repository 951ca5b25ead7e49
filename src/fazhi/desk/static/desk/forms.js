// What is not needed, as the form stands, and not filled in steps back. Every form does its work without this file.
(function () {
  "use strict";

  function values(form, name) {
    var boxes = form.querySelectorAll('[name="' + name + '"]');
    return Array.from(boxes).filter(function (box) {
      return (box.type !== "radio" && box.type !== "checkbox") || box.checked;
    }).map(function (box) { return box.value; }).filter(Boolean);
  }

  // A code below another, such as entrusted/police, is that one too.
  function met(value, wanted) {
    wanted = String(wanted);
    return value === wanted || value.indexOf(wanted + "/") === 0 || value.slice(-wanted.length - 1) === "/" + wanted;
  }

  function needed(form, conditions) {
    return conditions.every(function (condition) {
      var found = values(form, condition[0]), wanted = condition[1];
      if (!wanted.length) return found.length > 0;
      return found.some(function (value) { return wanted.some(function (one) { return met(value, one); }); });
    });
  }

  function filled(place) {
    return Array.from(place.querySelectorAll("input, select, textarea")).some(function (box) {
      return box.type === "radio" || box.type === "checkbox" ? box.checked : box.value !== "";
    }) || place.querySelector(".field-error") !== null;
  }

  function look(form) {
    form.querySelectorAll("[data-when]").forEach(function (place) {
      place.hidden = !needed(form, JSON.parse(place.dataset.when)) && !filled(place);
    });
  }

  function lookAgain(event) {
    var form = document.getElementById("step-form");
    if (form && (!event || form.contains(event.target))) look(form);
  }

  lookAgain();
  document.addEventListener("change", lookAgain);
  document.addEventListener("htmx:afterSwap", function () { lookAgain(); });
})();
