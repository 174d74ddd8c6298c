"""What a person does with a message."""
