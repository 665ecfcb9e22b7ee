//! Values on their way into the engine and out of it: whole numbers and texts, or nothing. What else a file of another tool may hold is
//! seen, and never taken.

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, ValueRef};

/// A value of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sql {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(String),
}

/// A value as it lies in a row or a text of the program: for a look, or to be bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Given<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A broken number; in no table of the program.
    Real(f64),
    /// A text, which need not be UTF-8 in a file of another tool.
    Text(&'a [u8]),
    /// Bytes; in no table of the program.
    Bytes(&'a [u8]),
}

impl<'a> Given<'a> {
    /// The text, where it is one.
    #[inline]
    pub fn text(self) -> Option<&'a str> {
        match self {
            Given::Text(text) => std::str::from_utf8(text).ok(),
            _ => None,
        }
    }

    /// The bytes of a text, whatever they are.
    pub fn bytes(self) -> Option<&'a [u8]> {
        match self {
            Given::Text(bytes) | Given::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// What it is called where it cannot be read.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Given::Null => "空",
            Given::Integer(_) => "整数",
            Given::Real(_) => "小数",
            Given::Text(_) => "文字",
            Given::Bytes(_) => "字节",
        }
    }
}

impl<'a> From<ValueRef<'a>> for Given<'a> {
    #[inline]
    fn from(value: ValueRef<'a>) -> Self {
        match value {
            ValueRef::Null => Given::Null,
            ValueRef::Integer(n) => Given::Integer(n),
            ValueRef::Real(x) => Given::Real(x),
            ValueRef::Text(text) => Given::Text(text),
            ValueRef::Blob(bytes) => Given::Bytes(bytes),
        }
    }
}

impl ToSql for Given<'_> {
    #[inline]
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Given::Null => ValueRef::Null,
            Given::Integer(n) => ValueRef::Integer(n),
            Given::Real(x) => ValueRef::Real(x),
            Given::Text(text) => ValueRef::Text(text),
            Given::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// Why a value cannot be taken as what was asked for.
pub enum Unfit {
    /// It is of another kind.
    Kind,
    /// It is too large or too small.
    Range(i64),
    /// It is no UTF-8.
    Encoding,
}

/// What can be taken out of a row.
pub trait Taken: Sized {
    /// From a value of the row.
    ///
    /// # Errors
    /// It does not fit.
    fn taken(value: Given<'_>) -> Result<Self, Unfit>;
}

impl Taken for i64 {
    #[inline]
    fn taken(value: Given<'_>) -> Result<Self, Unfit> {
        match value {
            Given::Integer(n) => Ok(n),
            _ => Err(Unfit::Kind),
        }
    }
}

macro_rules! smaller_numbers {
    ($($number:ty)*) => {$(
        impl Taken for $number {
            #[inline]
            fn taken(value: Given<'_>) -> Result<Self, Unfit> {
                let n = i64::taken(value)?;
                n.try_into().map_err(|_| Unfit::Range(n))
            }
        }
    )*};
}
smaller_numbers!(i32 u32 u16 u8);

impl Taken for bool {
    #[inline]
    fn taken(value: Given<'_>) -> Result<Self, Unfit> {
        i64::taken(value).map(|n| n != 0)
    }
}

impl Taken for String {
    #[inline]
    fn taken(value: Given<'_>) -> Result<Self, Unfit> {
        text(value).map(str::to_owned)
    }
}

impl<T: Taken> Taken for Option<T> {
    #[inline]
    fn taken(value: Given<'_>) -> Result<Self, Unfit> {
        match value {
            Given::Null => Ok(None),
            value => T::taken(value).map(Some),
        }
    }
}

impl Taken for Sql {
    fn taken(value: Given<'_>) -> Result<Self, Unfit> {
        match value {
            Given::Null => Ok(Sql::Null),
            Given::Integer(n) => Ok(Sql::Integer(n)),
            value => String::taken(value).map(Sql::Text),
        }
    }
}

/// A value that must be a text.
#[inline]
pub(super) fn text(value: Given<'_>) -> Result<&str, Unfit> {
    match value {
        Given::Text(text) => std::str::from_utf8(text).map_err(|_| Unfit::Encoding),
        _ => Err(Unfit::Kind),
    }
}
