//! Finding things as a person or a screen reader does: by role and name. What cannot be found this way is not
//! accessible either.

use super::Browser;
use crate::Result;
use serde_json::{Value, json};
use std::fs;
use thirtyfour::WebElement;

/// Elements of a role by their accessible name: the whole name, spaces folded.
const FIND: &str = r#"
const [role, wanted, visible] = arguments;
const text = 'input:not([type]), input[type=text], input[type=email], input[type=tel], input[type=url], input[type=number], input[type=date], input[type=password], textarea, [contenteditable=true]';
const selectors = {
  button: 'button, summary, input[type=submit], input[type=button]', link: 'a[href]', heading: 'h1, h2, h3, h4', textbox: text,
  searchbox: 'input[type=search]', combobox: 'select, input[list]', checkbox: 'input[type=checkbox]', radio: 'input[type=radio]',
  file: 'input[type=file]', table: 'table', dialog: 'dialog', navigation: 'nav', main: 'main', form: 'form', row: 'tr', img: 'img, svg',
  field: text + ', select, input[type=search], input[type=checkbox], input[type=radio], input[type=range], input[type=file], [role=combobox], [role=switch]',
  list: 'ul, ol', region: 'section', status: 'output', progressbar: 'progress',
};
const fold = s => (s ?? '').replace(/\s+/g, ' ').trim();
const content = e => {
  if (e.getAttribute('aria-hidden') === 'true' && e.tagName !== 'SELECT') return '';
  if (e.getAttribute('aria-label')) return e.getAttribute('aria-label');
  if (/^(select|input|textarea|svg|style|script)$/i.test(e.tagName)) return e.tagName.toLowerCase() === 'svg' ? (e.querySelector('title')?.textContent ?? '') : '';
  return [...e.childNodes].map(n => n.nodeType === 3 ? n.textContent : n.nodeType === 1 ? content(n) : '').join(' ');
};
const name = e => {
  const by = e.getAttribute('aria-labelledby');
  if (by) return fold(by.split(/\s+/).map(id => document.getElementById(id)).filter(Boolean).map(content).join(' '));
  if (fold(e.getAttribute('aria-label'))) return fold(e.getAttribute('aria-label'));
  if (e.labels?.length) return fold([...e.labels].map(content).join(' '));
  if (e.tagName === 'TABLE' && e.caption) return fold(content(e.caption));
  if (/^(submit|button)$/.test(e.type) && e.value) return fold(e.value);
  return fold(content(e)) || fold(e.title) || fold(e.placeholder);
};
const shown = e => e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: false}) && !e.closest('[inert]');
const all = document.querySelectorAll((selectors[role] ? selectors[role] + ', ' : '') + `[role=${role}]`);
const found = [...all].filter(e => !e.closest('#skeleton')
  && (!e.hasAttribute('role') || role === 'field' || e.getAttribute('role') === role) && (!visible || shown(e)));
"#;

impl Browser {
    /// The first visible element of a role and exactly this name; waits until there is one.
    pub async fn role(&self, role: &str, name: &str) -> Result<WebElement> {
        self.named(role, name, true).await
    }

    /// The form control of this label.
    pub async fn field(&self, label: &str) -> Result<WebElement> {
        self.named("field", label, true).await
    }

    /// Clicks the element of this role and name.
    pub async fn click(&self, role: &str, name: &str) -> Result<()> {
        self.wait_for(&format!("a click on {role} {name:?}"), async || {
            // The page may replace the element between finding and clicking it.
            self.now(role, name, true).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Replaces what stands in a text field.
    pub async fn fill(&self, label: &str, text: &str) -> Result<()> {
        let field = self.field(label).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Presses keys where the focus is: see [`keys`](super::keys) for those that write no letter.
    pub async fn press(&self, keys: &str) -> Result<()> {
        Ok(self.driver.active_element().await?.send_keys(keys).await?)
    }

    /// Chooses an option of a select by its text.
    pub async fn choose(&self, label: &str, option: &str) -> Result<()> {
        let field = self.named("field", label, true).await?;
        let script = "
            const [select, wanted] = arguments;
            const option = [...select.options].find(option => option.text.trim() === wanted);
            if (!option) return [...select.options].map(option => option.text.trim());
            select.value = option.value;
            select.dispatchEvent(new Event('input', {bubbles: true}));
            select.dispatchEvent(new Event('change', {bubbles: true}));";
        let others = self.run(script, vec![field.to_json()?, json!(option)]).await?;
        if others.is_null() { Ok(()) } else { Err(format!("{label:?} offers no {option:?}, only {others}").into()) }
    }

    /// Whether such a thing is visible now.
    pub async fn has(&self, role: &str, name: &str) -> Result<bool> {
        let script = format!("{FIND} return found.some(e => name(e) === wanted);");
        Ok(self.run(&script, vec![json!(role), json!(name), json!(true)]).await? == json!(true))
    }

    /// The names of all visible elements of a role.
    pub async fn names(&self, role: &str) -> Result<Vec<String>> {
        let script = format!("{FIND} return found.map(name);");
        Ok(serde_json::from_value(self.run(&script, vec![json!(role), json!(""), json!(true)]).await?)?)
    }

    /// Waits until the page shows this text, as it is read (not in scripts or hidden parts).
    pub async fn sees(&self, text: &str) -> Result<()> {
        let script = "return document.body.innerText.replace(/\\s+/g, ' ').includes(arguments[0])";
        let arguments = vec![json!(text)];
        self.wait_for(&format!("the text {text:?}"), async || {
            Ok(self.run(script, arguments.clone()).await?.as_bool().filter(|yes| *yes))
        })
        .await
        .map(drop)
    }

    pub(super) async fn named(&self, role: &str, name: &str, visible: bool) -> Result<WebElement> {
        self.wait_for(&format!("{role} {name:?}"), async || Ok(Some(self.now(role, name, visible).await?))).await
    }

    /// The first element of a role and this name as the page is now, without waiting.
    pub async fn now(&self, role: &str, name: &str, visible: bool) -> Result<WebElement> {
        let script = format!("{FIND} return found.find(e => name(e) === wanted) ?? found.map(name).slice(0, 40);");
        let answer = self.driver.execute(script, vec![json!(role), json!(name), json!(visible)]).await?;
        match answer.json() {
            Value::Array(names) => Err(format!("there are only {}", Value::from(names.clone())).into()),
            _ => Ok(answer.element()?),
        }
    }

    /// What axe finds wrong, of those things that it calls serious or critical.
    pub async fn axe(&self) -> Result<Vec<String>> {
        let source = fs::read_to_string(crate::root().join("node_modules/axe-core/axe.min.js"))?;
        self.driver.execute(source, vec![]).await?;
        let script = "
            const {violations} = await axe.run(document, {resultTypes: ['violations']});
            return violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
                .map(v => `${v.id} (${v.impact}): ${v.help}: ${v.nodes.slice(0, 5).map(n => n.target.join(' ')).join(' | ')}`);";
        Ok(serde_json::from_value(self.run_async(script, vec![]).await?)?)
    }
}
