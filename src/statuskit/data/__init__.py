"""FACTS: rows with their sources, and the few lines that build them. No decisions, and nothing read at run time."""
