//! Where the seats of regions lie on a plane, and which of their names find room there.

/// Width of the drawing in pixels where it is smallest; names are measured against it.
pub const WIDTH: f64 = 312.0;
/// Height of the drawing.
pub const HEIGHT: f64 = 204.0;
/// Radius of the circle that fills the axis.
pub const LARGEST: f64 = 24.0;
/// No seat lies nearer to the edge: nearly the largest circle fits.
const MARGIN: f64 = 20.0;
/// Height of a name.
const LINE: f64 = 14.0;
/// From a seat to the name beside it.
const BESIDE: f64 = 5.0;
/// The same from corner to corner.
const NEARBY: f64 = 3.0;
/// How far from a seat one may point and still mean it.
const REACH: f64 = 32.0;

/// On which side of its seat a name stands: −1, 0 or 1 to the east, then to the south.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side(i8, i8);

impl Side {
    /// All of them, those that are read most easily first.
    const ALL: [Self; 8] = [
        Self(1, 0),
        Self(-1, 0),
        Self(0, -1),
        Self(0, 1),
        Self(1, -1),
        Self(1, 1),
        Self(-1, -1),
        Self(-1, 1),
    ];

    /// Words for the style sheet.
    pub const fn key(self) -> &'static str {
        match self {
            Self(1, 0) => "right",
            Self(-1, 0) => "left",
            Self(0, -1) => "above",
            Self(0, 1) => "below",
            Self(1, -1) => "right above",
            Self(1, _) => "right below",
            Self(_, -1) => "left above",
            Self(..) => "left below",
        }
    }
}

/// Seats in pixels of the drawing, from its north-west corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// The seats, in the order in which they came.
    pub seats: Vec<(f64, f64)>,
}

impl Map {
    /// Degrees east and north on a plane: a degree of longitude is as long as it is at the middle of the place.
    pub fn of(degrees: &[(f64, f64)]) -> Self {
        let (west, east) = ends(degrees.iter().map(|seat| seat.0));
        let (south, north) = ends(degrees.iter().map(|seat| seat.1));
        let narrower = f64::midpoint(north, south).to_radians().cos();
        let (wide, high) = ((east - west) * narrower, north - south);
        let room = (WIDTH - 2.0 * MARGIN, HEIGHT - 2.0 * MARGIN);
        // Of one seat, or several in one point, any scale is right.
        let scale = (room.0 / wide.max(1e-9)).min(room.1 / high.max(1e-9));
        let middle = (f64::midpoint(east, west), f64::midpoint(north, south));
        let seat = |(longitude, latitude): &(f64, f64)| {
            (
                WIDTH / 2.0 + (longitude - middle.0) * narrower * scale,
                HEIGHT / 2.0 - (latitude - middle.1) * scale,
            )
        };
        Self { seats: degrees.iter().map(seat).collect() }
    }

    /// The seat that is meant by pointing at a place of the drawing.
    pub fn nearest(&self, x: f64, y: f64) -> Option<usize> {
        let far = |seat: &(f64, f64)| (seat.0 - x).hypot(seat.1 - y);
        let all = self.seats.iter().enumerate().map(|(at, seat)| (at, far(seat)));
        all.filter(|(_, far)| *far <= REACH).min_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
    }

    /// The side on which each name stands, without any covering another or a seat; none where there is no room. Names of larger
    /// `weight` choose first. It does not depend on circles, so that names stand still while these grow and shrink.
    pub fn names(&self, widths: &[f64], weight: &[f64]) -> Vec<Option<Side>> {
        let mut order: Vec<usize> = (0..self.seats.len()).collect();
        order.sort_by(|a, b| weight[*b].total_cmp(&weight[*a]));
        let mut sides = vec![None; self.seats.len()];
        let mut taken: Vec<Frame> = Vec::new();
        for at in order {
            let free = |side: &Side| {
                let frame = Frame::of(self.seats[at], widths[at], *side);
                let others = self.seats.iter().enumerate().filter(|(other, _)| *other != at);
                frame.is_inside()
                    && !taken.iter().any(|other| frame.meets(other))
                    && !others.into_iter().any(|(_, seat)| frame.holds(*seat))
            };
            if let Some(side) = Side::ALL.into_iter().find(free) {
                taken.push(Frame::of(self.seats[at], widths[at], side));
                sides[at] = Some(side);
            }
        }
        sides
    }
}

/// About how wide a name is.
pub fn width_of(name: &str) -> f64 {
    name.chars().map(|letter| if letter.is_ascii() { 6.6 } else { 12.0 }).sum()
}

/// The radius of the circle whose area tells `part` of `whole`.
pub fn radius(part: f64, whole: f64) -> f64 {
    LARGEST * (part.max(0.0) / whole).sqrt()
}

/// The room that a name takes.
struct Frame {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Frame {
    fn of((x, y): (f64, f64), width: f64, side: Side) -> Self {
        let Side(east, south) = side;
        // At a corner it may begin nearer to the seat.
        let away = if east != 0 && south != 0 { NEARBY } else { BESIDE };
        let begins = |at: f64, length: f64, side: i8| match side {
            1 => at + away,
            0 => at - length / 2.0,
            _ => at - away - length,
        };
        let (left, top) = (begins(x, width, east), begins(y, LINE, south));
        Self { left, top, right: left + width, bottom: top + LINE }
    }

    fn is_inside(&self) -> bool {
        self.left >= 0.0 && self.top >= 0.0 && self.right <= WIDTH && self.bottom <= HEIGHT
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether a seat lies in it, with the dot that marks it.
    fn holds(&self, (x, y): (f64, f64)) -> bool {
        let dot = 2.0;
        (self.left - dot..=self.right + dot).contains(&x) && (self.top - dot..=self.bottom + dot).contains(&y)
    }
}

fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::scenario::builtin_scenarios;

    /// Every built-in place, with the names it has on the map.
    fn places() -> impl Iterator<Item = (Map, Vec<f64>, Vec<f64>)> {
        builtin_scenarios().iter().map(|source| {
            let place = sim_core::Scenario::builtin(source.key).expect("built in");
            let seats: Vec<(f64, f64)> = place.regions.iter().map(|r| (r.longitude, r.latitude)).collect();
            let widths = place.regions.iter().map(|r| width_of(&r.name.zh)).collect();
            (Map::of(&seats), widths, place.regions.iter().map(|r| r.population_2020).collect())
        })
    }

    #[test]
    fn the_equator_is_as_long_east_as_north_and_sixty_degrees_half_as_long() {
        let square = Map::of(&[(0.0, -1.0), (2.0, 1.0)]).seats;
        assert!(((square[1].0 - square[0].0) - (square[0].1 - square[1].1)).abs() < 1e-9);
        let north = Map::of(&[(0.0, 59.0), (2.0, 61.0)]).seats;
        assert!((2.0 * (north[1].0 - north[0].0) - (north[0].1 - north[1].1)).abs() < 1e-9);
    }

    #[test]
    fn every_seat_keeps_its_distance_from_the_edge() {
        let single = (Map::of(&[(101.5, 25.0)]), vec![36.0], vec![1.0]);
        let one_point = (Map::of(&[(101.5, 25.0); 3]), vec![36.0; 3], vec![1.0; 3]);
        for (map, ..) in places().chain([single, one_point]) {
            for (x, y) in &map.seats {
                assert!((MARGIN - 1e-6..=WIDTH - MARGIN + 1e-6).contains(x), "{x}");
                assert!((MARGIN - 1e-6..=HEIGHT - MARGIN + 1e-6).contains(y), "{y}");
            }
        }
    }

    #[test]
    fn no_name_covers_another_or_a_seat_and_the_largest_region_has_one() {
        for (map, widths, weight) in places() {
            let sides = map.names(&widths, &weight);
            let frames: Vec<Frame> = (0..sides.len())
                .filter_map(|at| Some(Frame::of(map.seats[at], widths[at], sides[at]?)))
                .collect();
            for (at, frame) in frames.iter().enumerate() {
                assert!(frame.is_inside() && frames[..at].iter().all(|other| !frame.meets(other)));
            }
            let most = weight.iter().copied().fold(0.0, f64::max);
            let largest = weight.iter().position(|it| *it == most).expect("a region");
            assert!(sides[largest].is_some());
            // Of ten counties each has its name, of 31 provinces most.
            assert!(3 * frames.len() >= 2 * sides.len(), "{} of {}", frames.len(), sides.len());
            assert!(sides.len() > 11 || frames.len() == sides.len(), "{} of {}", frames.len(), sides.len());
        }
    }

    #[test]
    fn pointing_means_the_nearest_seat_and_nothing_far_away() {
        for (map, ..) in places() {
            for (at, (x, y)) in map.seats.iter().enumerate() {
                assert_eq!(map.nearest(*x, *y), Some(at));
            }
        }
        assert_eq!(Map::of(&[(0.0, 0.0)]).nearest(0.0, 0.0), None);
    }

    #[test]
    fn areas_tell_amounts() {
        let area = |part| radius(part, 500.0).powi(2);
        assert!((area(400.0) - 4.0 * area(100.0)).abs() < 1e-9);
        assert!((radius(500.0, 500.0) - LARGEST).abs() < 1e-9 && radius(-3.0, 500.0) == 0.0);
    }
}
