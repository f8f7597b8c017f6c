//! The only transcendental functions the model may use: the same bits on every machine.
//!
//! The standard library's differ between native code and WebAssembly in the last bit; these are built
//! from + − × ÷ and the pure-Rust `libm`.

use crate::lanes::{self, Four, LANES};
use std::ops::{Add, Div, Mul, RangeInclusive, Sub};
use wide::bytemuck::cast;
use wide::u64x4;

/// A number, or several that are worked on together: the same operations in the same order give the same bits.
trait Number: Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> {
    /// The number, in every lane.
    fn all(number: f64) -> Self;
    /// 2 to the power of an integer that stands in the last bits.
    fn two_to_last_bits(self) -> Self;
    /// `m` in [√½, √2) and the integer `k` of `m·2^k`, for a normal positive number.
    fn mantissa_and_exponent(self) -> (Self, Self);
}

/// Bits of the mantissa.
const MANTISSA: u32 = 52;
const EXPONENT_BIAS: u64 = 1023;
/// The bits of √½, cut to the upper half: mantissas begin there.
const SQRT_HALF: u64 = 0x3fe6_a09e << 32;
/// What brings the exponent of a number from there on to that of 1.
const TO_ONE: u64 = (EXPONENT_BIAS << MANTISSA) - SQRT_HALF;
const MANTISSA_BITS: u64 = (1 << MANTISSA) - 1;
/// 2^52: an integer in its last bits is added to it.
const TWO_52: f64 = 4_503_599_627_370_496.0;

impl Number for f64 {
    #[inline]
    fn all(number: f64) -> Self {
        number
    }

    #[inline]
    fn two_to_last_bits(self) -> Self {
        Self::from_bits(self.to_bits().wrapping_add(EXPONENT_BIAS) << MANTISSA)
    }

    #[inline]
    fn mantissa_and_exponent(self) -> (Self, Self) {
        let bits = self.to_bits() + TO_ONE;
        let exponent =
            Self::from_bits((bits >> MANTISSA) | TWO_52.to_bits()) - (TWO_52 + EXPONENT_BIAS as f64);
        (Self::from_bits((bits & MANTISSA_BITS) + SQRT_HALF), exponent)
    }
}

impl Number for Four {
    #[inline]
    fn all(number: f64) -> Self {
        Self::splat(number)
    }

    #[inline]
    fn two_to_last_bits(self) -> Self {
        cast::<u64x4, Self>((cast::<Self, u64x4>(self) + u64x4::splat(EXPONENT_BIAS)) << MANTISSA)
    }

    #[inline]
    fn mantissa_and_exponent(self) -> (Self, Self) {
        let bits = cast::<Self, u64x4>(self) + u64x4::splat(TO_ONE);
        let exponent = cast::<u64x4, Self>((bits >> MANTISSA) | u64x4::splat(TWO_52.to_bits()));
        let mantissa = (bits & u64x4::splat(MANTISSA_BITS)) + u64x4::splat(SQRT_HALF);
        (cast(mantissa), exponent - Self::splat(TWO_52 + EXPONENT_BIAS as f64))
    }
}

/// e to the power `x`. Relative error below 4e-16; exact 0 below −745, infinity above 709.78.
///
/// Five times as fast as `libm::exp`, which matters: hazards ask for it a few thousand times a month.
#[inline]
pub fn exp(x: f64) -> f64 {
    if EXP_RANGE.contains(&x) { exp_in_range(x) } else { libm::exp(x) }
}

/// Where `e^x` is a normal number.
const EXP_RANGE: RangeInclusive<f64> = -708.0..=709.0;

/// [`exp`] of several numbers at once, bit for bit the same.
#[inline]
pub fn exp_each<const N: usize>(x: [[f64; LANES]; N]) -> [[f64; LANES]; N] {
    // Every number is looked at, because a loop that can stop early does not vectorise.
    if x.as_flattened().iter().fold(true, |all, x| all & EXP_RANGE.contains(x)) {
        x.map(|x| exp_in_range(Four::new(x)).to_array())
    } else {
        x.map(|x| x.map(exp))
    }
}

/// Reduction to |r| ≤ ln 2 / 2, a polynomial, and a shift of the exponent; without branches, so that it vectorises.
#[inline]
fn exp_in_range<T: Number>(x: T) -> T {
    /// 1.5·2^52: adding it rounds to an integer, which then stands in the last bits.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    /// The leading 33 bits of ln 2, so that `k·LN2_HIGH` is exact.
    const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    let c = T::all;
    let shifted = x * c(std::f64::consts::LOG2_E) + c(ROUND);
    let k = shifted - c(ROUND);
    let r = (x - k * c(LN2_HIGH)) - k * c(LN2_LOW);
    // Taylor series to the 13th power: the rest is below 5e-18. In pairs (Estrin), because one long chain of
    // multiplications would wait for itself.
    let (r2, r4) = (r * r, (r * r) * (r * r));
    let high = ((c(1.0 / 479_001_600.0) + r * c(1.0 / 6_227_020_800.0)) * r2
        + (c(1.0 / 3_628_800.0) + r * c(1.0 / 39_916_800.0)))
        * r2
        + (c(1.0 / 40_320.0) + r * c(1.0 / 362_880.0));
    let middle = (c(1.0 / 24.0) + r * c(1.0 / 120.0)) + (c(1.0 / 720.0) + r * c(1.0 / 5_040.0)) * r2;
    let tail = (middle + high * r4) * r4 + (c(0.5) + r * c(1.0 / 6.0)) * r2;
    (tail + r + c(1.0)) * shifted.two_to_last_bits()
}

/// Natural logarithm.
#[inline]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `libm::log` of a normal positive number to the same bits, without branches: the same operations in the same order (Sun's
/// `e_log.c`: with `s = f/(2 + f)`, `ln(1 + f) = f − f²/2 + s·(f²/2 + R(s²))`, `R` a polynomial of theirs).
#[inline]
fn ln_of_normal<T: Number>(x: T) -> T {
    const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    let c = T::all;
    let (m, k) = x.mantissa_and_exponent();
    let f = m - c(1.0);
    let half_square = c(0.5) * f * f;
    let s = f / (c(2.0) + f);
    let z = s * s;
    let w = z * z;
    let even = w
        * (c(3.999_999_999_940_942e-1)
            + w * (c(2.222_219_843_214_978_4e-1) + w * c(1.531_383_769_920_937_3e-1)));
    let odd = z
        * (c(6.666_666_666_666_735e-1)
            + w * (c(2.857_142_874_366_239e-1)
                + w * (c(1.818_357_216_161_805e-1) + w * c(1.479_819_860_511_658_6e-1))));
    s * (half_square + (odd + even)) + k * c(LN2_LOW) - half_square + f + k * c(LN2_HIGH)
}

/// [`pow`] of several numbers at once, bit for bit the same.
#[inline]
pub fn pow_each<const N: usize>(bases: [[f64; LANES]; N], exponent: f64) -> [[f64; LANES]; N] {
    let plain = [0.0, 1.0, -1.0].contains(&exponent);
    let normal = |base: &f64| *base >= f64::MIN_POSITIVE && *base < f64::INFINITY;
    if plain || !bases.as_flattened().iter().fold(true, |all, base| all & normal(base)) {
        return bases.map(|bases| bases.map(|base| pow(base, exponent)));
    }
    exp_each(bases.map(|bases| (Four::splat(exponent) * ln_of_normal(Four::new(bases))).to_array()))
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
    let (fours, rest) = values.as_chunks();
    let total = fours.iter().fold(Four::ZERO, |total, four| total + Four::new(*four));
    lanes::sum(total) + rest.iter().fold(0.0, |total, v| total + v)
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
        for several in [[-800.0, -1.5, 0.25, 3.0], [-708.0, -1.5, 0.25, 709.0]] {
            assert_eq!(exp_each([several]), [several.map(exp)]);
        }
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(-1e4), 0.0);
        assert_eq!(exp(f64::NEG_INFINITY), 0.0);
        assert!(exp(f64::NAN).is_nan());
    }

    #[test]
    fn a_logarithm_without_branches_has_the_bits_of_libms() {
        let mut x = f64::MIN_POSITIVE;
        while x < f64::MAX / 2.0 {
            for x in [x, x * 1.000_000_1, 1.0 + x.min(1.0), 1.0 - x.min(0.3)] {
                assert_eq!(ln_of_normal(x).to_bits(), ln(x).to_bits(), "{x}");
                assert_eq!(ln_of_normal(Four::splat(x)).to_array(), [ln(x); LANES], "{x}");
            }
            x *= 1.043_7;
        }
        assert_eq!(ln_of_normal(1.0).to_bits(), 0);
        let below = f64::from_bits(SQRT_HALF - 1);
        assert_eq!(ln_of_normal(below), ln(below));
        let bases =
            [[0.9, 1.1, 1e-300, 1e300], [0.5, 1.0, 2.0, 3.0], [0.0, 1.0, 2.0, f64::MIN_POSITIVE / 2.0]];
        for exponent in [-1.5, -1.0, 0.0, 0.37, 1.0, 2.0] {
            assert_eq!(pow_each(bases, exponent), bases.map(|it| it.map(|base| pow(base, exponent))));
            let [first, second, _] = bases;
            assert_eq!(
                pow_each([first, second], exponent),
                [first, second].map(|it| it.map(|base| pow(base, exponent)))
            );
        }
    }

    #[test]
    fn the_normal_quantile_inverts_known_values() {
        // Tabulated: 97.5 % and 50 % points of the standard normal.
        assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-12);
        assert!(normal_quantile(0.5).abs() < 1e-12);
        assert!((normal_quantile(0.001) + normal_quantile(0.999)).abs() < 1e-10);
    }
}
