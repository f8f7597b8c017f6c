//! Work on regions that do not know of each other: in turn, or in threads that a shell has.

/// Does two things, one after the other or at once. Threads belong to shells; the model only says what may go on side by side,
/// and gives the same bits either way.
pub trait Executor: Sync {
    /// Does both.
    fn join(&self, left: impl FnOnce() + Send, right: impl FnOnce() + Send);

    /// Does the same work to each of several items.
    fn each<T: Send>(&self, items: &mut [T], work: &(impl Fn(&mut T) + Sync))
    where
        Self: Sized,
    {
        match items {
            [] => {}
            [item] => work(item),
            _ => {
                let (left, right) = items.split_at_mut(items.len() / 2);
                self.join(|| self.each(left, work), || self.each(right, work));
            }
        }
    }
}

/// One after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Serial;

impl Executor for Serial {
    fn join(&self, left: impl FnOnce() + Send, right: impl FnOnce() + Send) {
        left();
        right();
    }
}
