//! Sockets that the host opened. The host is simulated, because wasmtime's preview 1 has no
//! sockets.

use std::sync::{Arc, Mutex};

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Output, Response, Run, Status};

/// The listening socket, and the first connection.
const LISTENER: u32 = 30;
const STREAM: u32 = 31;

fn sockets<const N: usize>(args: [&str; N]) -> Run {
    Run::new(build::guest("sockets", Mode::Default)).args(args)
}

/// What was sent on each connection, and which descriptors were closed.
#[derive(Default)]
struct Seen {
    sent: Vec<(u32, Vec<u8>)>,
    closed: Vec<u32>,
}

/// Runs a guest on a host with a listening socket. Two clients connect and send data.
fn serving(run: Run) -> (Output, Seen) {
    let seen = Arc::new(Mutex::new(Seen::default()));
    let (sent, closed) = (Arc::clone(&seen), Arc::clone(&seen));
    let output = run
        .fault("sock_accept", |call| {
            assert_eq!((call.arg(0), call.arg(1)), (LISTENER, 0));
            let number = u32::try_from(call.number()).unwrap();
            if number > 2 {
                return Ok(6);
            }
            call.write_u32(call.arg(2), LISTENER + number)?;
            Ok(0)
        })
        .fault("fd_read", |call| {
            let text: &[u8] = match call.arg(0) {
                STREAM => b"ping",
                32 => b"pong",
                _ => return Ok(Response::Real),
            };
            let iovecs = call.iovecs(call.arg(1), call.arg(2))?;
            let count = call.scatter(&iovecs, text)?;
            call.write_u32(call.arg(3), u32::try_from(count).unwrap())?;
            Ok(Response::Errno(0))
        })
        .fault("fd_write", move |call| {
            let fd = call.arg(0);
            if fd < LISTENER {
                return Ok(Response::Real);
            }
            let iovecs = call.iovecs(call.arg(1), call.arg(2))?;
            let bytes = call.gather(&iovecs)?;
            // Three bytes a call.
            let received = bytes[..bytes.len().min(3)].to_vec();
            call.write_u32(call.arg(3), u32::try_from(received.len()).unwrap())?;
            sent.lock().unwrap().sent.push((fd, received));
            Ok(Response::Errno(0))
        })
        .fault("fd_close", move |call| {
            closed.lock().unwrap().closed.push(call.arg(0));
            0
        })
        .fault("sock_shutdown", |_| 0)
        .run();
    let seen = std::mem::take(&mut *seen.lock().unwrap());
    (output, seen)
}

#[test]
fn connections_are_accepted_read_written_and_closed() {
    let (output, seen) = serving(sockets(["serve"]));
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let expected = [
        "TcpStream { fd: 31 } of TcpListener { fd: 30 } from 0.0.0.0:0",
        "3 of two",
        "[112, 111, 110, 103]",
        r#"serve: Os { code: 6, kind: WouldBlock, message: "Resource temporarily unavailable" }"#,
    ];
    let stdout = output.stdout_str();
    let lines: Vec<_> = stdout.lines().collect();
    assert_eq!(lines, expected, "{output}");
    let sent: Vec<_> = seen
        .sent
        .iter()
        .map(|(fd, bytes)| (*fd, &bytes[..]))
        .collect();
    let expected: [(u32, &[u8]); 3] = [(31, b"pin"), (31, b"g"), (31, b"one")];
    assert_eq!(sent, expected);
    assert_eq!(seen.closed, [31, 32, 30], "{output}");
    // Shutdown of writing, of both directions, and of reading.
    let ended: Vec<_> = output
        .calls_of("sock_shutdown")
        .map(|call| call.args.clone())
        .collect();
    assert_eq!(ended, [[31, 2], [31, 3], [31, 1]], "{output}");
}

/// A stream is converted to a descriptor and back without being closed.
#[test]
fn a_stream_is_its_descriptor() {
    let output = sockets(["stream"])
        .fault("fd_fdstat_get", |call| {
            Ok::<_, nanowasi_test_host::OutOfBounds>(match call.arg(0) {
                LISTENER => {
                    call.write(call.arg(1), &[0; 24])?;
                    Response::Errno(0)
                }
                _ => Response::Real,
            })
        })
        .fault("fd_fdstat_set_flags", |_| 0)
        .run();
    assert_eq!(
        output.stdout_str(),
        "30\nOwnedFd { fd: 30 }\n30\nstream: done\n",
        "{output}"
    );
    assert_eq!(output.count("fd_close"), 0, "{output}");
    let flags: Vec<_> = output
        .calls_of("fd_fdstat_set_flags")
        .map(|call| call.args.clone())
        .collect();
    assert_eq!(flags, [[30, 4], [30, 0]], "{output}");
}

/// What `std` returns for these calls, from a run of the same source with `std`. Preview 1 has no
/// call for them, so the error is the same for all and comes before the address is parsed.
#[test]
fn calls_that_preview_1_lacks_return_the_error_of_std() {
    const UNSUPPORTED: &str = "operation not supported on this platform Error { kind: \
        Unsupported, message: \"operation not supported on this platform\" }";
    for (verb, calls) in [("listener", 9), ("stream-methods", 17), ("udp", 34)] {
        let output = sockets([verb]).run();
        let stdout = output.stdout_str();
        let results: Vec<_> = stdout
            .lines()
            .filter_map(|line| line.split_once("): "))
            .collect();
        assert_eq!(results.len(), calls, "{output}");
        for (call, result) in results {
            let expected = match call.split_once("send_to(b\"x\", ") {
                Some((_, "\"no address\"")) => {
                    "invalid socket address Error { kind: InvalidInput, message: \
                     \"invalid socket address\" }"
                }
                Some((_, "&[][..]")) => {
                    "no addresses to send data to Error { kind: InvalidInput, message: \
                     \"no addresses to send data to\" }"
                }
                _ => UNSUPPORTED,
            };
            assert_eq!(result, expected, "{call}");
        }
    }
}

#[test]
fn addresses_parse_as_in_std() {
    let output = sockets(["addresses"]).run();
    let expected = [
        r#""127.0.0.1:443".to_socket_addrs(): ok"#,
        r#""[::1]:443".to_socket_addrs(): ok"#,
        r#""127.0.0.1".to_socket_addrs(): invalid socket address Error { kind: InvalidInput, message: "invalid socket address" }"#,
        r#""127.0.0.1:port".to_socket_addrs(): invalid port value Error { kind: InvalidInput, message: "invalid port value" }"#,
        r#""127.0.0.1:65536".to_socket_addrs(): invalid port value Error { kind: InvalidInput, message: "invalid port value" }"#,
        r#""localhost:443".to_socket_addrs(): operation not supported on this platform Error { kind: Unsupported, message: "operation not supported on this platform" }"#,
        r#"("::1", 443).to_socket_addrs(): ok"#,
        r#"("localhost", 443).to_socket_addrs(): operation not supported on this platform Error { kind: Unsupported, message: "operation not supported on this platform" }"#,
        "(ip, 443).to_socket_addrs(): ok",
        "127.0.0.1:1",
        "127.0.0.1:2",
        "addresses: done",
    ];
    let stdout = output.stdout_str();
    let lines: Vec<_> = stdout.lines().collect();
    assert_eq!(lines, expected, "{output}");
}

/// Several hosts lack `sock_accept`, and would refuse to instantiate a program that imports it
/// without calling it.
#[test]
fn only_a_program_that_accepts_imports_the_calls_of_sockets() {
    use nanowasi_test_host::Module;

    let sockets = Module::parse(&build::guest("sockets", Mode::Default)).unwrap();
    for name in ["sock_accept", "sock_shutdown"] {
        assert!(sockets.wasi().contains(&name), "{name}");
    }
    for name in ["sock_recv", "sock_send"] {
        assert!(!sockets.wasi().contains(&name), "{name}");
    }
    for guest in ["polls", "renumbers"] {
        let module = Module::parse(&build::guest(guest, Mode::Default)).unwrap();
        let found: Vec<_> = module
            .wasi()
            .into_iter()
            .filter(|name| name.starts_with("sock_"))
            .collect();
        assert!(found.is_empty(), "{guest}: {found:?}");
    }
}
