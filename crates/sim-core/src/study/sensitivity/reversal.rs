//! Rank reversal: how often the other of two policies is the better one, and which factors carry that.

use super::{End, Refusal, check_length, check_names, distance, tail};
use crate::ids::index_set;
use crate::study::ensemble::wilson;
use serde::{Deserialize, Serialize};

index_set! {
    /// Which of two outputs is the better.
    Better [BETTERS] {
        /// The larger.
        More = "more", "越大越好", "More is better";
        /// The smaller.
        Less = "less", "越小越好", "Less is better";
    }
}

index_set! {
    /// One of two policies.
    Choice [CHOICES] {
        /// The one that is given first.
        First = "first", "第一个方案", "First policy";
        /// The one that is given second.
        Second = "second", "第二个方案", "Second policy";
    }
}

impl Better {
    /// The better of two policies' outputs; none where they are equal.
    pub fn of(self, one: f64, other: f64) -> Option<Choice> {
        if one == other {
            return None;
        }
        Some(if (one > other) == (self == Self::More) { Choice::First } else { Choice::Second })
    }

    /// By how much a policy is the better; below 0 where it is the worse.
    pub fn margin(self, policy: Choice, one: f64, other: f64) -> f64 {
        if (self == Self::More) == (policy == Choice::First) { one - other } else { other - one }
    }
}

/// A factor and how different its values are where the choice is the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Carrier {
    /// Its name.
    pub name: String,
    /// The largest distance between the distributions of its values where one policy wins and where the other does, 0 to 1.
    pub distance: f64,
    /// The value at which it is reached.
    pub at: f64,
    /// On which side of it the choice is rather the other than by default.
    pub towards: End,
    /// The probability that a factor which does nothing shows as large a distance.
    pub p: f64,
    /// The same, that any of all factors does (Holm's correction): to be looked at first.
    pub p_any: f64,
}

/// What two policies' outputs in the same worlds say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The policy that is the better by default.
    pub preferred: Choice,
    /// Rows in which both policies ran.
    pub rows: u64,
    /// Rows left out because one broke.
    pub dropped: u64,
    /// Rows in which the other policy is the better.
    pub flips: u64,
    /// Rows in which both give the same: no flip.
    pub ties: u64,
    /// The share of flips.
    pub share: f64,
    /// Its sampling error: Wilson's interval at 95 %. It holds for rows drawn independently; points that are spread more
    /// evenly do better.
    pub interval: [f64; 2],
    /// Every factor, the most different first; none where one policy always wins.
    pub carriers: Vec<Carrier>,
}

/// Compares two policies in the worlds of some rows.
///
/// `inputs` has the factors' values of each row, `one` and `other` the policies' outputs there, and `default` both outputs with
/// nothing drawn.
///
/// # Errors
/// When there is not one output for each row and policy, when no row is left, or when by default none is the better.
pub fn analyse(
    factors: &[String],
    inputs: &[Vec<f64>],
    one: &[Option<f64>],
    other: &[Option<f64>],
    default: [f64; 2],
    better: Better,
) -> Result<Report, Refusal> {
    check_names(factors)?;
    check_length(one, inputs.len() as u64)?;
    check_length(other, inputs.len() as u64)?;
    if !default.iter().all(|value| value.is_finite()) {
        return Err(Refusal::NoDefault);
    }
    let preferred = better.of(default[0], default[1]).ok_or(Refusal::NoChoice(default[0]))?;
    // Rows where the choice is as by default, and where it is the other.
    let (mut kept, mut flipped, mut ties) = (Vec::new(), Vec::new(), 0);
    for (number, (row, outputs)) in inputs.iter().zip(one.iter().zip(other)).enumerate() {
        if row.len() != factors.len() {
            return Err(Refusal::Width { row: number as u64, found: row.len(), expected: factors.len() });
        }
        let (Some(one), Some(other)) = outputs else { continue };
        if !(one.is_finite() && other.is_finite()) {
            continue;
        }
        match better.of(*one, *other) {
            None => ties += 1,
            Some(choice) if choice == preferred => kept.push(row),
            Some(_) => flipped.push(row),
        }
    }
    let rows = (kept.len() + flipped.len()) as u64 + ties;
    if rows == 0 {
        return Err(Refusal::TooFew { what: "rows", found: 0, least: 1 });
    }
    let flips = flipped.len() as u64;
    let share = flips as f64 / rows as f64;
    Ok(Report {
        preferred,
        rows,
        dropped: inputs.len() as u64 - rows,
        flips,
        ties,
        share,
        interval: wilson(share, rows as f64),
        carriers: if kept.is_empty() || flipped.is_empty() {
            Vec::new()
        } else {
            carriers(factors, &kept, &flipped)
        },
    })
}

/// Regional sensitivity: a factor that decides has other values where the choice is the other.
fn carriers(factors: &[String], kept: &[&Vec<f64>], flipped: &[&Vec<f64>]) -> Vec<Carrier> {
    let column = |rows: &[&Vec<f64>], factor: usize| rows.iter().map(|row| row[factor]).collect::<Vec<_>>();
    let mut carriers: Vec<Carrier> = factors
        .iter()
        .enumerate()
        .map(|(factor, name)| {
            let found = distance(&column(kept, factor), &column(flipped, factor));
            let p = tail(found.size, kept.len() as u64, flipped.len() as u64);
            let towards = if found.second_above { End::High } else { End::Low };
            Carrier { name: name.clone(), distance: found.size, at: found.at, towards, p, p_any: p }
        })
        .collect();
    carriers.sort_by(|one, other| other.distance.total_cmp(&one.distance));
    // All distances are between sets of the same sizes: the order of sizes is that of probabilities, the smallest first.
    let mut largest: f64 = 0.0;
    let all = carriers.len();
    for (rank, carrier) in carriers.iter_mut().enumerate() {
        largest = largest.max((carrier.p * (all - rank) as f64).min(1.0));
        carrier.p_any = largest;
    }
    carriers
}
