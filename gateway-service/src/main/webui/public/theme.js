// Before the first paint: the chosen theme, if there is one. A file of its own, as the page allows no inline script.
(() => {
  const chosen = localStorage.getItem('parley.theme');
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen;
})();
