"""A member's side of the chat, pure: what its host says becomes events, what a person types becomes messages."""
