//! Marks of persons: a bit each, so that few among many are found without a look at everybody.

/// People whose marks stand in one word.
pub(crate) const MARKS: usize = u64::BITS as usize;

/// The bits that are set.
pub(crate) fn marked(mut marks: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = marks.trailing_zeros();
        (marks != 0).then(|| {
            marks &= marks - 1;
            bit as usize
        })
    })
}

/// The marks of at most [`MARKS`] people, the first in the last bit.
#[inline]
pub(crate) fn marks_of(people: impl ExactSizeIterator<Item = bool>) -> u64 {
    let len = people.len();
    if len == 0 {
        return 0;
    }
    // Each moves those before it up: that takes less than to move each to its place.
    let reversed = people.fold(0_u64, |marks, mark| marks + marks + u64::from(mark));
    reversed.reverse_bits() >> (MARKS - len)
}

/// A mark for each person of a region, in the order in which they stand. Bits past the last person are 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks(Vec<u64>);

impl Marks {
    /// The mark of the person who comes after the first `len`.
    pub fn push(&mut self, len: usize, mark: bool) {
        if len.is_multiple_of(MARKS) {
            self.0.push(0);
        }
        self.0[len / MARKS] |= u64::from(mark) << (len % MARKS);
    }

    pub fn set(&mut self, i: usize, mark: bool) {
        let word = &mut self.0[i / MARKS];
        *word = *word & !(1 << (i % MARKS)) | u64::from(mark) << (i % MARKS);
    }

    /// Takes out the mark of person `i`, in whose place the last of the `len` persons stands from now on.
    pub fn swap_remove(&mut self, i: usize, len: usize) {
        let last = len - 1;
        let mark = self.0[last / MARKS] >> (last % MARKS) & 1 == 1;
        self.set(i, mark);
        self.set(last, false);
        if last.is_multiple_of(MARKS) {
            self.0.pop();
        }
    }

    /// Who is marked, in the order in which they stand.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(word, marks)| marked(*marks).map(move |bit| word * MARKS + bit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_person_has_the_last_bit() {
        for len in [0, 1, 2, 63, 64] {
            let people: Vec<bool> = (0..len).map(|i| i % 3 == 1 || i == 0).collect();
            let found: Vec<usize> = marked(marks_of(people.iter().copied())).collect();
            let expected: Vec<usize> = (0..len).filter(|i| people[*i]).collect();
            assert_eq!(found, expected, "{len}");
        }
    }

    #[test]
    fn marks_follow_persons_who_come_and_go() {
        // A list of plain truth values goes the same way.
        let (mut marks, mut plain) = (Marks::default(), Vec::new());
        for step in 0..2000_usize {
            let some = step * step % 7;
            if some < 4 || plain.is_empty() {
                marks.push(plain.len(), some.is_multiple_of(2));
                plain.push(some.is_multiple_of(2));
            } else if some == 4 {
                let i = step * 31 % plain.len();
                marks.swap_remove(i, plain.len());
                plain.swap_remove(i);
            } else {
                let i = step * 17 % plain.len();
                marks.set(i, !plain[i]);
                plain[i] = !plain[i];
            }
            let expected = (0..plain.len()).filter(|i| plain[*i]);
            assert!(marks.iter().eq(expected), "step {step}");
        }
        assert!(plain.len() > MARKS, "several words were used");
    }
}
