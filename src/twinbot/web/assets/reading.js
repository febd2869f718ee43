// The way back from a page to read. Nothing is stored for it and no address carries anything: the
// tab itself knows what it showed before.
(() => {
  const way = document.getElementById("way");
  // True only where an earlier page of this tab is of this server: never leads to another site.
  if (window.navigation?.canGoBack) {
    way.textContent = way.dataset.previous;
    way.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.back();
    });
  } else if (history.length === 1) {
    document.getElementById("other-tab").hidden = false;
  }
})();
