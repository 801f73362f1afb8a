/**
 * Opens dialogs over the page; without this file their links lead to them in the page.
 */

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("a[data-dialog]");
  const closer = event.target.closest?.("dialog[open] a[data-close]");
  const dialog = opener ? document.getElementById(opener.hash.slice(1)) : closer?.closest("dialog");
  if (!dialog?.showModal) return;
  event.preventDefault();
  if (closer) dialog.close();
  else if (!dialog.open) dialog.showModal();
});
