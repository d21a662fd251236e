"""Choosing passages below the prompt of a shell, without Textual."""
