//! embedded_streams OPERATION…: uses streams by the traits of `embedded-io`, and prints what they
//! return.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::string::String;
use core::fmt;
use core::pin::pin;
use core::task::{Context, Poll, Waker};

use embedded_io::{
    BufRead, Error, ErrorKind, Read, ReadExactError, ReadReady, Seek, SeekFrom, Write,
    WriteFmtError, WriteReady,
};
use nanowasi::bridge::embedded_io::{FromStd, ToStd};
use nanowasi::bridge::embedded_io_async::Blocking;
use nanowasi::fs::{self, File, OpenOptions};
use nanowasi::io::{self, BufReader, BufWriter};
use nanowasi::{env, println};

nanowasi::main!(main);

/// Prints a text of several parts, when the host calls it.
///
/// `unsafe(no_mangle)` is sound because no other function in the module has the name.
#[unsafe(no_mangle)]
extern "C" fn write_formatted() {
    let text = format_args!("{:?} {:03} ", "quoted", 7);
    // The test checks what the host gets.
    let _ = io::stdout().write_fmt(text);
    let _ = FromStd::new(io::stdout()).write_fmt(text);
}

fn main() -> io::Result<()> {
    for operation in env::static_args().skip(1) {
        match operation {
            "copy" => {
                let count = copy(&mut io::stdin(), &mut io::stdout())?;
                writeln!(io::stderr().lock(), "{count:>4} bytes")?;
            }
            "file" => file()?,
            "lines" => println!("{}", longest_line(io::stdin().lock())?),
            "errors" => errors()?,
            "ready" => ready()?,
            "adapters" => adapters()?,
            "async" => asynchronous()?,
            _ => {}
        }
    }
    Ok(())
}

/// Copies all bytes, as a library does that knows the traits alone.
fn copy<R: Read, W: Write<Error = R::Error>>(from: &mut R, to: &mut W) -> Result<usize, R::Error> {
    let (mut buffer, mut total) = ([0; 7], 0);
    loop {
        match from.read(&mut buffer)? {
            0 => break,
            count => {
                to.write_all(buffer.get(..count).unwrap_or_default())?;
                total += count;
            }
        }
    }
    to.flush()?;
    Ok(total)
}

/// Returns the length of the longest line.
fn longest_line<R: BufRead>(mut from: R) -> Result<usize, R::Error> {
    let (mut longest, mut current) = (0, 0);
    loop {
        let bytes = from.fill_buf()?;
        let count = bytes.len();
        if count == 0 {
            return Ok(longest.max(current));
        }
        for byte in bytes {
            current = if *byte == b'\n' { 0 } else { current + 1 };
            longest = longest.max(current);
        }
        from.consume(count);
    }
}

fn file() -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file = options.read(true).write(true).create(true).open("file")?;
    let mut text = &b"one\ntwo\nthree\n"[..];
    let mut writer = FromStd::new(&mut file);
    while !text.is_empty() {
        let count = writer.write(text)?;
        text = text.get(count..).unwrap_or_default();
    }
    let end = file.seek(SeekFrom::Current(0))?;
    file.seek(SeekFrom::Start(4))?;
    let mut three = [0; 3];
    file.read_exact(&mut three)?;
    Seek::rewind(&mut file)?;
    println!("{} {}", end, core::str::from_utf8(&three).unwrap_or("?"));
    println!("{}", longest_line(BufReader::new(&file))?);
    // A reference reads the file as well.
    Seek::rewind(&mut file)?;
    copy(&mut &file, &mut BufWriter::new(io::stdout()))?;
    Ok(())
}

fn errors() -> io::Result<()> {
    let kind = |error: io::Error| println!("{} {:?}", error.name(), Error::kind(&error));
    if let Err(error) = File::open("missing") {
        kind(error);
    }
    fs::write("file", "ab")?;
    let mut file = File::open("file")?;
    if let Err(error) = Write::write_all(&mut file, b"text") {
        kind(error);
    }
    match Read::read_exact(&mut file, &mut [0; 3]) {
        Err(ReadExactError::UnexpectedEof) => println!("UnexpectedEof"),
        other => println!("{:?}", other),
    }
    match write!(io::stdout(), "{} ", Broken) {
        Err(WriteFmtError::FmtError) => println!("FmtError"),
        other => println!("{:?}", other),
    }
    let error = io::Read::read(&mut ToStd::new(Broken), &mut [0]).unwrap_err();
    println!("{:?}", error.kind());
    Ok(())
}

/// A driver whose reads time out, and which can't be printed.
struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Err(fmt::Error)
    }
}

impl embedded_io::ErrorType for Broken {
    type Error = ErrorKind;
}

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> Result<usize, ErrorKind> {
        Err(ErrorKind::TimedOut)
    }
}

fn ready() -> io::Result<()> {
    let mut stdin = io::stdin();
    // The host may need several checks before it reports input.
    while !stdin.read_ready()? {}
    let mut byte = [0];
    Read::read_exact(&mut stdin, &mut byte)?;
    // The other bytes are buffered.
    println!("{} {}", byte[0], stdin.read_ready()?);
    println!("{}", io::stdout().write_ready()?);
    println!("{}", File::create("file")?.write_ready()?);
    Ok(())
}

fn adapters() -> io::Result<()> {
    use nanowasi::io::{BufRead as _, Read as _};

    let mut reader = FromStd::new(io::stdin().take(9));
    let mut first = [0; 6];
    Read::read_exact(&mut reader, &mut first)?;
    let mut lines = BufReader::new(ToStd::new(reader)).lines();
    println!(
        "{}|{}",
        core::str::from_utf8(&first).unwrap_or("?"),
        lines.next().unwrap()?
    );
    let mut text = String::new();
    ToStd::new(&b"all of it"[..]).read_to_string(&mut text)?;
    println!("{}", text);
    Ok(())
}

fn asynchronous() -> io::Result<()> {
    async fn protocol<S>(stream: &mut S, mut output: Blocking<io::Stdout>) -> io::Result<()>
    where
        S: embedded_io_async::Read<Error = io::Error>,
    {
        use embedded_io_async::Write;
        let mut header = [0; 5];
        stream.read_exact(&mut header).await?;
        output.write_all(&header).await?;
        output.write_all(b"\n").await?;
        output.flush().await
    }

    let mut stdin = Blocking(io::stdin());
    let future = pin!(protocol(&mut stdin, Blocking(io::stdout())));
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => Err(io::ErrorKind::WouldBlock.into()),
    }
}
