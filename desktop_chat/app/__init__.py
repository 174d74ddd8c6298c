"""The one place that builds the parts and wires them: the headless host, and the program behind the window."""
