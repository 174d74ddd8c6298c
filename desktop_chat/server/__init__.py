"""The room on the network: threads and sockets around the rules of `core.server`.

One thread for each client reads; one engine owns the room: drain, decide, commit, deliver.
"""
