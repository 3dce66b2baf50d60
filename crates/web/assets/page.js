// Small comforts of a page. Everything works without them.

// A button for printing is shown only where a script can print.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// The application has arrived: its draft is no longer needed on this device.
const done = document.querySelector('[data-draft-done]');
if (done) {
  try {
    localStorage.removeItem(`gongkai-draft-${done.dataset.draftDone}`);
  } catch {
    // Storage may be switched off; then there is no draft either.
  }
}
