"""Rows beside the rules: what facts imply, what is asked back, what a result warns of."""
