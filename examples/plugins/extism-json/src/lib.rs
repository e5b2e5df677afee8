//! An Extism plug-in: it receives JSON and returns JSON. Nothing in it is specific to nanowasi.

use extism_pdk::{FnResult, Json, plugin_fn};
use serde::{Deserialize, Serialize};

/// The input: measurements with a name.
#[derive(Deserialize)]
pub struct Series {
    name: String,
    values: Vec<f64>,
}

/// The output.
#[derive(Serialize)]
pub struct Summary {
    name: String,
    count: usize,
    min: f64,
    max: f64,
    mean: f64,
}

/// Returns the least, the greatest and the mean value of a series.
#[plugin_fn]
pub fn summarize(Json(series): Json<Series>) -> FnResult<Json<Summary>> {
    let count = series.values.len();
    if count == 0 {
        return Err(extism_pdk::Error::msg("the series has no values").into());
    }
    let values = series.values.iter().copied();
    Ok(Json(Summary {
        name: series.name,
        count,
        min: values.clone().fold(f64::INFINITY, f64::min),
        max: values.clone().fold(f64::NEG_INFINITY, f64::max),
        mean: values.sum::<f64>() / count as f64,
    }))
}
