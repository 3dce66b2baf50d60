// Forms that are kinder where scripts run: the list of mistakes is read out at once, a double click sends once, and what was
// typed survives a broken connection. Everything works without this.

const A_DAY = 24 * 60 * 60 * 1000;

document.querySelector('.form-wrong')?.focus();

for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
    } else if (navigator.onLine) {
      form.dataset.sent = 'yes';
    }
  });
}

// Coming back through the browser's history, the form can be sent again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

const form = document.querySelector('form[data-draft]');
if (form) keepDraft(form, `gongkai-draft-${form.dataset.draft}`);

// The number of an identity document is never kept: the device may be a public one.
function kept(field) {
  return field.name && !['hidden', 'password', 'file'].includes(field.type) && !field.closest('.trap') && field.name !== 'document_number';
}

function keepDraft(form, key) {
  const said = document.createElement('p');
  said.className = 'draft-said';
  said.setAttribute('role', 'status');
  form.querySelector('.actions').before(said);

  const cameBack = document.querySelector('.form-wrong') !== null;
  if (!cameBack && restore(form, key)) {
    said.textContent = '已经恢复上次没有提交的内容（保存在这台设备上，一天后自动删除）。';
    said.append(clearButton(form, key, said));
  }

  let waiting;
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => save(form, key), 600);
  });

  form.addEventListener('submit', (event) => {
    save(form, key);
    if (!navigator.onLine) {
      event.preventDefault();
      said.textContent = '网络断开了，还没有提交。您写的内容已经保存在这台设备上，连上网后请再按一次“提交”。';
      said.scrollIntoView({ block: 'center' });
    }
  });

  window.addEventListener('online', () => {
    if (said.textContent.startsWith('网络断开')) said.textContent = '网络恢复了，可以提交。';
  });
}

function clearButton(form, key, said) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.textContent = '清空';
  button.addEventListener('click', () => {
    forget(key);
    form.reset();
    said.textContent = '已经清空。';
  });
  return button;
}

function save(form, key) {
  const fields = [...form.elements].filter(kept);
  const values = fields
    .filter((field) => (['radio', 'checkbox'].includes(field.type) ? field.checked : field.value !== ''))
    .map((field) => [field.name, field.value]);
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
  } catch {
    // Storage is full or switched off: the form still works.
  }
}

function restore(form, key) {
  let draft;
  try {
    draft = JSON.parse(localStorage.getItem(key));
  } catch {
    return false;
  }
  if (!draft?.values?.length) return false;
  if (Date.now() - draft.at > A_DAY) {
    forget(key);
    return false;
  }
  for (const field of [...form.elements].filter(kept)) {
    const values = draft.values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (['radio', 'checkbox'].includes(field.type)) field.checked = values.includes(field.value);
    else if (values.length > 0) field.value = values[0];
  }
  return true;
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Then there is nothing to forget.
  }
}
