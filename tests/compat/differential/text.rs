//! Tools that parse text.

use crate::{case, program};

#[test]
fn csv() {
    let table = "name,amount,place\nAda,12.5,\"Rome, Italy\"\n\"Bob \"\"B\"\"\",-3,Oslo\nCleo,1e2,\"two\nlines\"\n";
    program(
        "csv",
        [
            case("standard input").stdin(table),
            case("a file").args("t.csv").file("t.csv", table),
            case("a header alone").stdin("a,b\n"),
            case("nothing").silent(),
            case("letters and numbers").stdin("ü\nñ\nlonger\nö\n"),
            case("a row too short").stdin("a,b\n1\n").fails(1),
            case("an open quote").stdin("a\n\"b\n").fails(1),
            case("a missing file").args("missing.csv").fails(1),
            case("no text").stdin(b"a\n\xFF\n").fails(1),
        ],
    );
}

#[test]
fn json() {
    let text = r#"{"name": "Ä \"q\" é \n", "list": [1, -2.5, 1e300, true, null, []], "z": {"a": {}, "b": 18446744073709551615}}"#;
    program(
        "json",
        [
            case("pretty").stdin(text),
            case("compact").args("-c").stdin(text),
            case("a scalar").stdin(" 0.1 "),
            case("floats").args("-c").stdin(
                "[0.1, 1.0, -0.0, 1e21, 1e-7, 123456789.123, 5e-324, 1.7976931348623157e308]",
            ),
            case("a hundred levels")
                .args("-c")
                .stdin("[".repeat(100) + &"]".repeat(100)),
            case("too many levels").stdin("[".repeat(1000)).fails(1),
            case("a mistake").stdin("{\"a\": 1,\n \"b\" 2}").fails(1),
            case("the end is missing").stdin("[1, 2").fails(1),
            case("something after the end").stdin("1 2").fails(1),
            case("a lone surrogate").stdin(r#""\ud800""#).fails(1),
            case("no text").stdin(b"\"\xFF\"").fails(1),
        ],
    );
}

#[test]
fn toc() {
    let text = "# Title\n\n## How to\n```\n# no heading\n```\n### A step, *really*!\n## How to\n#### Übung 1 ##\n#tag\n####### seven\n# Über_alles\n";
    program(
        "toc",
        [
            case("the usual file").file("README.md", text),
            case("another file")
                .args("doc/x.md")
                .file("doc/x.md", "### three\n## two\n"),
            case("no headings")
                .args("x.md")
                .file("x.md", "text\n")
                .silent(),
            case("a missing file").fails(1),
        ],
    );
}

#[test]
fn template() {
    let fill = |name, text: &str| {
        case(name)
            .args("t")
            .file("t", text)
            .env("USER", "ada")
            .env("EMPTY", "")
            .env("PLACE", "Köln")
    };
    program(
        "template",
        [
            fill("plain", "Hello {{USER}}, welcome to {{ PLACE }}.\n"),
            fill(
                "filters",
                "{{USER|upper}} {{PLACE | lower}} {{PLACE|length}} {{EMPTY|length}}\n",
            ),
            fill(
                "defaults",
                "[{{NO?absent}}] [{{EMPTY?default}}] [{{NO?| length}}]\n",
            ),
            fill("nothing to fill", "}} {text} {\n"),
            fill("a variable that is not set", "{{NO}}").fails(1),
            fill("a bad filter", "{{USER|twice}}").fails(1),
            fill("an open end", "{{USER}} {{USER").fails(1),
            fill("an odd name", "{{A=B?none}} {{?empty}}"),
            case("no file").fails(1),
            case("a missing file").args("missing").fails(1),
        ],
    );
}

#[test]
fn ini() {
    let text = "; settings\nname = outer\n[Server]\nport = 8080 # as usual\nhost=example.org\n\n[ Empty ]\n[paths]\nhome = /home/x=y\n";
    program(
        "ini",
        [
            case("all").args("a.ini").file("a.ini", text),
            case("some")
                .args("a.ini name server.port server.host paths.home server.none x.y")
                .file("a.ini", text),
            case("no value")
                .args("a.ini")
                .file("a.ini", "a=1\nb\n")
                .fails(1),
            case("no bracket")
                .args("a.ini")
                .file("a.ini", "[a\n")
                .fails(1),
            case("twice the same")
                .args("a.ini")
                .file("a.ini", "a=1\na=2\n")
                .fails(1),
            case("a missing file").args("a.ini").fails(1),
            case("no argument").fails(1),
        ],
    );
}

#[test]
fn words() {
    let text = "The fox, the dog; and THE Übung übung. internationalisation x-ray's\n1 2 3\n";
    program(
        "words",
        [
            case("plain").stdin(text),
            case("two of them").args("-n 2").stdin(text),
            case("many").args("-n 5").stdin(
                (0..3000u32)
                    .map(|n| format!("w{} ", char::from(b'a' + (n * n % 26) as u8)))
                    .collect::<String>(),
            ),
            case("none").stdin("1, 2 – 3\n"),
            case("a bad number").args("-n few").fails(1),
        ],
    );
}

#[test]
fn anagrams() {
    program("anagrams", [
        case("some").stdin("listen silent enlist google elgoog Abets beast beats\nbeast cat act dog GOD god tac"),
        case("none").stdin("one two three").silent(),
        case("no text").stdin(b"a\xFFb").fails(1),
    ]);
}

#[test]
fn chars() {
    program(
        "chars",
        [
            case("letters of all kinds").stdin("Straße ΣΊΣΥΦΟΣ ǅ ﬁ İi ñ n\u{303} ½ ² Ⅷ ٣ 中 ª\n"),
            case("spaces and signs")
                .stdin("a\tb\r\nc\u{a0}\u{2003}\u{200b}d !?«»€+\u{0}\u{7f}\u{85}"),
            case("beyond the first plane").stdin("🦀 👩\u{200d}🚀 𝔘𝔫𝔦 𐐷 \u{10ffff}"),
            case("no text in the middle").stdin(b"ok \xE2\x82 \xF0\x9F\xA6 \xC0\x80 end"),
            case("no text at the end").stdin(b"ok \xE2\x82"),
            case("nothing"),
        ],
    );
}

#[test]
fn formats() {
    program("formats", [case("all of them")]);
}

#[test]
fn strings() {
    program("strings", [case("all of them")]);
}

#[test]
fn printenv() {
    let env = |name| {
        case(name)
            .env("PATH", "/bin:/usr/bin:")
            .env("HOME", "/home/ä")
            .env("EMPTY", "")
            .env("EQ", "a=b=c")
    };
    program(
        "printenv",
        [
            env("all"),
            env("by name").args("HOME PATH EMPTY EQ missing"),
            env("a name that none can have").args("A=B").crashes(),
            case("an empty environment"),
            case("twice the same").env("A", "first").env("A", "second"),
            case("nothing by that name").args("HOME"),
        ],
    );
}
