//! sockets VERB…: uses sockets that its host opened, through the API of `std`.
//!
//! Apart from its header, the source is a program for `std`. The test has the output with `std`
//! (`tests/runtime/descriptors/sockets.rs`).

#![no_std]
#![no_main]
extern crate nanowasi as std;

use std::env;
use std::io::{self, IoSlice, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr};
use std::net::{TcpListener, TcpStream, ToSocketAddrs, UdpSocket};
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
use std::println;

use core::time::Duration;

std::main!(main);

fn main() {
    for verb in env::args().skip(1) {
        let result = match verb.as_str() {
            "serve" => serve(),
            "stream" => stream(),
            "listener" => {
                let listener = listener();
                listener_methods(&listener);
                listener.set_nonblocking(true)
            }
            "stream-methods" => {
                stream_methods();
                Ok(())
            }
            "udp" => {
                udp_methods();
                Ok(())
            }
            "addresses" => {
                addresses();
                Ok(())
            }
            _ => Ok(()),
        };
        match result {
            Ok(()) => println!("{verb}: done"),
            Err(error) => println!("{verb}: {error:?}"),
        }
    }
}

fn listener() -> TcpListener {
    // SAFETY: the test provides a socket with this number, and no other code uses the number.
    unsafe { TcpListener::from_raw_fd(30) }
}

/// Echoes what each connection sends, until a call fails.
fn serve() -> io::Result<()> {
    let listener = listener();
    let (mut stream, peer) = listener.accept()?;
    println!("{stream:?} of {listener:?} from {peer}");
    let mut buffer = [0; 16];
    let count = stream.read(&mut buffer)?;
    stream.write_all(&buffer[..count])?;
    let count = stream.write_vectored(&[IoSlice::new(b"one"), IoSlice::new(b"two")])?;
    println!("{count} of two");
    stream.flush()?;
    stream.shutdown(Shutdown::Write)?;
    stream.shutdown(Shutdown::Both)?;
    stream.shutdown(Shutdown::Read)?;
    drop(stream);
    for stream in listener.incoming() {
        let mut text = [0; 16];
        let count = (&stream?).read(&mut text)?;
        println!("{:?}", &text[..count]);
    }
    Ok(())
}

fn stream() -> io::Result<()> {
    // SAFETY: the test provides a socket with this number, and no other code uses the number.
    let stream = unsafe { TcpStream::from_raw_fd(30) };
    println!("{}", stream.as_raw_fd());
    let owner = OwnedFd::from(stream);
    println!("{owner:?}");
    let stream = TcpStream::from(owner);
    stream.set_nonblocking(true)?;
    stream.set_nonblocking(false)?;
    println!("{}", stream.into_raw_fd());
    Ok(())
}

/// Prints the result of each call.
macro_rules! show {
    ($($call:expr),+ $(,)?) => {
        $(
            match $call {
                Ok(_) => println!("{}: ok", stringify!($call)),
                Err(error) => println!("{}: {error} {error:?}", stringify!($call)),
            }
        )+
    };
}

#[allow(deprecated, reason = "they are there all the same")]
fn listener_methods(listener: &TcpListener) {
    show!(
        TcpListener::bind("127.0.0.1:80"),
        TcpListener::bind("no address"),
        listener.local_addr(),
        listener.try_clone(),
        listener.set_ttl(1),
        listener.ttl(),
        listener.set_only_v6(true),
        listener.only_v6(),
        listener.take_error(),
    );
}

fn stream_methods() {
    // SAFETY: no other code uses the number, and it is never closed.
    let stream = unsafe { TcpStream::from_raw_fd(30) };
    let address = SocketAddr::from(([127, 0, 0, 1], 80));
    show!(
        TcpStream::connect("127.0.0.1:80"),
        TcpStream::connect("no address"),
        TcpStream::connect_timeout(&address, Duration::from_secs(1)),
        stream.peer_addr(),
        stream.local_addr(),
        stream.try_clone(),
        stream.set_read_timeout(None),
        stream.set_read_timeout(Some(Duration::ZERO)),
        stream.set_write_timeout(None),
        stream.read_timeout(),
        stream.write_timeout(),
        stream.peek(&mut [0]),
        stream.set_nodelay(true),
        stream.nodelay(),
        stream.set_ttl(1),
        stream.ttl(),
        stream.take_error(),
    );
    println!("{}", stream.into_raw_fd());
}

fn udp_methods() {
    // SAFETY: no other code uses the number, and it is never closed.
    let socket = unsafe { UdpSocket::from_raw_fd(30) };
    let (v4, v6) = (Ipv4Addr::LOCALHOST, Ipv6Addr::LOCALHOST);
    show!(
        UdpSocket::bind("127.0.0.1:80"),
        socket.recv_from(&mut [0]),
        socket.peek_from(&mut [0]),
        socket.send_to(b"x", "127.0.0.1:80"),
        socket.send_to(b"x", "no address"),
        socket.send_to(b"x", "localhost:80"),
        socket.send_to(b"x", &[][..]),
        socket.peer_addr(),
        socket.local_addr(),
        socket.try_clone(),
        socket.set_read_timeout(None),
        socket.set_write_timeout(None),
        socket.read_timeout(),
        socket.write_timeout(),
        socket.set_broadcast(true),
        socket.broadcast(),
        socket.set_multicast_loop_v4(true),
        socket.multicast_loop_v4(),
        socket.set_multicast_ttl_v4(1),
        socket.multicast_ttl_v4(),
        socket.set_multicast_loop_v6(true),
        socket.multicast_loop_v6(),
        socket.set_ttl(1),
        socket.ttl(),
        socket.join_multicast_v4(&v4, &v4),
        socket.join_multicast_v6(&v6, 0),
        socket.leave_multicast_v4(&v4, &v4),
        socket.leave_multicast_v6(&v6, 0),
        socket.take_error(),
        socket.connect("127.0.0.1:80"),
        socket.send(b"x"),
        socket.recv(&mut [0]),
        socket.peek(&mut [0]),
        socket.set_nonblocking(true),
    );
    println!("{socket:?}");
    println!("{}", socket.into_raw_fd());
}

fn addresses() {
    let ip = IpAddr::from([127, 0, 0, 1]);
    show!(
        "127.0.0.1:443".to_socket_addrs(),
        "[::1]:443".to_socket_addrs(),
        "127.0.0.1".to_socket_addrs(),
        "127.0.0.1:port".to_socket_addrs(),
        "127.0.0.1:65536".to_socket_addrs(),
        "localhost:443".to_socket_addrs(),
        ("::1", 443).to_socket_addrs(),
        ("localhost", 443).to_socket_addrs(),
        (ip, 443).to_socket_addrs(),
    );
    let both = [SocketAddr::new(ip, 1), SocketAddr::new(ip, 2)];
    for address in (&both[..]).to_socket_addrs().into_iter().flatten() {
        println!("{address}");
    }
}
