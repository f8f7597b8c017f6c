//! The only transcendental functions the model may use: the same bits on every machine.
//!
//! The standard library's differ between native code and WebAssembly in the last bit; these are built
//! from + − × ÷ and the pure-Rust `libm`.

/// e to the power `x`. Relative error below 4e-16; exact 0 below −745, infinity above 709.78.
///
/// Five times as fast as `libm::exp`, which matters: hazards ask for it a few thousand times a month.
#[inline]
pub fn exp(x: f64) -> f64 {
    if (-708.0..=709.0).contains(&x) { exp_in_range(x) } else { libm::exp(x) }
}

/// [`exp`] of several numbers at once, bit for bit the same.
#[inline]
pub fn exp_each<const N: usize>(x: [f64; N]) -> [f64; N] {
    let mut result = [0.0; N];
    // Every number is looked at, because a loop that can stop early does not vectorise.
    if x.iter().fold(true, |all, x| all & (-708.0..=709.0).contains(x)) {
        for (result, x) in result.iter_mut().zip(x) {
            *result = exp_in_range(x);
        }
    } else {
        for (result, x) in result.iter_mut().zip(x) {
            *result = exp(x);
        }
    }
    result
}

/// Reduction to |r| ≤ ln 2 / 2, a polynomial, and a shift of the exponent; without branches, so that it vectorises.
#[inline]
fn exp_in_range(x: f64) -> f64 {
    /// 1.5·2^52: adding it rounds to an integer, which then stands in the last bits.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    /// The leading 33 bits of ln 2, so that `k·LN2_HIGH` is exact.
    const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    let shifted = x * std::f64::consts::LOG2_E + ROUND;
    let k = shifted - ROUND;
    let r = (x - k * LN2_HIGH) - k * LN2_LOW;
    // Taylor series to the 13th power: the rest is below 5e-18. In pairs (Estrin), because one long chain of
    // multiplications would wait for itself.
    let (r2, r4) = (r * r, (r * r) * (r * r));
    let high = ((1.0 / 479_001_600.0 + r * (1.0 / 6_227_020_800.0)) * r2
        + (1.0 / 3_628_800.0 + r * (1.0 / 39_916_800.0)))
        * r2
        + (1.0 / 40_320.0 + r * (1.0 / 362_880.0));
    let middle = (1.0 / 24.0 + r * (1.0 / 120.0)) + (1.0 / 720.0 + r * (1.0 / 5_040.0)) * r2;
    let tail = (middle + high * r4) * r4 + (0.5 + r * (1.0 / 6.0)) * r2;
    let power_of_two = f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    (tail + r + 1.0) * power_of_two
}

/// Natural logarithm.
#[inline]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `base` (positive) to the power `exponent`; 1 where the exponent is 0, 0 where the base is 0.
#[inline]
pub fn pow(base: f64, exponent: f64) -> f64 {
    // The exponents 0 and ±1 are common and need no logarithm.
    if exponent == 0.0 {
        1.0
    } else if exponent == 1.0 {
        base
    } else if exponent == -1.0 && base > 0.0 {
        1.0 / base
    } else if base <= 0.0 {
        if exponent > 0.0 { 0.0 } else { f64::INFINITY }
    } else {
        exp(exponent * ln(base))
    }
}

/// Square root (exact by IEEE 754 everywhere).
#[inline]
pub fn sqrt(x: f64) -> f64 {
    x.sqrt()
}

/// The probability whose log-odds are `x`.
#[inline]
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// Log-odds of a probability strictly between 0 and 1.
#[inline]
pub fn logit(p: f64) -> f64 {
    ln(p / (1.0 - p))
}

/// The share of a stock that leaves in `years` at hazard `rate` a year.
#[inline]
pub fn leaving_share(rate: f64, years: f64) -> f64 {
    1.0 - exp(-rate * years)
}

/// The standard normal value below which a share `p` (0 < p < 1) lies.
///
/// By bisection on `libm::erfc`: drawn once a year, so simplicity wins over speed. Error below 1e-14.
pub fn normal_quantile(p: f64) -> f64 {
    let (mut low, mut high) = (-40.0, 40.0);
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        if normal_below(middle) < p { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// The share of a standard normal distribution below `z`.
pub fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// Great-circle distance by the haversine formula, in the unit of `radius`; longitude and latitude in degrees.
pub fn distance(radius: f64, from: (f64, f64), to: (f64, f64)) -> f64 {
    let radians = |degrees: f64| degrees * (std::f64::consts::PI / 180.0);
    let half_sine = |a: f64, b: f64| libm::sin(radians(b - a) / 2.0);
    let (u, v) = (half_sine(from.1, to.1), half_sine(from.0, to.0));
    let h = u * u + libm::cos(radians(from.1)) * libm::cos(radians(to.1)) * v * v;
    2.0 * radius * libm::asin(sqrt(h.min(1.0)))
}

/// A ratio against a start value; 1 where the start value is 0.
#[inline]
pub fn ratio(value: f64, start: f64) -> f64 {
    if start == 0.0 { 1.0 } else { value / start }
}

/// The sum in a fixed order: four lanes, then the lanes, so that it vectorises to the same bits everywhere.
#[inline]
pub fn sum(values: &[f64]) -> f64 {
    let mut lanes = [0.0; 4];
    let chunks = values.chunks_exact(4);
    let rest: f64 = chunks.remainder().iter().fold(0.0, |total, v| total + v);
    for chunk in chunks {
        for (lane, v) in lanes.iter_mut().zip(chunk) {
            *lane += v;
        }
    }
    sum_lanes(lanes) + rest
}

/// The sum of four lanes.
///
/// Seen together with the loop that fills them, the pairs make the compiler shuffle lanes in every round, at twice the cost;
/// the box keeps the two apart.
#[inline]
pub fn sum_lanes(lanes: [f64; 4]) -> f64 {
    let [a, b, c, d] = std::hint::black_box(lanes);
    (a + b) + (c + d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_equals_libm_to_the_last_digits() {
        for i in -7000..=7090 {
            let x = f64::from(i) / 10.0 + 0.0123;
            let (ours, theirs) = (exp(x), libm::exp(x));
            assert!((ours - theirs).abs() <= 4e-16 * theirs, "{x}: {ours} against {theirs}");
        }
        let several = [-800.0, -1.5, 0.25, 3.0];
        assert_eq!(exp_each(several), several.map(exp));
        assert_eq!(exp_each([-1.5, 0.25]), [exp(-1.5), exp(0.25)]);
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(-1e4), 0.0);
        assert_eq!(exp(f64::NEG_INFINITY), 0.0);
        assert!(exp(f64::NAN).is_nan());
    }

    #[test]
    fn the_normal_quantile_inverts_known_values() {
        // Tabulated: 97.5 % and 50 % points of the standard normal.
        assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-12);
        assert!(normal_quantile(0.5).abs() < 1e-12);
        assert!((normal_quantile(0.001) + normal_quantile(0.999)).abs() < 1e-10);
    }
}
