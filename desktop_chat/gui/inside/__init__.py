"""The windows beside the room: threads and the Lab."""
