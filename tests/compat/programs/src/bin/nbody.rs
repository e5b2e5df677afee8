//! nbody [STEPS]: simulates the sun and four planets, and prints their energy before and after.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::f64::consts::PI;
use std::ops::{Add, AddAssign, Mul, Sub, SubAssign};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Vector(f64, f64, f64);

impl Vector {
    fn dot(self, other: Self) -> f64 {
        self.0 * other.0 + self.1 * other.1 + self.2 * other.2
    }
}

impl Add for Vector {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0, self.1 + other.1, self.2 + other.2)
    }
}

impl Sub for Vector {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + other * -1.0
    }
}

impl Mul<f64> for Vector {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self(self.0 * factor, self.1 * factor, self.2 * factor)
    }
}

impl AddAssign for Vector {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Vector {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

struct Body {
    position: Vector,
    velocity: Vector,
    mass: f64,
}

fn bodies() -> Vec<Body> {
    let sun = 4.0 * PI * PI;
    let planets = [
        (
            4.841_431_442_464_721,
            -1.160_320_044_027_428_4,
            -0.103_622_044_471_123_11,
            0.001_660_076_642_744_037,
            0.007_699_011_184_197_404,
            -0.000_069_046_001_697_206_3,
            0.000_954_791_938_424_326_6,
        ),
        (
            8.343_366_718_244_58,
            4.124_798_564_124_305,
            -0.403_523_417_114_321_4,
            -0.00276742510726411,
            0.004_998_528_012_349_172,
            0.000_023_041_729_757_376_393,
            0.000_285_885_980_666_130_8,
        ),
        (
            12.894_369_562_139_131,
            -15.111_151_401_698_631,
            -0.223_307_578_892_655_73,
            0.002_964_601_375_647_616,
            0.002_378_471_739_594_809_5,
            -0.000_029_658_956_854_023_756,
            0.000_043_662_440_433_515_63,
        ),
        (
            15.379_697_114_850_917,
            -25.919_314_609_987_964,
            0.179_258_772_950_371_18,
            0.002_680_677_724_903_893_2,
            0.001_628_241_700_382_423,
            -0.000_095_159_225_451_971_59,
            0.000_051_513_890_204_661_145,
        ),
    ];
    let mut bodies = vec![Body {
        position: Vector::default(),
        velocity: Vector::default(),
        mass: sun,
    }];
    bodies.extend(planets.map(|(x, y, z, vx, vy, vz, mass)| Body {
        position: Vector(x, y, z),
        velocity: Vector(vx, vy, vz) * 365.24,
        mass: mass * sun,
    }));
    let momentum = bodies.iter().fold(Vector::default(), |sum, body| {
        sum + body.velocity * body.mass
    });
    bodies[0].velocity -= momentum * (1.0 / sun);
    bodies
}

fn energy(bodies: &[Body]) -> f64 {
    let mut energy = 0.0;
    for (at, body) in bodies.iter().enumerate() {
        energy += body.mass * body.velocity.dot(body.velocity) / 2.0;
        for other in &bodies[at + 1..] {
            let distance = body.position - other.position;
            energy -= body.mass * other.mass / distance.dot(distance).sqrt();
        }
    }
    energy
}

fn step(bodies: &mut [Body], dt: f64) {
    for at in 0..bodies.len() {
        let (one, rest) = bodies[at..]
            .split_first_mut()
            .expect("there is one at `at`");
        for other in rest {
            let distance = one.position - other.position;
            let square = distance.dot(distance);
            let pull = distance * (dt / (square * square.sqrt()));
            one.velocity -= pull * other.mass;
            other.velocity += pull * one.mass;
        }
        one.position += one.velocity * dt;
    }
}

fn main() {
    let steps = std::env::args()
        .nth(1)
        .and_then(|steps| steps.parse().ok())
        .unwrap_or(1000);
    let mut bodies = bodies();
    println!("{:.9}", energy(&bodies));
    for _ in 0..steps {
        step(&mut bodies, 0.01);
    }
    println!("{:.9}", energy(&bodies));
    println!("{:?}", bodies[1].position);
}
