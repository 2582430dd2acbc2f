// Puts the answers into one text and hands it to the visitor's own mail or chat. This page sends nothing.
'use strict';
const form = document.forms[0], done = document.getElementById('done'), text = document.getElementById('text');
const said = document.getElementById('said'), copied = document.getElementById('copied');

function plain(value) {
  return value.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/\t/g, ' ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/\p{Surrogate}/gu, '').trim();
}

// What reads like a line of the block itself gets a mark before it.
function line(value) {
  return /^\s*[•\\>]|===/.test(value) ? '\\' + value : value;
}

function block(answers) {
  const lines = [form.dataset.start];
  for (const [label, value] of answers) {
    if (!value) continue;
    const [first, ...more] = value.split('\n');
    lines.push(`• ${label}${form.dataset.colon}${first}`, ...more.map(line));
  }
  lines.push(form.dataset.end);
  return lines.join('\n');
}

function copy() {
  text.focus();
  text.select();
  const old = () => document.execCommand('copy');
  if (navigator.clipboard) navigator.clipboard.writeText(text.value).catch(old); else old();
  copied.textContent = copied.dataset.text;
}

function address(way, body) {
  if (way === 'whatsapp') return `https://wa.me/${form.dataset.whatsapp}${body && '?text=' + encodeURIComponent(body)}`;
  const subject = encodeURIComponent(form.dataset.subject);
  return `mailto:${form.dataset.mail}?subject=${subject}${body && '&body=' + encodeURIComponent(body.replace(/\n/g, '\r\n'))}`;
}

form.addEventListener('submit', event => {
  event.preventDefault();
  const fields = [...form.elements].filter(field => field.dataset.label);
  const answers = fields.map(field => [field.dataset.label, plain(field.value)]);
  answers.push([form.dataset.sourceLabel, form.dataset.source]);
  text.value = block(answers);
  const way = (event.submitter ?? form.querySelector('button')).value;
  done.hidden = false;
  copied.textContent = '';
  // Programs cut long addresses off, each at another length.
  const whole = way !== 'wechat' && address(way, text.value);
  const fits = whole && whole.length < (way === 'mail' ? 1900 : 4000);
  if (!fits) copy();
  said.textContent = way === 'wechat' ? form.dataset.wechatHint : fits ? form.dataset.opened : form.dataset.tooLong;
  document.getElementById('wechat').hidden = way !== 'wechat';
  done.focus();
  if (whole) location.href = fits ? whole : address(way, '');
});
document.getElementById('copy').addEventListener('click', copy);
