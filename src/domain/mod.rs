//! Pure rules and types of the trade.
