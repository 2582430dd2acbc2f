// Runs before the first paint: the chosen theme and language must not flash, and a start that fails must say so.
// Everything else is the app's business.
(() => {
  const root = document.documentElement;
  let prefs = {};
  try {
    prefs = JSON.parse(localStorage.getItem('prefs')) ?? {};
  } catch {
    // Unreadable preferences are as good as none.
  }
  if (prefs.theme === 'light' || prefs.theme === 'dark') {
    root.dataset.theme = prefs.theme;
    for (const colour of document.querySelectorAll('meta[data-scheme]')) {
      colour.media = colour.dataset.scheme === prefs.theme ? 'all' : 'not all';
    }
  }
  const language = prefs.lang ?? (/^zh\b/i.test(navigator.language) ? 'zh-CN' : 'en');
  root.lang = language;
  const manifest = document.querySelector('link[rel=manifest]');
  if (language === 'zh-CN') manifest.href = manifest.dataset.zh;

  // Only until the app runs: then it has an error page of its own.
  const failed = () => document.getElementById('start-failed')?.removeAttribute('hidden');
  addEventListener('error', failed, true);
  addEventListener('unhandledrejection', failed);
  addEventListener('TrunkApplicationStarted', () => {
    removeEventListener('error', failed, true);
    removeEventListener('unhandledrejection', failed);
  });
})();
