//! Facts in a text: dates, amounts, quantities, numbers, products, places.
