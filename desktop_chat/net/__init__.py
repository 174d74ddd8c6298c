"""What every thread and socket of this program stands on; knows nothing of chat."""
