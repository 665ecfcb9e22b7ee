//! The answers of one judgement: a question goes to who knows when a rule first asks it, and is remembered from then on, so that all
//! rules of a draft see the same office, and nothing is asked twice. Knows neither questions nor answers.

use std::cell::OnceCell;
use std::fmt;
use std::rc::Rc;

/// Who knows: the store over its transaction.
pub trait Source<Q, A> {
    /// The answer; none where it could not be read, which the source itself tells afterwards.
    fn answer(&self, question: &Q) -> Option<A>;
}

/// What has been asked so far, shared by a draft and its child rows, and whom to ask for the rest.
#[derive(Clone)]
pub struct Answers<'o, Q, A> {
    source: Option<Rc<dyn Source<Q, A> + 'o>>,
    known: Rc<Known<Q, A>>,
}

/// What is known. A list that only grows: references into it stay.
#[derive(Clone, Debug)]
struct Known<Q, A>(OnceCell<Box<Said<Q, A>>>);

/// A question and its answer, and what is known beside it.
#[derive(Clone, Debug)]
struct Said<Q, A> {
    question: Q,
    answer: A,
    more: Known<Q, A>,
}

impl<Q, A> Drop for Known<Q, A> {
    // One after the other, however many there are.
    fn drop(&mut self) {
        let mut next = self.0.take();
        while let Some(mut known) = next {
            next = known.more.0.take();
        }
    }
}

impl<Q, A> Known<Q, A> {
    const fn nothing() -> Self {
        Known(OnceCell::new())
    }
    /// Adds to what is known, at the end.
    fn say(&self, question: Q, answer: A) -> &Said<Q, A> {
        self.0.get_or_init(|| Box::new(Said { question, answer, more: Known::nothing() }))
    }
}

impl<Q, A> Default for Answers<'_, Q, A> {
    /// With nobody to ask.
    fn default() -> Self {
        Answers { source: None, known: Rc::new(Known::nothing()) }
    }
}

impl<Q: fmt::Debug, A: fmt::Debug> fmt::Debug for Answers<'_, Q, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.known.fmt(f)
    }
}

impl<'o, Q: Clone + PartialEq, A> Answers<'o, Q, A> {
    /// With nothing asked yet.
    pub fn from(source: Rc<dyn Source<Q, A> + 'o>) -> Self {
        Answers { source: Some(source), ..Answers::default() }
    }
    /// The answer to a question; none where nobody can tell.
    pub fn get(&self, question: &Q) -> Option<&A> {
        let end = match self.place(question) {
            Ok(known) => return Some(known),
            Err(end) => end,
        };
        let answer = self.source.as_ref()?.answer(question)?;
        Some(&end.say(question.clone(), answer).answer)
    }
    /// The answer to a question that has been asked.
    pub fn known(&self, question: &Q) -> Option<&A> {
        self.place(question).ok()
    }
    /// Where a question stands, or the end of what is known.
    fn place(&self, question: &Q) -> Result<&A, &Known<Q, A>> {
        let mut at = &*self.known;
        while let Some(known) = at.0.get() {
            if known.question == *question {
                return Ok(&known.answer);
            }
            at = &known.more;
        }
        Err(at)
    }
}

#[cfg(test)]
impl<Q: Clone + PartialEq, A: Clone> Answers<'_, Q, A> {
    /// An answer given by hand, in place of another to the same question; not to the answers that these were copied from.
    pub fn push(&mut self, (question, answer): (Q, A)) {
        Rc::make_mut(&mut self.known).put(question, answer);
    }
}

#[cfg(test)]
impl<Q: PartialEq, A> Known<Q, A> {
    fn put(&mut self, question: Q, answer: A) {
        match self.0.get_mut() {
            Some(known) if known.question == question => known.answer = answer,
            Some(known) => known.more.put(question, answer),
            None => drop(self.say(question, answer)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    struct Twice(Cell<u32>);

    impl Source<u32, u32> for Twice {
        fn answer(&self, question: &u32) -> Option<u32> {
            self.0.set(self.0.get() + 1);
            (*question < 100_000).then_some(question * 2)
        }
    }

    #[test]
    fn a_question_is_asked_once_by_all_who_share_the_answers() {
        let source = Rc::new(Twice(Cell::new(0)));
        let answers = Answers::from(Rc::<Twice>::clone(&source));
        let shared = answers.clone();
        assert_eq!((answers.known(&7), answers.get(&7), shared.get(&7)), (None, Some(&14), Some(&14)));
        assert_eq!(source.0.get(), 1);
        // What could not be read is asked again, and takes no place.
        assert_eq!((answers.get(&100_000), shared.known(&100_000)), (None, None));
    }

    #[test]
    fn an_answer_by_hand_is_nobody_elses() {
        let first = Answers::<u32, u32>::default();
        let mut other = first.clone();
        other.push((1, 2));
        other.push((1, 3));
        assert_eq!((first.get(&1), other.get(&1)), (None, Some(&3)));
    }

    #[test]
    fn a_long_list_falls_without_a_deep_stack() {
        let answers = Answers { known: Rc::new(Known::nothing()), source: None };
        let mut at = &*answers.known;
        for n in 0..100_000 {
            at = &at.say(n, n).more;
        }
        drop(answers);
    }
}
