//! shapes: makes trait objects from the lines of standard input, such as `circle 2`.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::any::Any;
use std::error::Error;
use std::f64::consts::PI;
use std::fmt::Debug;
use std::io::{self, BufRead};

trait Shape: Debug {
    fn area(&self) -> f64;
    fn perimeter(&self) -> f64;
    fn as_any(&self) -> &dyn Any;

    fn name(&self) -> String {
        let text = format!("{self:?}");
        text.split([' ', '{'])
            .next()
            .unwrap_or_default()
            .to_lowercase()
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Circle {
    radius: f64,
}

#[derive(Clone, Debug, PartialEq)]
struct Rectangle {
    width: f64,
    height: f64,
}

#[derive(Debug)]
struct Scaled<S: ?Sized> {
    factor: f64,
    shape: Box<S>,
}

impl Shape for Circle {
    fn area(&self) -> f64 {
        PI * self.radius * self.radius
    }

    fn perimeter(&self) -> f64 {
        2.0 * PI * self.radius
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Shape for Rectangle {
    fn area(&self) -> f64 {
        self.width * self.height
    }

    fn perimeter(&self) -> f64 {
        2.0 * (self.width + self.height)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn name(&self) -> String {
        if self.width == self.height {
            "square"
        } else {
            "rectangle"
        }
        .to_string()
    }
}

impl Shape for Scaled<dyn Shape> {
    fn area(&self) -> f64 {
        self.shape.area() * self.factor * self.factor
    }

    fn perimeter(&self) -> f64 {
        self.shape.perimeter() * self.factor
    }

    fn as_any(&self) -> &dyn Any {
        self.shape.as_any()
    }
}

fn parse(line: &str) -> Result<Box<dyn Shape>, Box<dyn Error>> {
    let (name, rest) = line.split_once(' ').ok_or("no size")?;
    let numbers = || {
        rest.split(' ')
            .map(str::parse)
            .collect::<Result<Vec<f64>, _>>()
    };
    Ok(match name {
        "circle" => Box::new(Circle {
            radius: rest.parse()?,
        }),
        "square" => Box::new(Rectangle {
            width: rest.parse()?,
            height: rest.parse()?,
        }),
        "rectangle" => match numbers()?[..] {
            [width, height] => Box::new(Rectangle { width, height }),
            ref other => return Err(format!("{} sizes", other.len()).into()),
        },
        "scaled" => {
            let (factor, shape) = rest.split_once(' ').ok_or_else(|| "no shape".to_string())?;
            Box::new(Scaled {
                factor: factor.parse()?,
                shape: parse(shape)?,
            })
        }
        other => return Err(other.into()),
    })
}

fn main() -> io::Result<()> {
    let mut shapes: Vec<Box<dyn Shape>> = Vec::new();
    for line in io::stdin().lock().lines() {
        match parse(&line?) {
            Ok(shape) => shapes.push(shape),
            Err(error) => println!("no shape: {error}"),
        }
    }
    shapes.sort_by(|a, b| b.area().partial_cmp(&a.area()).expect("areas are numbers"));
    for shape in &shapes {
        println!(
            "{:<10} {:>9.3} {:>9.3} {shape:?}",
            shape.name(),
            shape.area(),
            shape.perimeter()
        );
    }
    let circles = shapes
        .iter()
        .filter_map(|shape| shape.as_any().downcast_ref::<Circle>());
    println!("{:.2}", circles.map(|circle| circle.radius).sum::<f64>());
    println!(
        "{}",
        shapes.iter().any(|shape| shape.as_any().is::<Rectangle>())
    );
    Ok(())
}
