//! What a statement is carried out with: values in their order, or by name.

use super::error::{Error, Result};
use super::value::{Given, Sql};
use rusqlite::Statement;

/// What can be bound to a place of a statement.
pub trait Bound {
    /// The value as the engine sees it.
    fn given(&self) -> Given<'_>;
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Bound for $number {
            #[inline]
            fn given(&self) -> Given<'_> {
                Given::Integer(i64::from(*self))
            }
        }
    )*};
}
numbers!(i64 i32 u32 u16 u8 bool);

impl Bound for str {
    #[inline]
    fn given(&self) -> Given<'_> {
        Given::Text(self.as_bytes())
    }
}

impl Bound for String {
    #[inline]
    fn given(&self) -> Given<'_> {
        self.as_str().given()
    }
}

impl<T: Bound + ?Sized> Bound for &T {
    #[inline]
    fn given(&self) -> Given<'_> {
        (**self).given()
    }
}

impl<T: Bound> Bound for Option<T> {
    #[inline]
    fn given(&self) -> Given<'_> {
        self.as_ref().map_or(Given::Null, Bound::given)
    }
}

impl Bound for Sql {
    #[inline]
    fn given(&self) -> Given<'_> {
        match self {
            Sql::Null => Given::Null,
            Sql::Integer(n) => Given::Integer(*n),
            Sql::Text(text) => text.given(),
        }
    }
}

/// All that a statement is carried out with.
pub trait Params {
    /// Binds it.
    ///
    /// # Errors
    /// The statement has other places.
    fn bind(self, to: &mut Statement<'_>) -> Result<()>;
}

/// Nothing: `[]`.
impl Params for [&(dyn Bound + Send); 0] {
    #[inline]
    fn bind(self, to: &mut Statement<'_>) -> Result<()> {
        has_places(to, 0)
    }
}

// One by one, so that `[]` is the one above.
macro_rules! values_of_one_kind {
    ($($n:literal)*) => {$(
        impl<T: Bound> Params for [T; $n] {
            #[inline]
            fn bind(self, to: &mut Statement<'_>) -> Result<()> {
                in_order(self.iter().map(Bound::given), to)
            }
        }
    )*};
}
values_of_one_kind!(1 2 3 4 5);

/// Values of several kinds, as [`params`] makes them.
impl Params for &[&dyn Bound] {
    #[inline]
    fn bind(self, to: &mut Statement<'_>) -> Result<()> {
        in_order(self.iter().map(|value| value.given()), to)
    }
}

/// Values by name, as [`named_params`] makes them.
impl Params for &[(&str, &dyn Bound)] {
    fn bind(self, to: &mut Statement<'_>) -> Result<()> {
        for (name, value) in self {
            let place = to.parameter_index(name)?;
            let place = place.ok_or_else(|| Error::Other(format!("no parameter {name} in the statement")))?;
            to.raw_bind_parameter(place, value.given())?;
        }
        Ok(())
    }
}

/// As many values as there are.
pub struct Each<I>(I);

/// As many values as an iterator gives, in their order.
pub fn params_from_iter<I: IntoIterator>(values: I) -> Each<I>
where
    I::Item: Bound,
{
    Each(values)
}

impl<I: IntoIterator> Params for Each<I>
where
    I::Item: Bound,
{
    #[inline]
    fn bind(self, to: &mut Statement<'_>) -> Result<()> {
        let mut places = 0;
        for value in self.0 {
            places += 1;
            to.raw_bind_parameter(places, value.given())?;
        }
        has_places(to, places)
    }
}

#[inline]
fn in_order<'v>(values: impl ExactSizeIterator<Item = Given<'v>>, to: &mut Statement<'_>) -> Result<()> {
    has_places(to, values.len())?;
    for (at, value) in values.enumerate() {
        to.raw_bind_parameter(at + 1, value)?;
    }
    Ok(())
}

/// Refuses any other number of values than the statement has places.
#[inline]
fn has_places(of: &Statement<'_>, given: usize) -> Result<()> {
    let places = of.parameter_count();
    if places == given {
        return Ok(());
    }
    Err(Error::Other(format!("{given} values for a statement with {places} places")))
}

/// Values of several kinds, in the order of the places.
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$(&$value as &dyn $crate::store::engine::Bound),*] as &[&dyn $crate::store::engine::Bound]
    };
}
pub(in crate::store) use params;

/// Values by the names of their places.
macro_rules! named_params {
    ($($name:literal: $value:expr),* $(,)?) => {
        &[$(($name, &$value as &dyn $crate::store::engine::Bound)),*]
            as &[(&str, &dyn $crate::store::engine::Bound)]
    };
}
pub(in crate::store) use named_params;
