// Not a module: it runs before the first paint, so that no other theme flashes up.
try {
  const theme = localStorage.getItem('webcheck.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden here: the theme of the system it is.
}
