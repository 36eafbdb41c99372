// A button beside everything that is there to be copied; without scripts one click selects it all.
for (const text of navigator.clipboard ? document.querySelectorAll('pre') : []) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'second';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = 'Copied';
  });
  const row = document.createElement('p');
  row.append(button);
  text.after(row);
}
