"""What a person can do: one function per action; the caller owns the transaction."""
