//! The examples of `std`'s documentation, and results that these show only in passing.

use crate::io::{
    self, BufRead, BufReader, BufWriter, Cursor, Error, ErrorKind, IntoInnerError, IoSlice,
    IoSliceMut, IsTerminal, LineWriter, Read, Seek, SeekFrom, Write,
};

#[test]
fn readers_are_chained_limited_and_iterated() {
    let mut text = String::new();
    (&b"hello "[..])
        .chain(&b"world"[..])
        .read_to_string(&mut text)
        .unwrap();
    assert_eq!(text, "hello world");

    let mut buf = [0; 5];
    let mut handle = Cursor::new(b"hello world").take(5);
    assert_eq!(handle.read(&mut buf).unwrap(), 5);
    assert_eq!((&buf, handle.limit()), (b"hello", 0));
    assert_eq!(handle.read(&mut buf).unwrap(), 0);
    handle.set_limit(10);
    assert_eq!(handle.seek(SeekFrom::End(-4)).unwrap(), 6);
    assert_eq!(
        handle.seek(SeekFrom::Start(11)).unwrap_err().kind(),
        ErrorKind::InvalidInput
    );

    let bytes: Vec<u8> = (&b"abc"[..]).bytes().map(|byte| byte.unwrap()).collect();
    assert_eq!(bytes, b"abc");
}

#[test]
fn lines_and_segments_are_without_their_separators() {
    let lines = Cursor::new(b"lorem\nipsum\r\ndolor").lines();
    let lines: Vec<_> = lines.map(|line| line.unwrap()).collect();
    assert_eq!(lines, ["lorem", "ipsum", "dolor"]);
    let segments = Cursor::new(b"lorem-ipsum--dolor-").split(b'-');
    let segments: Vec<_> = segments.map(|segment| segment.unwrap()).collect();
    assert_eq!(segments, [&b"lorem"[..], b"ipsum", b"", b"dolor"]);
    assert_eq!(
        (&b"\r\n\n\r"[..])
            .lines()
            .map(Result::unwrap)
            .collect::<Vec<_>>(),
        ["", "", "\r"]
    );
}

#[test]
fn read_until_and_skip_until_stop_after_the_byte() {
    let mut cursor = Cursor::new(b"Ferris\0Likes long walks on the beach\0Crustacean\0!");
    let mut name = Vec::new();
    assert_eq!(cursor.read_until(b'\0', &mut name).unwrap(), 7);
    assert_eq!(cursor.skip_until(b'\0').unwrap(), 30);
    let mut animal = Vec::new();
    assert_eq!(cursor.read_until(b'\0', &mut animal).unwrap(), 11);
    assert_eq!(
        (&name[..], &animal[..]),
        (&b"Ferris\0"[..], &b"Crustacean\0"[..])
    );
    assert_eq!(cursor.skip_until(b'\0').unwrap(), 1);
    assert_eq!(cursor.skip_until(b'\0').unwrap(), 0);
}

#[test]
fn slices_are_advanced_and_panic_beyond_their_length() {
    let (one, two, three) = ([1; 8], [2; 16], [3; 8]);
    let bufs = &mut [IoSlice::new(&one), IoSlice::new(&two), IoSlice::new(&three)][..];
    let mut bufs = bufs;
    IoSlice::advance_slices(&mut bufs, 10);
    assert_eq!((&*bufs[0], &*bufs[1]), (&[2; 14][..], &[3; 8][..]));
    IoSlice::advance_slices(&mut bufs, 22);
    assert!(bufs.is_empty());

    let mut data = *b"12345";
    let mut slice = IoSliceMut::new(&mut data);
    slice.advance(3);
    slice[0] = b'x';
    assert_eq!(&*slice, b"x5");
    let bufs = &mut [slice, IoSliceMut::new(&mut [])][..];
    let mut bufs = bufs;
    IoSliceMut::advance_slices(&mut bufs, 2);
    assert!(bufs.is_empty());
    assert_eq!(&data, b"123x5");

    for (message, run) in [
        (
            "advancing IoSlice beyond its length",
            (|| IoSlice::new(b"ab").advance(3)) as fn(),
        ),
        ("advancing IoSliceMut beyond its length", || {
            IoSliceMut::new(&mut [0]).advance(3)
        }),
        ("advancing io slices beyond their length", || {
            IoSlice::advance_slices(&mut &mut [IoSlice::new(b"ab")][..], 3);
        }),
    ] {
        let panic = std::panic::catch_unwind(run).unwrap_err();
        assert_eq!(panic.downcast_ref(), Some(&message));
    }
}

#[test]
fn into_inner_returns_the_writer_or_an_error_with_it() {
    let writer = LineWriter::new(b"a".to_vec());
    assert_eq!(writer.into_inner().unwrap(), b"a");

    let mut memory = [0; 2];
    let mut writer = BufWriter::new(&mut memory[..]);
    writer.write_all(b"three").unwrap();
    let error = writer.into_inner().unwrap_err();
    assert_eq!(error.error().kind(), ErrorKind::WriteZero);
    assert_eq!(error.to_string(), "failed to write the buffered data");
    let (error, writer) = error.into_parts();
    assert_eq!((error.name(), writer.buffer()), ("IO", &b"ree"[..]));
    let error: IntoInnerError<_> = writer.into_inner().unwrap_err();
    assert_eq!(Error::from(error).kind(), ErrorKind::WriteZero);
}

#[test]
fn empty_sink_and_repeat_behave_as_stds() {
    let mut text = String::from("before");
    assert_eq!(io::empty().read_to_string(&mut text).unwrap(), 0);
    assert_eq!(io::empty().seek(SeekFrom::End(-9)).unwrap(), 0);
    assert!(io::empty().read_exact(&mut [0]).is_err());
    assert_eq!(io::sink().write(b"abc").unwrap(), 3);
    assert_eq!(
        (&io::empty())
            .write_vectored(&[IoSlice::new(b"abc")])
            .unwrap(),
        3
    );
    assert_eq!(
        io::repeat(7).take(3).read_to_end(&mut Vec::new()).unwrap(),
        3
    );
    let error = io::repeat(7).read_to_end(&mut Vec::new()).unwrap_err();
    assert_eq!(format!("{error:?}"), "Kind(OutOfMemory)");
    assert_eq!(
        format!("{:?} {:?} {:?}", io::empty(), io::sink(), io::repeat(0)),
        "Empty Sink Repeat { .. }"
    );
    assert_eq!(io::copy(&mut &b"abc"[..], &mut io::sink()).unwrap(), 3);
}

#[test]
fn a_pipe_is_unsupported() {
    let (ours, stds) = (
        io::pipe().unwrap_err(),
        r#"Error { kind: Unsupported, message: "operation not supported on this platform" }"#,
    );
    assert_eq!(format!("{ours:?}"), stds);
}

#[test]
fn handles_print_as_stds() {
    assert_eq!(
        format!("{:?} {:?}", io::stdin(), io::stdout().lock()),
        format!("{:?} {:?}", std::io::stdin(), std::io::stdout().lock()),
    );
}

/// Natively, every call to the host returns an error.
#[test]
fn nothing_is_a_terminal_without_a_host() {
    assert!(!io::stdout().is_terminal() && !io::stdin().lock().is_terminal());
}

/// A pointer without a forwarded method used the default of the trait.
#[test]
fn streams_can_be_trait_objects() {
    let mut reader: Box<dyn BufRead> = Box::new(BufReader::new(&b"one\ntwo"[..]));
    let mut line = String::new();
    BufRead::read_line(&mut &mut reader, &mut line).unwrap();
    assert_eq!(line, "one\n");
    assert_eq!(io::read_to_string(reader).unwrap(), "two");
    let mut bytes = Vec::new();
    let mut writer: Box<dyn Write> = Box::new(&mut bytes);
    write!(writer, "{}-{:?}", 1, "x").unwrap();
    drop(writer);
    assert_eq!(bytes, b"1-\"x\"");
    let mut buffered: Box<BufWriter<dyn Write>> = Box::new(BufWriter::new(Vec::new()));
    buffered.write_all(b"unsized").unwrap();
    let mut stream: Box<dyn Seek> = Box::new(Cursor::new(b"abc"));
    assert_eq!(stream.seek(SeekFrom::End(1)).unwrap(), 4);
}

/// A kind out of order compares differently than `std`'s.
#[test]
fn kinds_are_as_stds() {
    use std::io::ErrorKind as Std;
    macro_rules! kinds {
        ($($kind:ident)*) => {
            [$((ErrorKind::$kind, Std::$kind)),*]
        };
    }
    let all = kinds! {
        NotFound PermissionDenied ConnectionRefused ConnectionReset HostUnreachable
        NetworkUnreachable ConnectionAborted NotConnected AddrInUse AddrNotAvailable NetworkDown
        BrokenPipe AlreadyExists WouldBlock NotADirectory IsADirectory DirectoryNotEmpty
        ReadOnlyFilesystem StaleNetworkFileHandle InvalidInput InvalidData TimedOut WriteZero
        StorageFull NotSeekable QuotaExceeded FileTooLarge ResourceBusy ExecutableFileBusy
        Deadlock CrossesDevices TooManyLinks InvalidFilename ArgumentListTooLong Interrupted
        Unsupported UnexpectedEof OutOfMemory Other
    };
    for (ours, stds) in all {
        assert_eq!(format!("{ours} {ours:?}"), format!("{stds} {stds:?}"));
        for (other, std_other) in all {
            assert_eq!(ours.cmp(&other), stds.cmp(&std_other));
        }
    }
}

/// Programs for `std` send errors to other threads, and did not compile.
#[test]
fn errors_and_streams_are_send_and_sync() {
    fn both<T: Send + Sync>() {}
    both::<Error>();
    both::<io::Stdin>();
    both::<io::Stdout>();
    both::<BufReader<io::Stdin>>();
    both::<BufWriter<Vec<u8>>>();
    both::<Cursor<Vec<u8>>>();
    both::<IoSliceMut<'_>>();
}
