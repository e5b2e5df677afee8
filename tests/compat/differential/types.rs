//! Language features: traits, generics, closures, interpreters.

use crate::{case, program};

#[test]
fn shapes() {
    program("shapes", [
        case("a zoo").stdin("circle 2\nsquare 3\nrectangle 2 5\nscaled 2 circle 1\nscaled 0.5 scaled 3 square 1\n"),
        case("mistakes").stdin("circle\ncircle x\nrectangle 1\nhexagon 3\nscaled 2\nsquare 1e400\n"),
        case("no order").stdin("circle 1\ncircle NaN\ncircle 2\n").crashes(),
        case("none"),
    ]);
}

#[test]
fn stack() {
    program("stack", [case("all of it")]);
}

#[test]
fn sorting() {
    program("sorting", [case("all of it")]);
}

#[test]
fn subnet() {
    program(
        "subnet",
        [
            case("a network")
                .args("10.1.2.3/20 10.1.15.255 10.1.16.0 192.168.1.1 127.0.0.1 224.0.0.1 0.0.0.0"),
            case("other addresses").args(
                "10.0.0.0/8 ::1 ::ffff:10.1.2.3 fe80::1 2001:db8::8:800:200c:417a ff02::1 ::",
            ),
            case("with ports")
                .args("1.2.3.4/32 1.2.3.4:80 [::1]:443 [fe80::1%3]:8080 1.2.3:80 256.1.1.1 x"),
            case("all of them").args("1.2.3.4/0 8.8.8.8"),
            case("no slash").args("10.0.0.0").fails(65),
            case("no address").args("10.0.0/8").fails(65),
            case("no bits").args("10.0.0.0/x").fails(65),
            case("too many bits").args("10.0.0.0/33"),
        ],
    );
}

#[test]
fn vm() {
    let run = |name, text: &str| case(name).args("p").file("p", text);
    program(
        "vm",
        [
            run(
                "a loop",
                "n = 10; a = 0; b = 1;\nwhile n { print a; c = a + b; a = b; b = c; n = n - 1; }\n",
            ),
            run("signs", "print 7 % 3 * 2 - 1 < 2; print 0 - 5;"),
            run("nothing", ""),
            run("no value", "print x;").fails(1),
            run("too large", "a = 9223372036854775807; print a + 1;").fails(1),
            run("by nothing", "print 1 % 0;").fails(1),
            run("a sign is missing", "a = 1 print a;").fails(1),
            run("the end is missing", "while 1 {").fails(1),
            run("a number too large", "print 99999999999999999999;").fails(1),
            case("no file").fails(1),
            case("a missing file").args("p").fails(1),
        ],
    );
}

#[test]
fn lisp() {
    program("lisp", [
        case("sums").stdin("(+ 1 2 3)\n(- 10 2.5) (* 2 (+ 1 1))\n(< 1 2 3) (< 1 1)\n()\n"),
        case("functions").stdin("(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))\n(fact 20)\n(fact 25)\nfact +\n"),
        case("scopes").stdin("(define add (lambda (a) (lambda (b) (+ a b))))\n((add 3) 4)\n(define a 100) ((add 1) a)\n"),
        case("lists").stdin("(list 1 (quote (a b)) (list))\n(length (quote (1 2 3)))\n(quote x)\n"),
        case("mistakes").stdin("(\n)\nx\n(1 2)\n(+ 1 (quote a))\n(if 1)\n(length 3)\n"),
        case("no text").stdin(b"\xFF").crashes(),
    ]);
}
