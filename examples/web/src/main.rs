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

The page is written to target/web, with the modules and the host functions. Any
static server can serve this folder. The host functions are installed from npm
at the first run.

Options:
      --serve [PORT]  Serve the page on 127.0.0.1, at PORT (8000 by default; 0 for
                      any free port)
  -h, --help          Print this help
";

/// The default port of `--serve`.
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
                    port.parse().map_err(|_| {
                        format!("`{port}` is not a port, which is a number from 0 to 65535")
                    })
                });
                serve = Some(port?);
            }
            "--help" | "-h" => {
                // A reader may close the pipe before the end, which is not a failure.
                let _ = io::stdout().write_all(HELP.as_bytes());
                return Ok(());
            }
            _ => return Err(format!("unknown option `{arg}`\n\n{HELP}")),
        }
    }
    let folder = nanowasi_build::target_folder().join("web");
    // Before the build, so that a port in use is reported immediately.
    let server = serve.map(|port| {
        Server::bind(&folder, port).map_err(|error| {
            format!(
                "port {port}: {error}; choose another with `--serve PORT`, or 0 for any free port"
            )
        })
    });
    let server = server.transpose()?;
    site::write(&folder)?;
    println!("wrote the page to {}", folder.display());
    let Some(server) = server else {
        println!("to serve the page, run `cargo web --serve`");
        return Ok(());
    };
    println!("serving at {} until Ctrl+C", server.url());
    server.run();
}
