//! A figure of lines over years as plain data: what studies draw, already in words and round numbers.

use crate::chart::{AxisMarks, TargetMark};
use serde::Serialize;

/// The figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lines {
    /// First and last year of the axis.
    pub years: [i32; 2],
    /// Value axis.
    pub axis: AxisMarks,
    /// Areas, the outermost first.
    pub bands: Vec<Band>,
    /// Lines, the most important last.
    pub curves: Vec<Curve>,
    /// Counts.
    pub dots: Vec<Dot>,
    /// Targets.
    pub targets: Vec<TargetMark>,
    /// An upright line with its words.
    pub upright: Option<Upright>,
}

/// An area between two lines.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Band {
    /// Colour in the style sheet.
    pub tone: &'static str,
    /// Year and value of the lower side.
    pub low: Vec<[f64; 2]>,
    /// Year and value of the upper side.
    pub high: Vec<[f64; 2]>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Curve {
    /// Its name, at its end; empty for one that needs none.
    pub name: String,
    /// Its last value, behind the name.
    pub end: String,
    /// Colour in the style sheet.
    pub tone: &'static str,
    /// Pixels.
    pub width: f64,
    /// `solid`, `dashed` or `dotted`.
    pub dash: &'static str,
    /// Year and value; the end of a year stands at its number.
    pub points: Vec<[f64; 2]>,
}

/// A count.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dot {
    /// Year and value.
    pub at: [f64; 2],
    /// Whether it was counted, as against assumed.
    pub fact: bool,
}

/// Where one part of the figure ends and another begins.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Upright {
    /// Its year.
    pub at: f64,
    /// Words left of it.
    pub before: String,
    /// Words right of it.
    pub behind: String,
}
