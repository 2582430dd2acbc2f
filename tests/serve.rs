//! Serves the built app: `cargo run -p tests --bin serve -- [--address 127.0.0.1:8080] [--base /crm/] [--folder dist]`.

use std::io::ErrorKind;
use std::process::ExitCode;
use tests::server::{Options, Server};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("serve: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut options = Options { address: "127.0.0.1:8080".into(), ..Options::new(tests::dist()) };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next().ok_or(format!("{word} wants a value"))?;
        match word.as_str() {
            "--address" => options.address = value,
            "--base" => options.base = format!("/{}/", value.trim_matches('/')).replace("//", "/"),
            "--folder" => options.folder = value.into(),
            _ => {
                return Err(format!("unknown option {word}: there are --address, --base and --folder"));
            }
        }
    }
    if !options.folder.join("index.html").exists() {
        return Err(format!("{} holds no built app: run `trunk build --release` first", options.folder.display()));
    }
    let address = options.address.clone();
    let server = Server::start(options).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            format!("{address} is in use: stop what runs there, or choose another (make serve ADDRESS=127.0.0.1:8081)")
        }
        _ => format!("{address}: {error}"),
    })?;
    println!("Solo CRM is at {}  (Ctrl+C stops it)", server.url());
    server.wait();
    Ok(())
}
