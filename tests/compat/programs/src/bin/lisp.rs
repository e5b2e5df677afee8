//! lisp: evaluates each line of standard input as Lisp, and prints the values.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::io::{self, BufRead};
use std::rc::Rc;

#[derive(Clone)]
enum Value {
    Number(f64),
    Symbol(Rc<str>),
    List(Rc<[Value]>),
    Native(fn(&[Value]) -> Result<Value, String>),
    Lambda(Rc<Lambda>),
}

struct Lambda {
    parameters: Vec<Rc<str>>,
    body: Value,
    scope: Rc<Scope>,
}

#[derive(Default)]
struct Scope {
    names: RefCell<HashMap<Rc<str>, Value>>,
    outer: Option<Rc<Scope>>,
}

impl Scope {
    fn get(&self, name: &str) -> Option<Value> {
        let here = self.names.borrow().get(name).cloned();
        here.or_else(|| self.outer.as_ref()?.get(name))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => fmt::Display::fmt(number, f),
            Value::Symbol(name) => f.write_str(name),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(Value::to_string).collect();
                write!(f, "({})", items.join(" "))
            }
            Value::Native(_) => f.write_str("<native>"),
            Value::Lambda(lambda) => write!(f, "<lambda of {}>", lambda.parameters.len()),
        }
    }
}

fn parse<'a>(token: &str, rest: &mut impl Iterator<Item = &'a str>) -> Result<Value, String> {
    match token {
        "(" => {
            let mut items = Vec::new();
            loop {
                match rest.next().ok_or("a list is not closed")? {
                    ")" => return Ok(Value::List(items.into())),
                    token => items.push(parse(token, rest)?),
                }
            }
        }
        ")" => Err("a bracket too many".into()),
        atom => Ok(atom
            .parse()
            .map_or_else(|_| Value::Symbol(atom.into()), Value::Number)),
    }
}

fn evaluate(value: &Value, scope: &Rc<Scope>) -> Result<Value, String> {
    let items = match value {
        Value::Symbol(name) => {
            return scope
                .get(name)
                .ok_or_else(|| format!("{name} is not defined"));
        }
        Value::List(items) => items,
        other => return Ok(other.clone()),
    };
    match &items[..] {
        [] => Ok(value.clone()),
        [Value::Symbol(word), rest @ ..]
            if matches!(&**word, "define" | "lambda" | "if" | "quote") =>
        {
            match (&**word, rest) {
                ("quote", [quoted]) => Ok(quoted.clone()),
                ("define", [Value::Symbol(name), value]) => {
                    let value = evaluate(value, scope)?;
                    scope.names.borrow_mut().insert(name.clone(), value.clone());
                    Ok(value)
                }
                ("if", [condition, yes, no]) => match evaluate(condition, scope)? {
                    Value::Number(0.0) => evaluate(no, scope),
                    _ => evaluate(yes, scope),
                },
                ("lambda", [Value::List(parameters), body]) => {
                    let names = parameters.iter().map(|it| it.to_string().into()).collect();
                    Ok(Value::Lambda(Rc::new(Lambda {
                        parameters: names,
                        body: body.clone(),
                        scope: scope.clone(),
                    })))
                }
                _ => Err(format!("{word} is used wrongly")),
            }
        }
        [function, arguments @ ..] => {
            let function = evaluate(function, scope)?;
            let arguments = arguments
                .iter()
                .map(|it| evaluate(it, scope))
                .collect::<Result<Vec<_>, _>>()?;
            match function {
                Value::Native(native) => native(&arguments),
                Value::Lambda(lambda) => {
                    let names = lambda.parameters.iter().cloned().zip(arguments).collect();
                    let inner = Scope {
                        names: RefCell::new(names),
                        outer: Some(lambda.scope.clone()),
                    };
                    evaluate(&lambda.body, &Rc::new(inner))
                }
                other => Err(format!("{other} is no function")),
            }
        }
    }
}

fn numbers(arguments: &[Value]) -> Result<Vec<f64>, String> {
    arguments
        .iter()
        .map(|it| {
            if let Value::Number(number) = it {
                Ok(*number)
            } else {
                Err(format!("{it} is no number"))
            }
        })
        .collect()
}

fn main() {
    let natives: [(&str, fn(&[Value]) -> Result<Value, String>); 6] = [
        ("+", |args| Ok(Value::Number(numbers(args)?.iter().sum()))),
        ("*", |args| {
            Ok(Value::Number(numbers(args)?.iter().product()))
        }),
        ("-", |args| {
            Ok(Value::Number(
                numbers(args)?
                    .into_iter()
                    .reduce(|a, b| a - b)
                    .unwrap_or(0.0),
            ))
        }),
        ("<", |args| {
            Ok(Value::Number(f64::from(
                numbers(args)?.is_sorted_by(|a, b| a < b),
            )))
        }),
        ("list", |args| Ok(Value::List(args.into()))),
        ("length", |args| match args {
            [Value::List(items)] => Ok(Value::Number(items.len() as f64)),
            _ => Err("length takes a list".to_string()),
        }),
    ];
    let scope = Rc::new(Scope::default());
    scope
        .names
        .borrow_mut()
        .extend(natives.map(|(name, native)| (name.into(), Value::Native(native))));
    for line in io::stdin().lock().lines() {
        let line = line.unwrap().replace('(', " ( ").replace(')', " ) ");
        let mut tokens = line.split_whitespace();
        while let Some(token) = tokens.next() {
            match parse(token, &mut tokens).and_then(|value| evaluate(&value, &scope)) {
                Ok(value) => println!("{value}"),
                Err(error) => println!("error: {error}"),
            }
        }
    }
}
