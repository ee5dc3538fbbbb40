"""The centre's words and rules: standard library only, no SQL, no Qt."""
