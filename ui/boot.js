// Runs before the first paint: puts the chosen theme on the page, so that a dark room stays dark.
(() => {
  const theme = localStorage.getItem("funn.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
