//! What holds for any content of the app: it is served whole, lets nothing out, and works without its server.

use super::Visit;
use super::pages::{EN, FirstRun};
use serde_json::json;
use std::collections::BTreeMap;
use std::process::Command;
use tests::server::{Options, Server};
use tests::{Result, dist};

/// Tries to reach another origin and tells what came of it.
const REACH_OUT: &str = "
    let blocked = null;
    addEventListener('securitypolicyviolation', event => blocked = event.effectiveDirective);
    try { await fetch(address); return 'reached'; } catch { }
    await new Promise(next => setTimeout(next, 200));
    return blocked ?? 'failed otherwise';";

/// A foreign server that would gladly answer anyone.
fn foreign() -> Result<Server> {
    let folder = std::env::temp_dir().join("solo-crm-foreign");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("_headers"), "/*\n  Access-Control-Allow-Origin: *\n")?;
    Ok(Server::start(Options {
        extra: BTreeMap::from([("index.html".into(), b"hello".to_vec())]),
        ..Options::new(folder)
    })?)
}

async fn worker_reaches(visit: &Visit, address: &str) -> Result<serde_json::Value> {
    let script = "
        const worker = new Worker('probe.js');
        return new Promise((answer, fail) => {
            worker.onmessage = ({data}) => answer(data);
            worker.onerror = () => fail('the worker did not start');
            worker.postMessage(arguments[0]);
        });";
    visit.browser.run_async(script, vec![json!(address)]).await
}

fn with_probe() -> Options {
    let code =
        format!("onmessage = async ({{data: address}}) => postMessage(await (async () => {{ {REACH_OUT} }})());");
    Options { extra: BTreeMap::from([("probe.js".into(), code.into_bytes())]), ..Options::new(dist()) }
}

#[tokio::test]
async fn the_build_is_served_and_starts() -> Result<()> {
    let visit = Visit::to("/").await?;
    visit.started().await?;
    assert_eq!(visit.browser.driver.title().await?, "Solo CRM");
    assert_eq!(
        visit.browser.run("return document.getElementById('start-failed')?.hidden ?? true", vec![]).await?,
        json!(true)
    );
    assert_eq!(visit.browser.errors().await?, [""; 0]);
    Ok(())
}

#[tokio::test]
async fn the_policy_is_strict() -> Result<()> {
    let visit = Visit::to("/").await?;
    let policy = visit.browser.run("return document.querySelector('meta[http-equiv]').content", vec![]).await?;
    let policy = policy.as_str().unwrap_or_default();
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-"), "{policy}");
    assert!(!policy.contains("'unsafe-eval'") && !policy.contains("'unsafe-inline'"), "{policy}");
    Ok(())
}

#[tokio::test]
async fn a_page_reaches_no_other_host() -> Result<()> {
    let foreign = foreign()?;
    // Without headers, the page's own meta tag has to do.
    let visit = Visit::with(Options { headers: false, ..Options::new(dist()) }, "/").await?;
    let script = format!("const address = arguments[0]; {REACH_OUT}");
    assert_eq!(visit.browser.run_async(&script, vec![json!(foreign.url())]).await?, "connect-src");
    assert_eq!(foreign.requests(), 0);

    // The foreign server is there: a page without a policy reaches it.
    visit.browser.open(&foreign.url()).await?;
    assert_eq!(visit.browser.run_async(&script, vec![json!(foreign.url())]).await?, "reached");
    Ok(())
}

#[tokio::test]
async fn a_worker_reaches_no_other_host() -> Result<()> {
    let foreign = foreign()?;
    let visit = Visit::with(with_probe(), "/").await?;
    assert_eq!(worker_reaches(&visit, &foreign.url()).await?, "connect-src", "with the host's headers");

    // A host without headers: the service worker puts the policy on what it serves.
    let visit = Visit::with(Options { headers: false, ..with_probe() }, "/").await?;
    visit.browser.ready_offline().await?;
    assert_eq!(worker_reaches(&visit, &foreign.url()).await?, "connect-src", "with the service worker's");
    assert_eq!(foreign.requests(), 0);
    Ok(())
}

#[tokio::test]
async fn every_file_of_the_build_is_kept_for_offline() -> Result<()> {
    let visit = Visit::to("/").await?;
    visit.browser.ready_offline().await?;
    let script = "
        const names = await caches.keys();
        const kept = [];
        for (const name of names) for (const request of await (await caches.open(name)).keys()) kept.push(new URL(request.url).pathname.slice(1));
        return {names, kept};";
    let found = visit.browser.run_async(script, vec![]).await?;
    assert_eq!(found["names"].as_array().map(Vec::len), Some(1), "{found}");
    let kept: Vec<&str> = found["kept"].as_array().into_iter().flatten().filter_map(|path| path.as_str()).collect();
    assert!(kept.contains(&""), "the page itself: {kept:?}");
    for entry in std::fs::read_dir(dist())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".wasm") || name.ends_with(".css") || (name.ends_with(".js") && name != "sw.js") {
            assert!(kept.contains(&name.as_str()), "{name} is not kept");
        }
    }
    Ok(())
}

#[tokio::test]
async fn it_starts_without_its_server() -> Result<()> {
    let mut visit = Visit::to("/").await?;
    visit.browser.ready_offline().await?;
    visit.server.stop();
    visit.browser.reload().await?;
    visit.started().await?;
    // A path it has never seen, too.
    visit.browser.open(&visit.server.at("/contacts/0123456789abcdef")).await?;
    visit.started().await?;
    Ok(())
}

#[tokio::test]
async fn a_file_that_was_tampered_with_is_not_installed() -> Result<()> {
    let extra = BTreeMap::from([("icons/icon.svg".into(), b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec())]);
    let visit = Visit::with(Options { extra, ..Options::new(dist()) }, "/").await?;
    let script = "
        const registration = await navigator.serviceWorker.register('sw.js');
        const worker = registration.installing ?? registration.waiting ?? registration.active;
        while (worker && worker.state !== 'redundant' && worker.state !== 'activated') await new Promise(next => setTimeout(next, 50));
        return [worker?.state ?? 'redundant', (await caches.keys()).length];";
    assert_eq!(visit.browser.run_async(script, vec![]).await?, json!(["redundant", 0]));
    Ok(())
}

#[tokio::test]
async fn it_lives_below_any_path() -> Result<()> {
    let folder = std::env::temp_dir().join(format!("solo-crm-below-{}", std::process::id()));
    drop(std::fs::remove_dir_all(&folder));
    let copy = Command::new("cp").arg("-R").arg(dist()).arg(&folder).status()?;
    let rebase = Command::new("node")
        .arg(tests::root().join("public/precache.mjs"))
        .arg(&folder)
        .args(["--base", "/my/crm/"])
        .status()?;
    assert!(copy.success() && rebase.success());

    let mut visit = Visit::with(Options { base: "/my/crm/".into(), ..Options::new(&folder) }, "/").await?;
    visit.started().await?;
    visit.browser.open(&visit.server.at("/insights/lab")).await?;
    visit.started().await?;
    visit.browser.ready_offline().await?;
    visit.server.stop();
    visit.browser.open(&visit.server.at("/contacts")).await?;
    visit.started().await?;
    drop(std::fs::remove_dir_all(&folder));
    Ok(())
}

#[tokio::test]
async fn a_start_that_fails_says_so() -> Result<()> {
    let names =
        std::fs::read_dir(dist())?.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    let app: Vec<String> = names.filter(|name| name.starts_with("app-") && name.ends_with(".js")).collect();
    let extra = app.into_iter().map(|name| (name, b"throw new Error('broken')".to_vec())).collect();
    let visit = Visit::with(Options { extra, ..Options::new(dist()) }, "/").await?;
    visit.browser.sees("Solo CRM could not start").await?;
    assert_eq!(visit.browser.axe().await?, [""; 0]);
    Ok(())
}

#[tokio::test]
async fn a_part_that_does_not_arrive_is_told() -> Result<()> {
    let names =
        std::fs::read_dir(dist())?.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    let extra = names.filter(|name| name.ends_with("-insights.wasm")).map(|name| (name, b"no wasm".to_vec())).collect();
    let visit = Visit::with(Options { extra, ..Options::new(dist()) }, "/insights/lab").await?;
    FirstRun(&visit.browser, &EN).start_empty().await?;
    visit.browser.click("link", "Insights").await?;
    visit.browser.role("heading", "Something broke").await?;
    visit.browser.click("button", "Try again").await?;
    visit.browser.role("heading", "Something broke").await?;
    // The same page once more, not the first one.
    visit.browser.run("window.before = true", vec![]).await?;
    visit.browser.click("button", "Reload").await?;
    visit.browser.until("!window.before && location.pathname.startsWith('/insights')").await?;
    visit.browser.role("heading", "Something broke").await?;
    visit.browser.click("link", "Contacts").await?;
    visit.browser.role("heading", "Contacts").await.map(drop)
}
