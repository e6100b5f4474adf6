// The desk tells of changes as they come; each becomes an event that parts of the page wait for.
"use strict";
const changes = new EventSource(`/events?seen=${encodeURIComponent(document.body.dataset.seen)}`);
for (const name of ["job", "edition"]) {
  changes.addEventListener(name, () => htmx.trigger(document.body, name));
}
window.addEventListener("pagehide", () => changes.close());
// A page that the browser kept shows what was true then: it is asked for anew.
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
// A workbook dropped anywhere on the form is the chosen file.
for (const form of document.querySelectorAll("[data-drop]")) {
  const field = form.querySelector("input[type=file]");
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    field.files = event.dataTransfer.files;
    if (field.files.length) form.requestSubmit();
  });
}
