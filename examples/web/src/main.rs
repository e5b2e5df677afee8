//! `cargo web`: writes the page that runs the examples in the browser, and serves it.
#![forbid(unsafe_code)]

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use nanowasi_web::server::Server;
use nanowasi_web::site;

const HELP: &str = "\
Write a static page that runs nanowasi's example tools in the browser.

Usage: cargo web [OPTIONS]

It goes into target/web, with the modules and the host functions, and can be copied from there to any server.
The host functions are installed from npm, the first time.

Options:
      --serve [PORT]  Serve it on 127.0.0.1, at port 8000 or another; 0 is any that is free
  -h, --help          Show this
";

/// The port of `--serve`, if it names none.
const PORT: u16 = 8000;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("web: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut serve = None;
    let mut args = env::args().skip(1).peekable();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            // As in `cargo web -- --serve`.
            "--" => {}
            "--serve" => {
                let port = args.next_if(|next| !next.starts_with('-'));
                let port = port.map_or(Ok(PORT), |port| {
                    port.parse()
                        .map_err(|_| format!("`{port}` is no port: a number up to 65535"))
                });
                serve = Some(port?);
            }
            "--help" | "-h" => {
                // A reader that has seen enough is no failure.
                let _ = io::stdout().write_all(HELP.as_bytes());
                return Ok(());
            }
            _ => return Err(format!("unknown option `{arg}`\n\n{HELP}")),
        }
    }
    let folder = nanowasi_build::target_folder().join("web");
    // Before the build: a port that is taken is told at once.
    let server = serve.map(|port| {
        Server::bind(&folder, port).map_err(|error| {
            format!("port {port}: {error}; choose another with `--serve PORT`, or any with 0")
        })
    });
    let server = server.transpose()?;
    site::write(&folder)?;
    println!("written to {}", folder.display());
    let Some(server) = server else {
        println!("`cargo web --serve` shows it");
        return Ok(());
    };
    println!("serving at {} until Ctrl+C", server.url());
    server.run();
}
