# Shortcuts; each is a command the documents name too. `just` is not required.

# Everything that must hold before a change is merged.
check:
    ./check

# One test, or all whose name contains the word.
test word:
    cargo test --workspace {{ word }}

# The benchmarks; each prints its figures and the ratios between them.
bench *arguments:
    cargo bench --package benches {{ arguments }}

# Feeds random bytes to what parses input, for so many seconds; fuzz/README.md says what it needs.
fuzz target seconds="60":
    fuzz/seed
    cargo +nightly fuzz run -O {{ target }} -- -max_total_time={{ seconds }}

# A conversation from opening to rating, in a store that is thrown away.
demo:
    cargo run --bin colloquy -- demo
