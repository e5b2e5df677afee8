//! The whole programs and their runs.

/// A program from crates.io, or from `programs`.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// The package's name.
    pub name: &'static str,
    /// The origin of its sources.
    pub source: Source,
    /// The name of its binary.
    pub bin: &'static str,
    /// Further options for cargo.
    pub options: &'static [&'static str],
    /// The runs whose results are compared.
    pub runs: &'static [Run],
    /// The runs whose processor time is measured: about a second of work each with real `std`.
    pub work: &'static [Run],
}

/// The origin of a program's sources.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// A version of a package on crates.io.
    Registry(&'static str),
    /// A directory below `tests/compat/dropin/programs`.
    Folder,
}

/// One run, in the directory that [`inputs`](crate::inputs) fills.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Arguments.
    pub args: &'static [&'static str],
    /// The file that is connected to standard input.
    pub stdin: Option<&'static str>,
    /// How often the last argument is repeated: a program that reads a file in a tenth of a second
    /// reads it ten times, so that its start-up time matters less.
    pub times: usize,
    /// Whether the order of lines is random, as that of a hash table.
    pub any_order: bool,
}

const fn run(args: &'static [&'static str]) -> Run {
    Run {
        args,
        stdin: None,
        times: 1,
        any_order: false,
    }
}

const fn filter(args: &'static [&'static str], stdin: &'static str) -> Run {
    Run {
        stdin: Some(stdin),
        ..run(args)
    }
}

const fn repeated(times: usize, args: &'static [&'static str]) -> Run {
    Run { times, ..run(args) }
}

const fn in_any_order(args: &'static [&'static str], stdin: &'static str) -> Run {
    Run {
        any_order: true,
        ..filter(args, stdin)
    }
}

const fn program(name: &'static str, version: &'static str, bin: &'static str) -> Program {
    Program {
        name,
        source: Source::Registry(version),
        bin,
        options: &[],
        runs: &[],
        work: &[],
    }
}

/// The programs, smallest first.
pub const PROGRAMS: &[Program] = &[
    Program {
        source: Source::Folder,
        runs: &[run(&[])],
        ..program("hello", "", "hello")
    },
    Program {
        source: Source::Folder,
        runs: &[
            run(&["fox", "words.txt", "docs"]),
            run(&["-i", "--format", "json", "^the .*[a-z]{5}", "docs"]),
            run(&["--format=csv", "-v", "e", "data.csv", "words.txt"]),
            run(&["-c", "a", "docs", "missing"]),
            filter(&["[0-9]+"], "data.csv"),
            run(&["(", "docs"]),
            run(&["--help"]),
            run(&["--nonsense"]),
            run(&[]),
        ],
        work: &[
            repeated(8, &["-c", "zephyr.*qualm", "text"]),
            run(&["e[aeiou]", "text"]),
        ],
        ..program("search", "", "search")
    },
    Program {
        runs: &[filter(&[], "change.diff"), run(&["--help"]), run(&["-x"])],
        ..program("diffr", "0.1.5", "diffr")
    },
    Program {
        runs: &[
            filter(&[], "repeated.txt"),
            in_any_order(&["-c"], "repeated.txt"),
            in_any_order(&["-s"], "repeated.txt"),
            filter(&["-d,"], "data.csv"),
            run(&["--help"]),
        ],
        work: &[filter(&[], "text"), filter(&["-c"], "text")],
        ..program("huniq", "2.7.0", "huniq")
    },
    Program {
        runs: &[
            run(&["words.txt", "data.csv"]),
            run(&["--no-names", "-l", "16", "docs/a.md"]),
            run(&["--check", "sums.txt"]),
            run(&["missing"]),
            run(&["docs"]),
            filter(&["--raw"], "words.txt"),
            run(&["--help"]),
        ],
        // It needs threads, and ends with an error with either `std`.
        ..program("b3sum", "1.8.7", "b3sum")
    },
    Program {
        runs: &[
            filter(&[], "diagram.txt"),
            run(&["diagram.txt"]),
            run(&["diagram.txt", "-o", "diagram.svg"]),
            run(&["missing.txt"]),
            run(&["--help"]),
        ],
        ..program("svgbob_cli", "0.7.6", "svgbob_cli")
    },
    Program {
        runs: &[
            run(&["-i", "shell.md", "--frozen"]),
            run(&["-i", "plain.md"]),
            run(&["-i", "missing.md"]),
            run(&["--help"]),
        ],
        ..program("mdsh", "0.7.0", "mdsh")
    },
    Program {
        options: &["--no-default-features", "--features", "cli"],
        runs: &[
            run(&["docs/a.md"]),
            run(&["--to", "commonmark", "docs/b.md"]),
            run(&["-e", "table", "-e", "footnotes", "docs/a.md", "docs/b.md"]),
            run(&["--to", "xml", "docs/b.md", "-o", "b.xml"]),
            filter(&["--smart"], "docs/a.md"),
            run(&["missing.md"]),
            run(&["--help"]),
        ],
        work: &[repeated(3, &["long.md"])],
        ..program("comrak", "0.59.0", "comrak")
    },
    Program {
        runs: &[
            filter(&["0", "2:"], "words.txt"),
            filter(&["-f", ",", "1", "0"], "data.csv"),
            run(&["-i", "data.csv", "-f", "[,;]", "-o", "|", ":2"]),
            filter(&["-c", "2:4"], "words.txt"),
            run(&["x"]),
            run(&["--help"]),
        ],
        work: &[
            filter(&["1", "3"], "text"),
            filter(&["-f", "[e ]+", "2"], "text"),
        ],
        ..program("choose", "1.3.7", "choose")
    },
    Program {
        runs: &[
            run(&["repeated.txt"]),
            filter(&["-"], "repeated.txt"),
            run(&["-i", "repeated.txt"]),
            run(&["-f", "sorted", "repeated.txt", "words.txt"]),
            run(&["-s", "repeated.txt"]),
            run(&["missing"]),
            run(&["--help"]),
        ],
        work: &[run(&["text"]), run(&["-f", "simple", "text"])],
        ..program("runiq", "2.1.0", "runiq")
    },
    Program {
        runs: &[
            run(&["-t", "-d", "docs", "(.*)\\.md", "{1}.txt"]),
            run(&["-d", "docs", "(.*)\\.md", "{1}-{001}.txt"]),
            run(&["-d", "docs", "-s", "ASC", "{:3}.md"]),
            run(&["-m", "renames.json"]),
            run(&["["]),
            run(&["--help"]),
        ],
        ..program("nomino", "1.6.4", "nomino")
    },
    Program {
        runs: &[
            run(&["words.txt", "data.csv", "docs/a.md"]),
            run(&["-lwmcL", "words.txt", "docs/b.md"]),
            filter(&["-w"], "words.txt"),
            run(&["missing", "words.txt"]),
            run(&["--help"]),
        ],
        work: &[repeated(10, &["text"]), repeated(10, &["-mL", "text"])],
        source: Source::Folder,
        ..program("wc", "", "wc")
    },
    Program {
        runs: &[
            run(&["template.j2", "data.json"]),
            run(&["template.j2", "-D", "name=World", "-D", "items:=[1,2,3]"]),
            filter(&["template.j2", "-"], "data.json"),
            run(&["--expr", "[1, 2, 3]|map('string')|join(', ')"]),
            run(&["missing.j2"]),
            run(&["--help"]),
        ],
        ..program("minijinja-cli", "3.0.5", "minijinja-cli")
    },
    Program {
        runs: &[
            run(&["--sort", "path", "fox", "."]),
            run(&["-n", "--no-heading", "-i", "THE", "docs/a.md"]),
            // `--json` prints the time that a search took.
            run(&["--vimgrep", "fox", "words.txt"]),
            run(&["-c", "e", "--sort=path"]),
            run(&["--files", "--sort", "path"]),
            run(&["-r", "<$1>", "(f.x)", "words.txt"]),
            filter(&["-v", "e"], "words.txt"),
            run(&["nothing at all", "words.txt"]),
            run(&["(", "words.txt"]),
            run(&["x", "missing"]),
            run(&["--help"]),
        ],
        work: &[
            repeated(8, &["e[aeiou]", "text"]),
            repeated(50, &["-c", "zephyr", "text"]),
            repeated(50, &["-c", "(?i)zephyr.*qualm", "text"]),
        ],
        ..program("ripgrep", "15.2.0", "rg")
    },
    Program {
        runs: &[
            run(&["words.txt", "repeated.txt"]),
            run(&["-u", "-r", "repeated.txt"]),
            run(&["-t,", "-k2n", "data.csv"]),
            run(&["-c", "words.txt"]),
            filter(&["-f"], "words.txt"),
            run(&["-o", "sorted.txt", "words.txt"]),
            run(&["missing"]),
            run(&["--help"]),
        ],
        work: &[run(&["-o", "sorted", "text"])],
        ..program("uu_sort", "0.12.0", "sort")
    },
];
