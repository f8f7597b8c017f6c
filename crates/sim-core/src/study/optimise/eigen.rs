//! Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations: + − × ÷ and square roots in a fixed order,
//! so that every machine finds the same bits.

use crate::math;

/// Sweeps after which rounding alone is left; a handful is usual.
const SWEEPS: usize = 60;

/// Eigenvalues, and eigenvectors as the columns of a matrix.
///
/// `matrix` is symmetric, `n × n`, row by row. The order of the values is that of the rotations, not of size.
pub(super) fn decompose(matrix: &[f64], n: usize) -> (Vec<f64>, Vec<f64>) {
    let mut a = matrix.to_vec();
    let mut vectors = vec![0.0; n * n];
    for i in 0..n {
        vectors[i * n + i] = 1.0;
    }
    for _ in 0..SWEEPS {
        let mut off = 0.0;
        let mut on = 0.0;
        for i in 0..n {
            on += a[i * n + i] * a[i * n + i];
            for j in i + 1..n {
                off += a[i * n + j] * a[i * n + j];
            }
        }
        // Squares: what is left is a part in 10^16 of the whole.
        if off <= 1e-32 * on {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut a, &mut vectors, n, p, q);
            }
        }
    }
    ((0..n).map(|i| a[i * n + i]).collect(), vectors)
}

/// The rotation in the plane of `p` and `q` that makes their entry 0.
fn rotate(a: &mut [f64], vectors: &mut [f64], n: usize, p: usize, q: usize) {
    let entry = a[p * n + q];
    if entry == 0.0 {
        return;
    }
    let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * entry);
    let size = 1.0 / (theta.abs() + math::sqrt(theta * theta + 1.0));
    let tangent = if theta < 0.0 { -size } else { size };
    let cosine = 1.0 / math::sqrt(tangent * tangent + 1.0);
    let sine = tangent * cosine;
    let turn = |x: f64, y: f64| (cosine * x - sine * y, sine * x + cosine * y);
    a[p * n + p] -= tangent * entry;
    a[q * n + q] += tangent * entry;
    a[p * n + q] = 0.0;
    a[q * n + p] = 0.0;
    for k in 0..n {
        if k != p && k != q {
            let (x, y) = turn(a[k * n + p], a[k * n + q]);
            (a[k * n + p], a[p * n + k]) = (x, x);
            (a[k * n + q], a[q * n + k]) = (y, y);
        }
        (vectors[k * n + p], vectors[k * n + q]) = turn(vectors[k * n + p], vectors[k * n + q]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_vectors_of_a_known_matrix() {
        // Second differences: eigenvalues 2 − 2·cos(kπ/5), here written with the golden ratio.
        let matrix = [2., -1., 0., 0., -1., 2., -1., 0., 0., -1., 2., -1., 0., 0., -1., 2.];
        let (mut values, _) = decompose(&matrix, 4);
        values.sort_by(f64::total_cmp);
        let root = 5.0_f64.sqrt();
        let known = [3.0 - root, 5.0 - root, 3.0 + root, 5.0 + root].map(|twice| 0.5 * twice);
        for (value, known) in values.iter().zip(known) {
            assert!((value - known).abs() < 1e-14, "{value} {known}");
        }
    }

    #[test]
    fn vectors_are_orthonormal_and_rebuild_the_matrix() {
        let n = 12;
        // Any symmetric matrix of very unequal sizes.
        let entry = |i: usize, j: usize| {
            let (i, j) = (i.min(j), i.max(j));
            f64::from((i * 7 + j * j * 3) as u32 % 11) - 4.0
                + if i == j { 10.0 * f64::from(1 << i) } else { 0.0 }
        };
        let matrix: Vec<f64> = (0..n * n).map(|at| entry(at / n, at % n)).collect();
        let (values, vectors) = decompose(&matrix, n);
        let largest = values.iter().fold(0.0_f64, |most, v| most.max(v.abs()));
        for i in 0..n {
            for j in 0..n {
                let dot: f64 = (0..n).map(|k| vectors[k * n + i] * vectors[k * n + j]).sum();
                let one = f64::from(u8::from(i == j));
                assert!((dot - one).abs() < 1e-13, "{i} {j}: {dot}");
                let rebuilt: f64 = (0..n).map(|k| vectors[i * n + k] * values[k] * vectors[j * n + k]).sum();
                assert!((rebuilt - matrix[i * n + j]).abs() < 1e-13 * largest, "{i} {j}: {rebuilt}");
            }
        }
    }
}
