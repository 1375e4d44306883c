(function () {
  "use strict";
  var chooser = document.getElementById("chooser");
  if (chooser) {
    chooser.addEventListener("change", function (event) {
      var box = event.target;
      var cells = document.querySelectorAll('[data-a="' + box.value + '"]');
      for (var i = 0; i < cells.length; i += 1) {
        cells[i].hidden = !box.checked;
      }
    });
  }
  // What is folded away is printed all the same.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (part) {
      part.open = true;
    });
  });
}());
